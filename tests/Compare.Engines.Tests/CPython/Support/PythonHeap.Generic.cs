using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Support;

/// <summary>The words of a Python program as operations of the heap.</summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed partial class PythonHeap<THeap, TRef> : PythonHeap
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    // The operations of the modules push above the variables. The area is given its largest size once, so that a slot
    // stays where it is when a finalizer asks for all objects in the middle of an allocation.
    private const int Variables = 512;
    private const int Reserved = 1 << 16;

    private readonly THeap _heap;
    private readonly Stack<int> _free = new(Enumerable.Range(0, Variables).Reverse());
    private readonly long _initialObjects;
    private bool _ended;

    public PythonHeap(THeap heap)
    {
        _heap = heap;
        heap.ResizeRoots(Reserved);
        heap.ResizeRoots(Variables);
        heap.SetWeakCallback(CallBack);
        _initialObjects = CountObjects();
    }

    public override bool ReferencesHaveOrder =>
        typeof(IComparable).IsAssignableFrom(typeof(TRef)) || typeof(IComparable<TRef>).IsAssignableFrom(typeof(TRef));

    public override IHeapControl Control => _heap.Control;

    public override long LiveObjects => CountObjects() - _initialObjects;

    /// <summary>Empties the variables; what dies from now on runs nothing of the program any more.</summary>
    public void End()
    {
        _heap.SafePoint();
        _ended = true;
        GcEnabled = true;
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

    public override long Id(Variable variable) => _heap.IdentityHash(At(variable));

    public override void New(Variable variable, ObjectType type)
    {
        if (type.Elements == ElementKind.None)
        {
            _heap.New(ref At(variable), _heap.Register(type));
        }
        else
        {
            _heap.NewArray(ref At(variable), _heap.Register(type), 0);
        }
    }

    public override void MakeTuple(Variable variable, params ReadOnlySpan<Variable> items)
    {
        Variable tuple = Name();
        _heap.NewArray(ref At(tuple), _heap.Register(PythonTypes.Tuple), items.Length);
        for (int index = 0; index < items.Length; index++)
        {
            _heap.StoreElement(At(tuple), index, At(items[index]));
        }

        Assign(variable, tuple);
        Forget(tuple);
    }

    public override void Set(Variable instance, int field, Variable? value) =>
        _heap.Store(At(instance), field, Value(value));

    public override void Get(Variable target, Variable instance, int field) =>
        _heap.Load(ref At(target), At(instance), field);

    public override long GetWord(Variable instance, int word) => _heap.GetWord(At(instance), word);

    public override void SetWord(Variable instance, int word, long value) => _heap.SetWord(At(instance), word, value);

    public override void Append(Variable list, Variable? item)
    {
        int length = Length(list);
        _heap.ResizeBuffer(ref At(list), 0, length + 1);
        _heap.StoreItem(At(list), 0, length, Value(item));
    }

    public override int Length(Variable list) => _heap.BufferLength(At(list), 0);

    public override Variable Item(Variable list, int index)
    {
        Variable item = Name();
        _heap.LoadItem(ref At(item), At(list), 0, index);
        return item;
    }

    public override Variable Pop(Variable list)
    {
        int last = Length(list) - 1;
        Variable item = Item(list, last);
        _heap.ResizeBuffer(ref At(list), 0, last);
        return item;
    }

    public override void Truncate(Variable list, int length) => _heap.ResizeBuffer(ref At(list), 0, length);

    public override void Put(Variable dict, Variable? key, Variable? value)
    {
        int entries = _heap.BufferLength(At(dict), 0);
        _heap.ResizeBuffer(ref At(dict), 0, entries + 1);
        _heap.SetItemWord(At(dict), 0, entries, 0);
        _heap.StoreItem(At(dict), 0, 2 * entries, Value(key));
        _heap.StoreItem(At(dict), 0, (2 * entries) + 1, Value(value));
    }

    public override void SetFinalizer(ObjectType type, Action<Variable> finalizer) =>
        _heap.SetFinalizer(_heap.Register(type), (ref TRef self) => Tell(finalizer, self));

    public override void CheckPoint() => _heap.SafePoint();

    private long CountObjects() =>
        _heap.Control.Statistics.ObjectCount ?? throw new InvalidOperationException("No object count.");

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
}
