using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact;

/// <summary>The mutator's operations on the exact heap: each counts, and tells the recorder of stores.</summary>
/// <param name="engine">The engine.</param>
internal readonly unsafe partial struct ExactHeap(ExactEngine engine) : IHeap<ObjectReference>
{
    private readonly ExactEngine _engine = engine;

    /// <inheritdoc/>
    public int RootCount => _engine.RootCount;

    /// <inheritdoc/>
    public IHeapControl Control => _engine;

    /// <inheritdoc/>
    public TModule? Module<TModule>()
        where TModule : class => _engine.Module<TModule>();

    /// <inheritdoc/>
    public void Enter<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct =>
        FrameChain.Push(ref _engine.InnermostFrame, ref frame);

    /// <inheritdoc/>
    public void Leave<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        FrameChain.Pop(ref _engine.InnermostFrame, ref frame);
        _engine.ReleaseLocals(FrameChain.AddressOf(ref frame));
    }

    /// <inheritdoc/>
    public bool Unwind<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        _engine.UnwindTo(FrameChain.AddressOf(ref frame));
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
    public void Copy(ref ObjectReference local, ObjectReference source) => Assign(ref local, source.Address);

    /// <inheritdoc/>
    public ObjectReference Move(ref ObjectReference local)
    {
        ObjectReference moved = local;
        local = default;
        return moved;
    }

    /// <inheritdoc/>
    public void Take(ref ObjectReference local, ObjectReference temporary)
    {
        nint old = local.Address;
        local = temporary;
        _engine.Release(old);
    }

    /// <inheritdoc/>
    public void Clear(ref ObjectReference local) => Take(ref local, default);

    /// <inheritdoc/>
    public void ResizeRoots(int count) => _engine.ResizeRoots(count);

    /// <inheritdoc/>
    public ref ObjectReference Root(int index) => ref _engine.Root(index);

    /// <inheritdoc/>
    public TypeHandle Register(ObjectType type) => _engine.Register(type);

    /// <inheritdoc/>
    public TypeHandle TypeOf(ObjectReference obj) =>
        new((nint)(IsImmediate(obj) ? _engine.ImmediateType(obj.Address) : At(obj)->Type));

    /// <inheritdoc/>
    public void New(ref ObjectReference local, TypeHandle type) =>
        Take(ref local, new((nint)_engine.New((ExactTypeInfo*)type.Value, 0)));

    /// <inheritdoc/>
    public void NewArray(ref ObjectReference local, TypeHandle type, int length) =>
        Take(ref local, new((nint)_engine.New((ExactTypeInfo*)type.Value, length)));

    /// <inheritdoc/>
    public void Load(ref ObjectReference local, ObjectReference obj, int field) =>
        Assign(ref local, ExactObject.Fields(At(obj))[field]);

    /// <inheritdoc/>
    public ObjectReference Borrow(ObjectReference obj, int field) => new(ExactObject.Fields(At(obj))[field]);

    /// <inheritdoc/>
    public void Store(ObjectReference obj, int field, ObjectReference value) =>
        Store(At(obj), ref ExactObject.Fields(At(obj))[field], value);

    /// <inheritdoc/>
    public void StoreTake(ObjectReference obj, int field, ObjectReference temporary) =>
        StoreTake(At(obj), ref ExactObject.Fields(At(obj))[field], temporary);

    /// <inheritdoc/>
    public long GetWord(ObjectReference obj, int word) =>
        IsImmediate(obj) ? _engine.ImmediateWord(obj.Address) : ExactObject.Words(At(obj))[word];

    /// <inheritdoc/>
    public void SetWord(ObjectReference obj, int word, long value) => ExactObject.Words(At(obj))[word] = value;

    /// <inheritdoc/>
    public int Length(ObjectReference obj) => At(obj)->Length;

    /// <inheritdoc/>
    public void LoadElement(ref ObjectReference local, ObjectReference obj, int index) =>
        Assign(ref local, ExactObject.Elements(At(obj))[index]);

    /// <inheritdoc/>
    public ObjectReference BorrowElement(ObjectReference obj, int index) => new(ExactObject.Elements(At(obj))[index]);

    /// <inheritdoc/>
    public void StoreElement(ObjectReference obj, int index, ObjectReference value) =>
        Store(At(obj), ref ExactObject.Elements(At(obj))[index], value);

    /// <inheritdoc/>
    public void StoreElementTake(ObjectReference obj, int index, ObjectReference temporary) =>
        StoreTake(At(obj), ref ExactObject.Elements(At(obj))[index], temporary);

    /// <inheritdoc/>
    public long GetElementWord(ObjectReference obj, int index) => ExactObject.Elements(At(obj))[index];

    /// <inheritdoc/>
    public void SetElementWord(ObjectReference obj, int index, long value) => ExactObject.Elements(At(obj))[index] = (nint)value;

    /// <inheritdoc/>
    public Span<byte> ElementBytes(ObjectReference obj) => new(ExactObject.Elements(At(obj)), At(obj)->Length);

    /// <inheritdoc/>
    public int GetStoredHash(ObjectReference obj) => At(obj)->Hash;

    /// <inheritdoc/>
    public void SetStoredHash(ObjectReference obj, int hash) => At(obj)->Hash = At(obj)->Type->RemembersHash != 0 ? hash : 0;

    /// <inheritdoc/>
    /// <remarks>The moment of the allocation, which no two objects share.</remarks>
    public long IdentityHash(ObjectReference obj) => At(obj)->Birth;

    /// <inheritdoc/>
    public long SizeOf(ObjectReference obj) => IsImmediate(obj) ? 0 : ExactEngine.NominalBytes(At(obj));

    /// <inheritdoc/>
    public long? ReferenceCount(ObjectReference obj) => _engine.Forms.CountsReferences ? At(obj)->Count : null;

    private static ExactObject* At(ObjectReference obj) => ExactObject.At(obj.Address);

    private bool IsImmediate(ObjectReference reference) => (reference.Address & _engine.TagMask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions and two calls.
    private void Assign(ref ObjectReference local, nint value)
    {
        _engine.Retain(value);
        nint old = local.Address;
        local = new(value);
        _engine.Release(old);
    }

    private void Store(ExactObject* holder, ref nint slot, ObjectReference value)
    {
        _engine.Retain(value.Address);
        StoreTake(holder, ref slot, value);
    }

    private void StoreTake(ExactObject* holder, ref nint slot, ObjectReference value)
    {
        nint old = slot;
        slot = value.Address;
        if (_engine.Observer is { } observer)
        {
            bool isObject = value.Address != 0 && !IsImmediate(value) && (At(value)->Flags & ExactFlags.Shared) == ExactFlags.None;
            observer.Stored(holder->Birth, isObject ? At(value)->Birth : 0, _engine.Clock, old == 0, value.Address == 0);
        }

        _engine.Release(old);
    }
}
