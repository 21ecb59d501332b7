using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Checking;

/// <summary>
/// Decorates any heap: programs that break a rule of <see cref="IHeap{TRef}"/> are reported by name and line, on every
/// engine alike, also where the mistake would happen to work. Slow, and meant for tests.
/// </summary>
/// <typeparam name="THeap">The inner heap.</typeparam>
/// <typeparam name="TRef">The inner heap's reference.</typeparam>
/// <remarks>
/// Runs under <see cref="CheckedProgram"/>. Every broken rule throws a <see cref="HeapMisuseException"/>. Data words and
/// bytes that the interface leaves undefined are filled with <see cref="UndefinedByte"/>.
/// </remarks>
public readonly partial struct CheckingHeap<THeap, TRef> : IHeap<CheckedReference<TRef>>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    /// <summary>What every undefined byte is set to.</summary>
    public const byte UndefinedByte = 0xDB;

    /// <summary>What every undefined word is set to.</summary>
    public const long UndefinedWord = unchecked((long)0xDBDB_DBDB_DBDB_DBDB);

    private readonly Checker<THeap, TRef> _checker;

    internal CheckingHeap(Checker<THeap, TRef> checker) => _checker = checker;

    /// <inheritdoc/>
    public int RootCount => _checker.RootCount;

    /// <inheritdoc/>
    public IHeapControl Control => _checker.Control;

    /// <inheritdoc/>
    /// <remarks>
    /// Rules know no references, so they are the inner heap's; a program allocates as it would without checks. Of modules with
    /// references only pinning is passed on.
    /// </remarks>
    public TModule? Module<TModule>()
        where TModule : class
    {
        if (typeof(TModule) == typeof(IPinning<CheckedReference<TRef>>))
        {
            return Inner.Module<IPinning<TRef>>() is { } pinning
                ? new CheckedPinning<THeap, TRef>(_checker, pinning) as TModule
                : null;
        }

        return typeof(TModule) == typeof(IGrowthRules) || typeof(TModule) == typeof(IObjectRules)
            ? Inner.Module<TModule>()
            : null;
    }

    private THeap Inner => _checker.Inner;

    /// <inheritdoc/>
    public void Enter<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<CheckedReference<TRef>>, allows ref struct =>
        _checker.Enter(ref frame);

    /// <inheritdoc/>
    public void Leave<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<CheckedReference<TRef>>, allows ref struct =>
        _checker.Leave(ref frame);

    /// <inheritdoc/>
    public bool Unwind<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<CheckedReference<TRef>>, allows ref struct
    {
        _checker.Unwind(ref frame);
        return true;
    }

    /// <inheritdoc/>
    public void SafePoint() => _checker.SafePoint();

    /// <inheritdoc/>
    public bool IsNull(CheckedReference<TRef> reference) => Inner.IsNull(_checker.Resolve(reference));

    /// <inheritdoc/>
    public bool Same(CheckedReference<TRef> left, CheckedReference<TRef> right) =>
        Inner.Same(_checker.Resolve(left), _checker.Resolve(right));

    /// <inheritdoc/>
    public void Copy(ref CheckedReference<TRef> local, CheckedReference<TRef> source)
    {
        Place place = _checker.Find(ref local, nameof(Copy));
        TRef value = _checker.Resolve(source);
        _checker.Releasing(_checker.Mirror(place), value);
        Inner.Copy(ref _checker.Mirror(place), value);
        _checker.Written(place);
    }

    /// <inheritdoc/>
    public CheckedReference<TRef> Move(ref CheckedReference<TRef> local)
    {
        Place place = _checker.Find(ref local, nameof(Move));
        TRef raw = Inner.Move(ref _checker.Mirror(place));
        _checker.Written(place);
        return _checker.Own(raw, place.Name);
    }

    /// <inheritdoc/>
    public void Take(ref CheckedReference<TRef> local, CheckedReference<TRef> temporary)
    {
        Place place = _checker.Find(ref local, nameof(Take));
        TRef value = _checker.Consume(temporary, nameof(Take));
        _checker.Releasing(_checker.Mirror(place), value);
        Inner.Take(ref _checker.Mirror(place), value);
        _checker.Written(place);
    }

    /// <inheritdoc/>
    public void Clear(ref CheckedReference<TRef> local)
    {
        Place place = _checker.Find(ref local, nameof(Clear));
        _checker.Releasing(_checker.Mirror(place));
        Inner.Clear(ref _checker.Mirror(place));
        _checker.Written(place);
    }

    /// <inheritdoc/>
    public void ResizeRoots(int count) => _checker.ResizeRoots(count);

    /// <inheritdoc/>
    public ref CheckedReference<TRef> Root(int index) => ref _checker.Root(index);

    /// <inheritdoc/>
    public TypeHandle Register(ObjectType type) => _checker.Register(type);

    /// <inheritdoc/>
    public TypeHandle TypeOf(CheckedReference<TRef> obj) => Inner.TypeOf(_checker.Object(obj, nameof(TypeOf)));

    /// <inheritdoc/>
    public long IdentityHash(CheckedReference<TRef> obj) =>
        Inner.IdentityHash(_checker.Object(obj, nameof(IdentityHash)));

    /// <inheritdoc/>
    public long SizeOf(CheckedReference<TRef> obj) => Inner.SizeOf(_checker.Object(obj, nameof(SizeOf)));

    /// <inheritdoc/>
    public long? ReferenceCount(CheckedReference<TRef> obj) =>
        Inner.ReferenceCount(_checker.Object(obj, nameof(ReferenceCount)));
}
