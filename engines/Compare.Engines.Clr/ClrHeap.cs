using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Clr;

/// <summary>
/// The mutator's operations on the host's own objects. Frames need no registration, since the host finds their
/// references on the stack, and the host's write barrier is in every store.
/// </summary>
/// <remarks>
/// Safe because references only ever come from this engine's own allocations, and because the interface's rules (held by
/// the checking heap) keep field and word indices inside their objects; array indices are checked by the host.
/// AggressiveInlining marks the operations whose work is a few instructions.
/// </remarks>
/// <param name="engine">The engine.</param>
public readonly unsafe partial struct ClrHeap(ClrEngine engine) : IHeap<ClrReference>
{
    private readonly ClrEngine _engine = engine;

    /// <inheritdoc/>
    public int RootCount => _engine.RootCount;

    /// <inheritdoc/>
    public IHeapControl Control => _engine;

    /// <inheritdoc/>
    public TModule? Module<TModule>()
        where TModule : class => _engine.Module<TModule>();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Must vanish.
    public void Enter<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ClrReference>, allows ref struct
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Must vanish.
    public void Leave<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ClrReference>, allows ref struct
    {
    }

    /// <inheritdoc/>
    public bool Unwind<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ClrReference>, allows ref struct => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One load and one branch on a loop's back edge.
    public void SafePoint()
    {
        if (_engine.CallsMayBeDue)
        {
            _engine.DeliverDueCalls();
        }
    }

    /// <inheritdoc/>
    public bool IsNull(ClrReference reference) => reference.Target is null;

    /// <inheritdoc/>
    public bool Same(ClrReference left, ClrReference right) => ReferenceEquals(left.Target, right.Target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Copy(ref ClrReference local, ClrReference source) => local = source;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ClrReference Move(ref ClrReference local)
    {
        ClrReference moved = local;
        local = default;
        return moved;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(ref ClrReference local, ClrReference temporary) => local = temporary;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear(ref ClrReference local) => local = default;

    /// <inheritdoc/>
    public void ResizeRoots(int count) => _engine.ResizeRoots(count);

    /// <inheritdoc/>
    public ref ClrReference Root(int index) => ref _engine.Root(index);

    /// <inheritdoc/>
    public TypeHandle Register(ObjectType type) => _engine.Register(type);

    /// <inheritdoc/>
    public TypeHandle TypeOf(ClrReference obj) => new((nint)obj.Target!.Info);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void New(ref ClrReference local, TypeHandle type)
    {
        ClrTypeInfo* info = (ClrTypeInfo*)type.Value;
        local = new(info->Create(info->MethodTable));
        info->Account.CountFixed();
    }

    /// <inheritdoc/>
    public void NewArray(ref ClrReference local, TypeHandle type, int length) =>
        local = new(_engine.NewArray((ClrTypeInfo*)type.Value, length));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref ClrReference local, ClrReference obj, int field) => local = new(obj.Target!.Field(field));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ClrReference Borrow(ClrReference obj, int field) => new(obj.Target!.Field(field));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ClrReference obj, int field, ClrReference value) => obj.Target!.Field(field) = value.Target;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreTake(ClrReference obj, int field, ClrReference temporary) =>
        obj.Target!.Field(field) = temporary.Target;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long GetWord(ClrReference obj, int word) => obj.Target!.Word(word);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetWord(ClrReference obj, int word, long value) => obj.Target!.Word(word) = value;

    /// <inheritdoc/>
    /// <remarks>A running number: the host's own hash has 26 bits and would be shared by live objects.</remarks>
    public long IdentityHash(ClrReference obj) => _engine.Identity(obj.Target!);

    /// <inheritdoc/>
    public long SizeOf(ClrReference obj) => ClrSizes.OfObject(obj.Target!);

    /// <inheritdoc/>
    public long? ReferenceCount(ClrReference obj) => null;
}
