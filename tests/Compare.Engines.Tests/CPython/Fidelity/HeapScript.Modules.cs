using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <content>The gc, sys and weakref modules.</content>
internal sealed partial class HeapScript<THeap, TRef>
{
    /// <inheritdoc/>
    public override long FrozenCount => _gc.FrozenCount;

    /// <inheritdoc/>
    public override long[][] Statistics =>
        [.. _gc.GetStatistics().Select(entry => new[] { entry.Collections, entry.Collected, entry.Uncollectable })];

    /// <inheritdoc/>
    public override bool SaveAll
    {
        set => _gc.Debug = value ? CollectorDebug.SaveAll : CollectorDebug.None;
    }

    private IWeakrefModule<TRef> WeakModule =>
        _heap.Module<IWeakrefModule<TRef>>() ?? throw new InvalidOperationException("The engine has no weakref module.");

    private ISysModule<TRef> SysModule =>
        _heap.Module<ISysModule<TRef>>() ?? throw new InvalidOperationException("The engine has no sys module.");

    /// <inheritdoc/>
    public override long Collect(int generation = 2) => _heap.Control.Collect(generation)!.Value;

    /// <inheritdoc/>
    public override bool IsTracked(string name) => _gc.IsTracked(Variable(name));

    /// <inheritdoc/>
    public override bool IsFinalized(string name) => _gc.IsFinalized(Variable(name));

    /// <inheritdoc/>
    public override void NewWeak(string name, string target, Action<string>? callback = null) =>
        _heap.NewWeak(ref Variable(name), ref Variable(target), TagOf(callback));

    /// <inheritdoc/>
    public override void NewWeak(string name, string target, WeakKind kind, Action<string>? callback = null) =>
        WeakModule.New(ref Variable(name), ref Variable(target), kind, TagOf(callback));

    /// <inheritdoc/>
    public override bool IsDead(string weak)
    {
        const string Target = "target of a weak reference";
        _heap.LoadWeak(ref Variable(Target), Variable(weak));
        bool dead = !Has(Target);
        Drop(Target);
        return dead;
    }

    /// <inheritdoc/>
    public override bool HasCallback(string weak) => WeakModule.GetCallback(Variable(weak)) != 0;

    /// <inheritdoc/>
    public override int WeakCount(string target) => WeakModule.GetCount(Variable(target));

    /// <inheritdoc/>
    public override IReadOnlyList<string> WeakReferences(string target) =>
        Pushed(WeakModule.PushReferences(Variable(target)), NameOf);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Objects(int? generation) =>
        [.. Pushed(_gc.PushObjects(generation), LabelOf).Where(label => label.Length > 0)];

    /// <inheritdoc/>
    public override IReadOnlyList<int> GenerationsOf(string name) =>
    [
        .. Enumerable.Range(0, _heap.Control.GenerationCount)
            .Where(generation => Pushed(_gc.PushObjects(generation), item => _heap.Same(item, Variable(name))).Contains(true)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Referents(string name) => Pushed(_gc.PushReferents(Variable(name)), LabelOf);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Referrers(string name) => Pushed(_gc.PushReferrers(Variable(name)), TypeName);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Garbage() => Pushed(_gc.PushGarbage(), TypeName);

    /// <inheritdoc/>
    public override void GetGarbage(string name)
    {
        int roots = _heap.RootCount;
        Assert.NotEqual(0, _gc.PushGarbage());
        _heap.Copy(ref Variable(name), _heap.Root(roots));
        _heap.ResizeRoots(roots);
    }

    /// <inheritdoc/>
    public override void ClearGarbage() => _gc.ClearGarbage();

    /// <inheritdoc/>
    public override void Freeze() => _gc.Freeze();

    /// <inheritdoc/>
    public override void Unfreeze() => _gc.Unfreeze();

    /// <inheritdoc/>
    public override void AddCallback(Action<CollectionNotice> callback) => _gc.AddCallback(callback);

    /// <inheritdoc/>
    public override void RemoveCallback(Action<CollectionNotice> callback) => Assert.True(_gc.RemoveCallback(callback));

    /// <inheritdoc/>
    public override long ReferenceCount(string name) => SysModule.GetReferenceCount(Variable(name));

    /// <inheritdoc/>
    public override bool LoadInteger(string name, long value) =>
        SysModule.TryLoadInteger(ref Variable(name), Register(FidelityTypes.Int), value);

    /// <inheritdoc/>
    public override bool LoadCharacter(string name, ObjectType type, int code) =>
        SysModule.TryLoadCharacter(ref Variable(name), Register(type), code);

    /// <inheritdoc/>
    public override bool LoadEmpty(string name, ObjectType type) =>
        SysModule.TryLoadEmpty(ref Variable(name), Register(type));

    /// <inheritdoc/>
    public override void Intern(string name) => SysModule.Intern(ref Variable(name));

    /// <inheritdoc/>
    public override bool IsImmortal(string name) => SysModule.IsImmortal(Variable(name));

    private long TagOf(Action<string>? callback)
    {
        if (callback is null)
        {
            return 0;
        }

        _callbacks.Add(callback);
        return _callbacks.Count;
    }

    // What the last operation pushed is read and cut off again.
    private List<T> Pushed<T>(int count, Func<TRef, T> read)
    {
        int first = _heap.RootCount - count;
        List<T> items = [.. Enumerable.Range(first, count).Select(root => read(_heap.Root(root)))];
        _heap.ResizeRoots(first);
        return items;
    }

    private string NameOf(TRef reference) =>
        _variables.FirstOrDefault(pair => _heap.Same(_heap.Root(pair.Value), reference)).Key ?? "unknown";

    private string TypeName(TRef reference) => TypeOf(reference)?.Name ?? "weakref";
}
