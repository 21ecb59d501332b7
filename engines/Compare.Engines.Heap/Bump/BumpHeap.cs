using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Rules;

namespace Compare.Engines.Heap.Bump;

/// <summary>
/// The mutator's operations on bump-allocated memory without a write barrier: no count, no remembered set. What happens
/// when the space is full is the engine's.
/// </summary>
/// <remarks>
/// Safe because references only ever come from this heap's own allocations, and because the interface's rules (held by
/// the checking heap) keep indices inside their objects. AggressiveInlining marks the operations whose work is a few
/// instructions; without it the just-in-time compiler keeps some as calls inside large workload methods.
/// </remarks>
/// <param name="engine">The engine that owns the memory.</param>
public readonly unsafe partial struct BumpHeap(BumpEngine engine) : IHeap<ObjectReference>
{
    private readonly BumpEngine _engine = engine;

    /// <inheritdoc/>
    public int RootCount => _engine.RootCount;

    /// <inheritdoc/>
    public IHeapControl Control => _engine;

    /// <inheritdoc/>
    public TModule? Module<TModule>()
        where TModule : class =>
        PlainGrowthRules.Instance as TModule ?? PlainObjectRules.Instance as TModule;

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
    public TypeHandle TypeOf(ObjectReference obj) => new((nint)BumpObject.Info(obj.Address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void New(ref ObjectReference local, TypeHandle type)
    {
        BumpTypeInfo* info = (BumpTypeInfo*)type.Value;
        nint obj = _engine.Cursor;
        long end = obj + info->FastBytes;
        if (end > _engine.Limit)
        {
            obj = _engine.NewSlow(info);
        }
        else
        {
            _engine.Cursor = (nint)end;
            info->Account.CountFixed();
        }

        BumpEngine.Initialize(obj, info);
        local = new(obj);
    }

    /// <inheritdoc/>
    public void NewArray(ref ObjectReference local, TypeHandle type, int length) =>
        local = new(_engine.NewArray((BumpTypeInfo*)type.Value, length));

    /// <inheritdoc/>
    public void Load(ref ObjectReference local, ObjectReference obj, int field) =>
        local = new(BumpObject.Field(obj.Address, field));

    /// <inheritdoc/>
    public ObjectReference Borrow(ObjectReference obj, int field) => new(BumpObject.Field(obj.Address, field));

    /// <inheritdoc/>
    public void Store(ObjectReference obj, int field, ObjectReference value) =>
        BumpObject.Field(obj.Address, field) = value.Address;

    /// <inheritdoc/>
    public void StoreTake(ObjectReference obj, int field, ObjectReference temporary) =>
        BumpObject.Field(obj.Address, field) = temporary.Address;

    /// <inheritdoc/>
    public long GetWord(ObjectReference obj, int word) =>
        BumpObject.Word(obj.Address, BumpObject.Info(obj.Address), word);

    /// <inheritdoc/>
    public void SetWord(ObjectReference obj, int word, long value) =>
        BumpObject.Word(obj.Address, BumpObject.Info(obj.Address), word) = value;

    /// <inheritdoc/>
    public int Length(ObjectReference obj) => BumpObject.Length(obj.Address);

    /// <inheritdoc/>
    public void LoadElement(ref ObjectReference local, ObjectReference obj, int index) =>
        local = new(ElementSlot(obj, index));

    /// <inheritdoc/>
    public ObjectReference BorrowElement(ObjectReference obj, int index) => new(ElementSlot(obj, index));

    /// <inheritdoc/>
    public void StoreElement(ObjectReference obj, int index, ObjectReference value) =>
        ElementSlot(obj, index) = value.Address;

    /// <inheritdoc/>
    public void StoreElementTake(ObjectReference obj, int index, ObjectReference temporary) =>
        ElementSlot(obj, index) = temporary.Address;

    /// <inheritdoc/>
    public long GetElementWord(ObjectReference obj, int index) => ElementSlot(obj, index);

    /// <inheritdoc/>
    public void SetElementWord(ObjectReference obj, int index, long value) => ElementSlot(obj, index) = (nint)value;

    /// <inheritdoc/>
    public Span<byte> ElementBytes(ObjectReference obj) => new(
        (void*)BumpObject.Elements(obj.Address, BumpObject.Info(obj.Address)), BumpObject.Length(obj.Address));

    /// <inheritdoc/>
    public long IdentityHash(ObjectReference obj) => _engine.IdentityHash(obj.Address);

    /// <inheritdoc/>
    public long SizeOf(ObjectReference obj) => BumpObject.Size(obj.Address);

    /// <inheritdoc/>
    public long? ReferenceCount(ObjectReference obj) => null;

    private static ref nint ElementSlot(ObjectReference obj, int index) =>
        ref ((nint*)BumpObject.Elements(obj.Address, BumpObject.Info(obj.Address)))[index];
}
