using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Probes;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <summary>The mutator's operations: plain loads, stores with a write barrier, allocation by bumping a pointer.</summary>
/// <remarks>
/// Safe because references only ever come from this heap's own allocations, and because the interface's rules (held by the
/// checking heap) keep indices inside their objects. AggressiveInlining marks the operations of a few instructions, which the
/// compiler would otherwise keep as calls in large workload methods.
/// </remarks>
/// <typeparam name="TProbe">Whether work is counted.</typeparam>
/// <param name="engine">The engine that owns the memory.</param>
internal readonly unsafe partial struct PyPyHeap<TProbe>(PyPyEngine<TProbe> engine) : IHeap<ObjectReference>
    where TProbe : struct, IWorkProbe
{
    private readonly PyPyEngine<TProbe> _engine = engine;

    /// <inheritdoc/>
    public int RootCount => _engine.RootCount;

    /// <inheritdoc/>
    public IHeapControl Control => _engine;

    /// <inheritdoc/>
    public TModule? Module<TModule>()
        where TModule : class => _engine as TModule ?? _engine.GrowthRules as TModule
            ?? _engine.ObjectRules as TModule;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        FrameChain.Push(ref _engine.InnermostFrame, ref frame);
        SafePoint();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct =>
        FrameChain.Pop(ref _engine.InnermostFrame, ref frame);

    /// <inheritdoc/>
    public bool Unwind<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        _engine.InnermostFrame = FrameChain.AddressOf(ref frame);
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SafePoint()
    {
        if (_engine.Pending != 0)
        {
            _engine.RunPending();
        }
    }

    /// <inheritdoc/>
    public bool IsNull(ObjectReference reference) => reference.Address == 0;

    /// <inheritdoc/>
    public bool Same(ObjectReference left, ObjectReference right) => left.Address == right.Address;

    /// <inheritdoc/>
    public void Copy(ref ObjectReference local, ObjectReference source) => local = source;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ObjectReference Move(ref ObjectReference local)
    {
        ObjectReference moved = local;
        local = default;
        return moved;
    }

    /// <inheritdoc/>
    public void Take(ref ObjectReference local, ObjectReference temporary) => local = temporary;

    /// <inheritdoc/>
    public void Clear(ref ObjectReference local) => local = default;

    /// <inheritdoc/>
    public void ResizeRoots(int count) => _engine.ResizeRoots(count);

    /// <inheritdoc/>
    public ref ObjectReference Root(int index) => ref _engine.Root(index);

    /// <inheritdoc/>
    public TypeHandle Register(ObjectType type) => _engine.Register(type);

    /// <inheritdoc/>
    public TypeHandle TypeOf(ObjectReference obj) => new((nint)ShapeOf(obj)->Owner);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void New(ref ObjectReference local, TypeHandle type)
    {
        PyPyTypeInfo* info = (PyPyTypeInfo*)type.Value;
        nint obj = _engine.NurseryFree;
        long end = obj + info->FastBytes;
        if (end > _engine.NurseryTop)
        {
            local = new(_engine.NewSlow(info));
            return;
        }

        _engine.NurseryFree = (nint)end;
        info->Account.Objects++;
        ObjectHeader.Of(obj) = info->Header;
        ObjectHeader.NullReferences(obj, info->References);
        local = new(obj);
    }

    /// <inheritdoc/>
    public void NewArray(ref ObjectReference local, TypeHandle type, int length) =>
        local = new(_engine.NewArray((PyPyTypeInfo*)type.Value, length));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref ObjectReference local, ObjectReference obj, int field) => local = Borrow(obj, field);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ObjectReference Borrow(ObjectReference obj, int field) => ObjectHeader.IsScattered(obj.Address)
        ? new(_engine.ScatteredField(obj.Address, field))
        : new(ObjectHeader.Field(obj.Address, field));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ObjectReference obj, int field, ObjectReference value)
    {
        if (ObjectHeader.NeedsCare(obj.Address))
        {
            _engine.StoreWithCare(obj.Address, field, value.Address);
            return;
        }

        ObjectHeader.Field(obj.Address, field) = value.Address;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreTake(ObjectReference obj, int field, ObjectReference temporary) => Store(obj, field, temporary);

    /// <inheritdoc/>
    public long GetWord(ObjectReference obj, int word) => _engine.Word(obj.Address, word);

    /// <inheritdoc/>
    public void SetWord(ObjectReference obj, int word, long value) => _engine.Word(obj.Address, word) = value;

    /// <inheritdoc/>
    public long IdentityHash(ObjectReference obj) => _engine.IdentityHash(obj.Address);

    /// <inheritdoc/>
    /// <remarks>
    /// PyPy's sys.getsizeof refuses to answer: this is the object with the storage of its fields and elements, as
    /// <c>gc.get_rpy_memory_usage</c> reports for each of these.
    /// </remarks>
    public long SizeOf(ObjectReference obj) => _engine.SizeWithStorage(obj.Address);

    /// <inheritdoc/>
    public long? ReferenceCount(ObjectReference obj) => null;

    private GcShape* ShapeOf(ObjectReference obj) => _engine.ShapeOf(ObjectHeader.Of(obj.Address));
}
