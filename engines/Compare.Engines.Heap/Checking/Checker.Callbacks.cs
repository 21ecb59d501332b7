using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <content>Finalizers and weak callbacks: the engine's local becomes a checked local for the length of the call.</content>
internal sealed unsafe partial class Checker<THeap, TRef>
{
    private static readonly string[] s_selfLocal = ["self"];
    private static readonly string[] s_weakLocal = ["weak"];

    private WeakCallback<CheckedReference<TRef>>? _weakCallback;
    private FrameLayout? _selfLayout;
    private FrameLayout? _weakLayout;

    /// <summary>Sets the program's answer to dead targets.</summary>
    /// <param name="callback">The program's answer.</param>
    public void SetWeakCallback(WeakCallback<CheckedReference<TRef>> callback)
    {
        _weakCallback = callback;
        _inner.SetWeakCallback(AnswerDeath);
    }

    /// <summary>Wraps a finalizer of the program for the inner heap.</summary>
    /// <param name="finalizer">The program's finalizer.</param>
    /// <returns>The finalizer for the inner heap.</returns>
    public Finalizer<TRef> Wrap(Finalizer<CheckedReference<TRef>> finalizer) =>
        (ref TRef self) =>
        {
            CallScope scope = BeginCall(_selfLayout ??= CallLayout("the finalizer", s_selfLocal));
            CheckedReference<TRef> local = default;
            Place place = EnterCall(scope, &local, ref self);
            try
            {
                finalizer(ref local);
                LeaveCall(scope, place, ref self);
            }
            finally
            {
                EndCall(scope);
            }
        };

    private void AnswerDeath(ref TRef weak, long tag)
    {
        CallScope scope = BeginCall(_weakLayout ??= CallLayout("the weak callback", s_weakLocal));
        CheckedReference<TRef> local = default;
        Place place = EnterCall(scope, &local, ref weak);
        try
        {
            _weakCallback!(ref local, tag);
            LeaveCall(scope, place, ref weak);
        }
        finally
        {
            EndCall(scope);
        }
    }

    private FrameLayout CallLayout(string name, string[] locals)
    {
        FrameLayout layout = new(name, locals, _names.Count, Fault: null);
        _names.Add($"'{locals[0]}' of {name}");
        return layout;
    }

    private CallScope BeginCall(FrameLayout layout)
    {
        CallScope scope = new(
            layout, _frames.Count, --_serial, _scopeFrame, _scopeTemporary, _scopeHasRoots, _collecting);
        _scopeFrame = _frames.Count;
        _scopeTemporary = _temporaries.Count;
        _scopeHasRoots &= _collecting;
        _collecting = false;
        return scope;
    }

    // Move and Take, not Copy and Clear: a count that the engine holds at a sensitive value stays as it is.
    private Place EnterCall(CallScope scope, CheckedReference<TRef>* local, ref TRef self)
    {
        TRef raw = _inner.Move(ref self);
        Push(new((nint)local, (nint)local, FrameTop, scope.Serial, scope.Layout, HasLink: false));
        Place place = new(FrameSlot(_frames[^1].FirstSlot), (nint)local, scope.Layout.FirstName);
        _inner.Take(ref _inner.Root(place.Slot), raw);
        Written(place);
        return place;
    }

    private void LeaveCall(CallScope scope, Place place, ref TRef self)
    {
        CheckInnermostReturned();
        if (_frames[^1].Serial != scope.Serial)
        {
            Throw($"frame {_frames[^1].Layout.TypeName} was never left by {scope.Layout.TypeName}");
        }

        FindLeaks();
        CheckFrame(_frames[^1]);
        _inner.Take(ref self, _inner.Move(ref _inner.Root(place.Slot)));
        _written[place.Slot] = default;
        _frames.RemoveAt(_frames.Count - 1);
    }

    private void EndCall(CallScope scope)
    {
        // After an exception the local of the call is still there, unless Unwind has removed it.
        while (_frames.Count > scope.Depth && _frames.Exists(record => record.Serial == scope.Serial))
        {
            int slot = FrameSlot(_frames[^1].FirstSlot);
            int count = _frames[^1].Count;
            for (int number = 0; number < count; number++)
            {
                _inner.Clear(ref _inner.Root(slot + (2 * number)));
                _written[slot + (2 * number)] = default;
            }

            _frames.RemoveAt(_frames.Count - 1);
        }

        _scopeFrame = scope.ScopeFrame;
        _scopeTemporary = Math.Min(scope.ScopeTemporary, _temporaries.Count);
        _scopeHasRoots = scope.ScopeHasRoots;
        _collecting = scope.Collecting;
    }

    private readonly record struct CallScope(
        FrameLayout Layout,
        int Depth,
        nint Serial,
        int ScopeFrame,
        int ScopeTemporary,
        bool ScopeHasRoots,
        bool Collecting);
}
