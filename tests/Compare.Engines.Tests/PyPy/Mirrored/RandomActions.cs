using Compare.Engines.PyPy.Collector;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Does the same random things to the heap and to a model.</summary>
internal sealed partial class RandomActions : IDisposable
{
    private const int MostSlots = 24;
    private const int MostItems = 20;

    /// <summary>Slots that are never dropped: they stand for prebuilt objects.</summary>
    private const int Permanent = 4;

    private readonly CollectorDriver _driver;
    private readonly Random _random;
    private readonly List<ModelObject> _slots = [];
    private readonly HashSet<ModelObject> _pinned = [];
    private readonly (string Name, Func<bool> Do)[] _actions;
    private long _nextNumber;

    /// <summary>Initializes a new instance of the <see cref="RandomActions"/> class with a few nodes and arrays.</summary>
    /// <param name="parameters">The numbers of the collector.</param>
    /// <param name="random">Decides.</param>
    public RandomActions(CollectorParameters parameters, Random random)
    {
        _driver = new(parameters);
        _random = random;
        _actions =
        [
            ("drop", Drop), ("malloc", AllocateNode), ("malloc", AllocateNode), ("malloc_array", AllocateArray),
            ("malloc_string", AllocateString), ("create_weakref", AllocateWeakPointer), ("read", Read), ("write", Write),
            ("copy_array", CopyArray), ("pin", Pin), ("unpin", Unpin), ("take_id", TakeId), ("collect", Step),
        ];
        while (_slots.Count < Permanent)
        {
            _ = _slots.Count % 2 == 0 ? AllocateNode() : AllocateArray();
        }
    }

    /// <summary>Does one thing.</summary>
    /// <returns>Its name.</returns>
    public string Next()
    {
        while (true)
        {
            (string name, Func<bool> action) = _actions[_random.Next(_actions.Length)];
            if (action())
            {
                return name;
            }
        }
    }

    public void Dispose() => _driver.Dispose();

    private int Choose(Func<ModelObject, bool> isSuitable)
    {
        int[] suitable = [.. Enumerable.Range(0, _slots.Count).Where(slot => isSuitable(_slots[slot]))];
        return suitable.Length == 0 ? -1 : suitable[_random.Next(suitable.Length)];
    }

    private bool Add(ModelObject model, nint obj)
    {
        _driver.AddSlot(obj);
        _slots.Add(model);
        return true;
    }

    private bool Drop()
    {
        if (_slots.Count <= Permanent)
        {
            return false;
        }

        // The last slot takes the place of the dropped one.
        int slot = _random.Next(Permanent, _slots.Count);
        ModelObject dropped = _slots[slot];
        if (_pinned.Contains(dropped) && _slots.Count(model => model == dropped) == 1)
        {
            _driver.Engine.Unpin(_driver[slot]);
            _pinned.Remove(dropped);
        }

        nint last = _driver.RemoveSlot();
        if (slot < _driver.Slots)
        {
            _driver[slot] = last;
        }

        _slots[slot] = _slots[^1];
        _slots.RemoveAt(_slots.Count - 1);
        return true;
    }

    private bool AllocateNode()
    {
        if (_slots.Count >= MostSlots)
        {
            return false;
        }

        ModelObject model = new() { Kind = ObjectKind.Node, Number = ++_nextNumber, References = new ModelObject?[2] };
        Add(model, _driver.NewNode(model.Number));
        for (int i = 0; i < model.References.Length; i++)
        {
            Store(_slots.Count - 1, i, _random.Next(_slots.Count));
        }

        return true;
    }

    private bool AllocateArray()
    {
        if (_slots.Count >= MostSlots)
        {
            return false;
        }

        ModelObject model = new() { Kind = ObjectKind.Array, References = new ModelObject?[_random.Next(1, MostItems + 1)] };
        Add(model, _driver.New(ObjectKind.Array, model.References.Length));
        for (int i = 0; i < model.References.Length; i++)
        {
            Store(_slots.Count - 1, i, _random.Next(_slots.Count));
        }

        return true;
    }

    private bool AllocateString()
    {
        if (_slots.Count >= MostSlots)
        {
            return false;
        }

        ModelObject model = new() { Kind = ObjectKind.String, Number = _random.Next(1, byte.MaxValue) };
        int length = _random.Next(1, MostItems + 1);
        nint text = _driver.New(ObjectKind.String, length);
        for (int i = 0; i < length; i++)
        {
            _driver.Character(text, i) = (byte)model.Number;
        }

        return Add(model, text);
    }

    private bool AllocateWeakPointer()
    {
        // Not to strings: a weak pointer to a pinned object is cleared too early, in PyPy too (see its comment on pinning).
        int target = Choose(model => model.Kind is ObjectKind.Node or ObjectKind.Array);
        if (_slots.Count >= MostSlots || target < 0)
        {
            return false;
        }

        ModelObject model = new() { Kind = ObjectKind.WeakPointer, Target = _slots[target] };
        return Add(model, _driver.NewWeakPointer(target));
    }

    private bool Read()
    {
        int slot = Choose(model => model.References.Length > 0);
        int index = _random.Next(_slots[slot].References.Length);
        return _slots.Count < MostSlots && _slots[slot].References[index] is { } referent
            && Add(referent, _driver.Get(_driver[slot], index));
    }

    private bool Write()
    {
        int slot = Choose(model => model.References.Length > 0);
        Store(slot, _random.Next(_slots[slot].References.Length), _random.Next(-1, _slots.Count));
        return true;
    }

    private void Store(int slot, int index, int value)
    {
        _driver.Set(_driver[slot], index, value < 0 ? 0 : _driver[value]);
        _slots[slot].References[index] = value < 0 ? null : _slots[value];
    }

    private bool CopyArray()
    {
        int source = Choose(model => model.Kind == ObjectKind.Array);
        int target = Choose(model => model.Kind == ObjectKind.Array && model != _slots[source]);
        if (target < 0)
        {
            return false;
        }

        (ModelObject?[] from, ModelObject?[] to) = (_slots[source].References, _slots[target].References);
        bool fromStart = _random.Next(2) == 0;
        int sourceStart = fromStart ? 0 : _random.Next(from.Length);
        int targetStart = fromStart ? 0 : _random.Next(to.Length);
        int count = _random.Next(1, Math.Min(from.Length - sourceStart, to.Length - targetStart) + 1);
        _driver.Copy(_driver[source], _driver[target], sourceStart, targetStart, count);
        Array.Copy(from, sourceStart, to, targetStart, count);
        return true;
    }

    private bool Pin()
    {
        int slot = Choose(model => model.Kind == ObjectKind.String && !_pinned.Contains(model));
        if (slot < 0 || !_driver.Engine.Pin(_driver[slot]))
        {
            return false;
        }

        _pinned.Add(_slots[slot]);
        return true;
    }

    private bool Unpin()
    {
        int slot = Choose(_pinned.Contains);
        if (slot < 0)
        {
            return false;
        }

        _driver.Engine.Unpin(_driver[slot]);
        _pinned.Remove(_slots[slot]);
        return true;
    }

    private bool TakeId()
    {
        int slot = _random.Next(_slots.Count);
        _slots[slot].Id = _driver.Engine.IdOf(_driver[slot]);
        return true;
    }

    private bool Step()
    {
        _driver.Step();
        return true;
    }
}
