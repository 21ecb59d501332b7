using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.PyPy.Support;

/// <summary>The words of a program as operations of the heap.</summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed class PyPyScript<THeap, TRef> : PyPyScript
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    // The module's operations push above the variables. The area is given its largest size once, so that a slot stays
    // where it is when a finalizer asks for all objects in the middle of an allocation.
    private const int Variables = 4096;
    private const int Reserved = 1 << 16;

    private readonly THeap _heap;
    private readonly Stack<int> _free = new(Enumerable.Range(0, Variables).Reverse());
    private readonly List<Action<Variable>> _callbacks = [];
    private bool _ended;

    public PyPyScript(THeap heap)
    {
        _heap = heap;
        heap.ResizeRoots(Reserved);
        heap.ResizeRoots(Variables);
        heap.SetWeakCallback((ref TRef weak, long tag) => Tell(_callbacks[(int)tag - 1], weak));
    }

    public override IHeapControl Control => _heap.Control;

    public override IPyPyGcHooks? Hooks
    {
        get => Gc.Hooks;
        set => Gc.Hooks = value;
    }

    public override bool AreFinalizersEnabled => Gc.AreFinalizersEnabled;

    public override bool HasGcOfCPython => _heap.Module<IGcModule<TRef>>() is not null;

    public override IGrowthRules GrowthRules =>
        _heap.Module<IGrowthRules>() ?? throw new InvalidOperationException("The engine has no rules of growth.");

    private IPyPyGcModule<TRef> Gc =>
        _heap.Module<IPyPyGcModule<TRef>>() ?? throw new InvalidOperationException("The engine has no gc module of PyPy.");

    /// <summary>Empties the variables; what dies from now on runs nothing of the program any more.</summary>
    public void End()
    {
        _heap.SafePoint();
        _ended = true;
        IsEnabled = true;
        while (!AreFinalizersEnabled)
        {
            EnableFinalizers();
        }

        Hooks = null;
        for (int slot = 0; slot < Variables; slot++)
        {
            _heap.Clear(ref _heap.Root(slot));
        }

        _heap.ResizeRoots(0);
    }

    public override Variable Name() => new(_free.Pop());

    public override void Forget(Variable variable)
    {
        Assign(variable, null);
        _free.Push(variable.Slot);
    }

    public override void Assign(Variable target, Variable? source) => _heap.Copy(ref At(target), Value(source));

    public override bool IsNone(Variable variable) => _heap.IsNull(At(variable));

    public override bool Same(Variable left, Variable right) => _heap.Same(At(left), At(right));

    public override void New(Variable variable, ObjectType type, int length = 0)
    {
        if (type.Elements == ElementKind.None)
        {
            _heap.New(ref At(variable), _heap.Register(type));
        }
        else
        {
            _heap.NewArray(ref At(variable), _heap.Register(type), length);
        }
    }

    public override void Set(Variable instance, int field, Variable? value) =>
        _heap.Store(At(instance), field, Value(value));

    public override void Get(Variable target, Variable instance, int field) =>
        _heap.Load(ref At(target), At(instance), field);

    public override void SetElement(Variable array, int index, Variable? value) =>
        _heap.StoreElement(At(array), index, Value(value));

    public override void GetElement(Variable target, Variable array, int index) =>
        _heap.LoadElement(ref At(target), At(array), index);

    public override long GetWord(Variable instance, int word) => _heap.GetWord(At(instance), word);

    public override void SetWord(Variable instance, int word, long value) => _heap.SetWord(At(instance), word, value);

    public override void WithBytes(Variable array, Action<Span<byte>> action) => action(_heap.ElementBytes(At(array)));

    public override void Append(Variable list, Variable? item)
    {
        int length = Length(list);
        Resize(list, length + 1);
        SetItem(list, length, item);
    }

    public override void Resize(Variable list, int items, int buffer = 0) =>
        _heap.ResizeBuffer(ref At(list), buffer, items);

    /// <inheritdoc/>
    public override void ResizeTable(Variable table, int entries, int indexBytes) =>
        _heap.ResizeTable(ref At(table), 0, entries, indexBytes);

    public override void SetItem(Variable list, int index, Variable? value) =>
        _heap.StoreItem(At(list), 0, index, Value(value));

    public override int Length(Variable list) => _heap.BufferLength(At(list), 0);

    public override void Item(Variable target, Variable list, int index) =>
        _heap.LoadItem(ref At(target), At(list), 0, index);

    public override void SetFinalizer(ObjectType type, Action<Variable> finalizer) =>
        _heap.SetFinalizer(_heap.Register(type), (ref TRef self) => Tell(finalizer, self));

    public override void CheckPoint() => _heap.SafePoint();

    public override Variable Weak(Variable target, Action<Variable>? callback = null)
    {
        long tag = 0;
        if (callback is not null)
        {
            _callbacks.Add(callback);
            tag = _callbacks.Count;
        }

        Variable weak = Name();
        _heap.NewWeak(ref At(weak), ref At(target), tag);
        return weak;
    }

    public override Variable SharedWeak(Variable target)
    {
        IWeakrefModule<TRef> weakref = _heap.Module<IWeakrefModule<TRef>>()
            ?? throw new InvalidOperationException("The engine has no weakref module.");
        Variable weak = Name();
        weakref.New(ref At(weak), ref At(target), WeakKind.Reference, tag: 0);
        return weak;
    }

    public override void Call(Variable target, Variable weak) => _heap.LoadWeak(ref At(target), At(weak));

    public override long Hash(Variable variable) => _heap.IdentityHash(At(variable));

    public override long Id(Variable variable) => Gc.GetId(At(variable));

    public override long MemoryUsage(Variable variable) => Gc.GetMemoryUsage(At(variable));

    public override long SizeOf(Variable variable) => _heap.SizeOf(At(variable));

    public override long? ReferenceCount(Variable variable) => _heap.ReferenceCount(At(variable));

    public override GcCollectStepStats Step() => Gc.CollectStep();

    public override void Minor() => Gc.CollectMinor();

    public override PyPyMemoryStats Stats(bool withMemoryPressure = false) => Gc.GetStatistics(withMemoryPressure);

    public override void DisableFinalizers() => Gc.DisableFinalizers();

    public override void EnableFinalizers() => Gc.EnableFinalizers();

    public override void AddMemoryPressure(long bytes) => Gc.AddMemoryPressure(bytes);

    public override bool Pin(Variable variable) => Gc.Pin(At(variable));

    public override void Unpin(Variable variable) => Gc.Unpin(At(variable));

    public override bool IsPinned(Variable variable) => Gc.IsPinned(At(variable));

    public override bool CanMove(Variable variable) => Gc.CanMove(At(variable));

    public override long[] Objects() => TakePushed(Gc.PushObjects());

    public override long[] Referents(Variable variable) => TakePushed(Gc.PushReferents(At(variable)));

    public override long[] Referrers(Variable variable) => TakePushed(Gc.PushReferrers(At(variable)));

    private ref TRef At(Variable variable) => ref _heap.Root(variable.Slot);

    private TRef Value(Variable? variable) => variable is null ? default : At(variable);

    /// <summary>Gives an object to a part of the program for the time that it runs.</summary>
    private void Tell(Action<Variable> action, TRef obj)
    {
        if (_ended)
        {
            return;
        }

        Variable variable = Name();
        _heap.Copy(ref At(variable), obj);
        try
        {
            action(variable);
        }
        finally
        {
            Forget(variable);
        }
    }

    private long[] TakePushed(int pushed)
    {
        int first = _heap.RootCount - pushed;
        long[] identities = new long[pushed];
        for (int index = 0; index < pushed; index++)
        {
            identities[index] = Gc.GetId(_heap.Root(first + index));
        }

        _heap.ResizeRoots(first);
        return identities;
    }
}
