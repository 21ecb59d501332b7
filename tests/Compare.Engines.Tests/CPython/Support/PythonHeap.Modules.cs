using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Support;

/// <content>The modules <c>gc</c> and <c>weakref</c>.</content>
internal sealed partial class PythonHeap<THeap, TRef>
{
    private readonly List<Action<Variable>> _callbacks = [];

    public override CollectorDebug Debug
    {
        get => Gc.Debug;
        set => Gc.Debug = value;
    }

    public override long FrozenCount => Gc.FrozenCount;

    public override IReadOnlyList<GenerationStatistics> GcStatistics => Gc.GetStatistics();

    private IGcModule<TRef> Gc => Module<IGcModule<TRef>>();

    private IWeakrefModule<TRef> Weakref => Module<IWeakrefModule<TRef>>();

    public override void SetLegacyFinalizer(ObjectType type, Action<Variable> finalizer) =>
        Gc.SetLegacyFinalizer(_heap.Register(type), (ref TRef self) => Tell(finalizer, self));

    public override void Freeze() => Gc.Freeze();

    public override void Unfreeze() => Gc.Unfreeze();

    public override void AddGcCallback(Action<CollectionNotice> callback) => Gc.AddCallback(callback);

    public override bool RemoveGcCallback(Action<CollectionNotice> callback) => Gc.RemoveCallback(callback);

    public override bool IsTracked(Variable variable) => Gc.IsTracked(At(variable));

    public override bool IsFinalized(Variable variable) => Gc.IsFinalized(At(variable));

    public override long[] Objects(int? generation = null) => TakePushed(Gc.PushObjects(generation));

    public override long[] Referents(params ReadOnlySpan<Variable> variables)
    {
        int pushed = 0;
        foreach (Variable variable in variables)
        {
            pushed += Gc.PushReferents(At(variable));
        }

        return TakePushed(pushed);
    }

    public override long[] Referrers(Variable variable) => TakePushed(Gc.PushReferrers(At(variable)));

    public override IReadOnlyList<Variable> Garbage()
    {
        int pushed = Gc.PushGarbage();
        int first = _heap.RootCount - pushed;
        List<Variable> garbage = [];
        for (int index = 0; index < pushed; index++)
        {
            Variable variable = Name();
            _heap.Copy(ref At(variable), _heap.Root(first + index));
            garbage.Add(variable);
        }

        _heap.ResizeRoots(first);
        return garbage;
    }

    public override void ClearGarbage() => Gc.ClearGarbage();

    public override Variable Weak(
        Variable target, Action<Variable>? callback = null, WeakKind kind = WeakKind.Reference)
    {
        Variable weak = Name();
        Weakref.New(ref At(weak), ref At(target), kind, TagOf(callback));
        return weak;
    }

    public override Variable WeakOfType(ObjectType type, Variable target, Action<Variable>? callback = null)
    {
        Variable weak = Name();
        Weakref.NewOfType(ref At(weak), ref At(target), _heap.Register(type), TagOf(callback));
        return weak;
    }

    public override Variable Call(Variable weak)
    {
        Variable target = Name();
        _heap.LoadWeak(ref At(target), At(weak));
        return target;
    }

    public override Action<Variable>? CallbackOf(Variable weak) =>
        Weakref.GetCallback(At(weak)) is long tag and not 0 ? _callbacks[(int)tag - 1] : null;

    public override int WeakCount(Variable target) => Weakref.GetCount(At(target));

    public override long[] WeakReferences(Variable target) => TakePushed(Weakref.PushReferences(At(target)));

    // Callbacks are told by a tag, which is 0 for none.
    private long TagOf(Action<Variable>? callback)
    {
        if (callback is null)
        {
            return 0;
        }

        _callbacks.Add(callback);
        return _callbacks.Count;
    }

    private void CallBack(ref TRef weak, long tag) => Tell(_callbacks[(int)tag - 1], weak);

    private long[] TakePushed(int pushed)
    {
        int first = _heap.RootCount - pushed;
        long[] identities = new long[pushed];
        for (int index = 0; index < pushed; index++)
        {
            identities[index] = _heap.IdentityHash(_heap.Root(first + index));
        }

        _heap.ResizeRoots(first);
        return identities;
    }

    private TModule Module<TModule>()
        where TModule : class =>
        _heap.Module<TModule>() ?? throw new InvalidOperationException($"The engine has no {typeof(TModule).Name}.");
}
