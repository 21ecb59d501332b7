using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Probes;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <summary>The mutator's operations: plain loads and stores, without counts or barriers. Objects never move.</summary>
/// <remarks>AggressiveInlining marks operations of a few instructions.</remarks>
/// <typeparam name="TProbe">Whether work is counted.</typeparam>
/// <typeparam name="TGeometry">Sizes of words and blocks.</typeparam>
/// <param name="engine">The engine that owns the memory.</param>
internal readonly unsafe partial struct MicroPythonHeap<TProbe, TGeometry>(MicroPythonEngine<TProbe, TGeometry> engine)
    : IHeap<ObjectReference>
    where TProbe : struct, IWorkProbe
    where TGeometry : struct, IGeometry
{
    private readonly MicroPythonEngine<TProbe, TGeometry> _engine = engine;

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
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct =>
        FrameChain.Push(ref _engine.InnermostFrame, ref frame);

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
    /// <remarks>Nothing is ever pending: collections happen inside allocations only.</remarks>
    public void SafePoint()
    {
    }

    /// <inheritdoc/>
    public bool IsNull(ObjectReference reference) => reference.Address == 0;

    /// <inheritdoc/>
    public bool Same(ObjectReference left, ObjectReference right) => left.Address == right.Address;

    /// <inheritdoc/>
    public void Copy(ref ObjectReference local, ObjectReference source) => local = source;

    /// <inheritdoc/>
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
    public TypeHandle TypeOf(ObjectReference obj) => new((nint)(
        _engine.IsImmediate(obj.Address) ? _engine.ImmediateType(obj.Address) : _engine.Info(obj.Address)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void New(ref ObjectReference local, TypeHandle type) =>
        local = new(_engine.NewObject((TypeInfo*)type.Value));

    /// <inheritdoc/>
    public void NewArray(ref ObjectReference local, TypeHandle type, int length) =>
        local = new(_engine.NewArray((TypeInfo*)type.Value, length));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref ObjectReference local, ObjectReference obj, int field) => local = Borrow(obj, field);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ObjectReference Borrow(ObjectReference obj, int field) =>
        new(_engine.Read(_engine.FieldSlot(obj.Address, field)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ObjectReference obj, int field, ObjectReference value) =>
        _engine.Write(_engine.FieldSlot(obj.Address, field), value.Address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreTake(ObjectReference obj, int field, ObjectReference temporary) => Store(obj, field, temporary);

    /// <inheritdoc/>
    public long GetWord(ObjectReference obj, int word) => _engine.IsImmediate(obj.Address)
        ? _engine.ImmediateValue(obj.Address, word)
        : _engine.Word(obj.Address, word);

    /// <inheritdoc/>
    /// <exception cref="HeapMisuseException">The reference is an immediate value.</exception>
    public void SetWord(ObjectReference obj, int word, long value)
    {
        if (_engine.IsImmediate(obj.Address))
        {
            throw _engine.CannotWrite(obj.Address);
        }

        _engine.Word(obj.Address, word) = value;
    }

    /// <inheritdoc/>
    public long IdentityHash(ObjectReference obj) => obj.Address;

    /// <inheritdoc/>
    public long SizeOf(ObjectReference obj) => _engine.IsImmediate(obj.Address) ? 0 : _engine.SizeOf(obj.Address);

    /// <inheritdoc/>
    public long? ReferenceCount(ObjectReference obj) => null;
}
