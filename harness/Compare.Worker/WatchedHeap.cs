using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Worker;

/// <summary>
/// Decorates any heap and changes nothing: it tells a clock what is about to be allocated, so that the heaps of all engines are
/// looked at where the program is at the same point. Meant for runs that are not timed.
/// </summary>
/// <typeparam name="THeap">The inner heap.</typeparam>
/// <typeparam name="TRef">Its reference.</typeparam>
internal readonly partial struct WatchedHeap<THeap, TRef> : IHeap<TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private readonly THeap _inner;
    private readonly AllocationClock _clock;

    /// <summary>Initializes a new instance of the <see cref="WatchedHeap{THeap, TRef}"/> struct.</summary>
    public WatchedHeap(THeap inner, AllocationClock clock) => (_inner, _clock) = (inner, clock);

    /// <inheritdoc/>
    public void Enter<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<TRef>, allows ref struct =>
        _inner.Enter(ref frame);

    /// <inheritdoc/>
    public void Leave<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<TRef>, allows ref struct =>
        _inner.Leave(ref frame);

    /// <inheritdoc/>
    public bool Unwind<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<TRef>, allows ref struct =>
        _inner.Unwind(ref frame);

    /// <inheritdoc/>
    public void SafePoint() => _inner.SafePoint();

    /// <inheritdoc/>
    public bool IsNull(TRef reference) => _inner.IsNull(reference);

    /// <inheritdoc/>
    public bool Same(TRef left, TRef right) => _inner.Same(left, right);

    /// <inheritdoc/>
    public void Copy(ref TRef local, TRef source) => _inner.Copy(ref local, source);

    /// <inheritdoc/>
    public TRef Move(ref TRef local) => _inner.Move(ref local);

    /// <inheritdoc/>
    public void Take(ref TRef local, TRef temporary) => _inner.Take(ref local, temporary);

    /// <inheritdoc/>
    public void Clear(ref TRef local) => _inner.Clear(ref local);

    /// <inheritdoc/>
    public int RootCount => _inner.RootCount;

    /// <inheritdoc/>
    public void ResizeRoots(int count) => _inner.ResizeRoots(count);

    /// <inheritdoc/>
    public ref TRef Root(int index) => ref _inner.Root(index);

    /// <inheritdoc/>
    public TypeHandle Register(ObjectType type) => _clock.Know(_inner.Register(type), type);

    /// <inheritdoc/>
    public TypeHandle TypeOf(TRef obj) => _inner.TypeOf(obj);

    /// <inheritdoc/>
    public void New(ref TRef local, TypeHandle type)
    {
        _clock.Object(type, 0);
        _inner.New(ref local, type);
    }

    /// <inheritdoc/>
    public void NewArray(ref TRef local, TypeHandle type, int length)
    {
        _clock.Object(type, length);
        _inner.NewArray(ref local, type, length);
    }

    /// <inheritdoc/>
    public void NewWeak(ref TRef local, ref TRef target, long tag) => _inner.NewWeak(ref local, ref target, tag);

    /// <inheritdoc/>
    public void LoadWeak(ref TRef local, TRef weak) => _inner.LoadWeak(ref local, weak);

    /// <inheritdoc/>
    public void SetWeakCallback(WeakCallback<TRef> callback) => _inner.SetWeakCallback(callback);

    /// <inheritdoc/>
    public void SetFinalizer(TypeHandle type, Finalizer<TRef> finalizer) => _inner.SetFinalizer(type, finalizer);

    /// <inheritdoc/>
    public long IdentityHash(TRef obj) => _inner.IdentityHash(obj);

    /// <inheritdoc/>
    public long SizeOf(TRef obj) => _inner.SizeOf(obj);

    /// <inheritdoc/>
    public long? ReferenceCount(TRef obj) => _inner.ReferenceCount(obj);

    /// <inheritdoc/>
    public IHeapControl Control => _inner.Control;

    /// <inheritdoc/>
    public TModule? Module<TModule>()
        where TModule : class => _inner.Module<TModule>();
}
