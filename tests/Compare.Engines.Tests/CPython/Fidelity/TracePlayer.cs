using System.Globalization;
using System.Text.Json;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Plays a recorded trace on a heap: its operations, and what they make the program see.</summary>
/// <remarks>
/// The root area holds, one after the other: the numbered slots, a slot for each node that re-roots itself, a slot for each
/// external weak reference, and two slots to make things in, one for operations and one for finalizers. All references of
/// a trace's roots are there.
/// </remarks>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed class TracePlayer<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private const int FirstField = 0;
    private const int NumberWord = 0;
    private const int ExternalBit = 1;

    private readonly THeap _heap;
    private readonly IGcModule<TRef> _gc;
    private readonly Dictionary<string, TypeHandle> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _heapWeak = [];
    private readonly HashSet<int> _externalWeak = [];
    private readonly List<string> _events = [];
    private readonly int _slots;
    private readonly int _externalBase;
    private readonly int _scratch;
    private readonly int _finalizerScratch;
    private int _nodes;
    private int _weaks;
    private bool _logging = true;

    public TracePlayer(THeap heap, IGcModule<TRef> gc, JsonElement operations)
    {
        _heap = heap;
        _gc = gc;
        int nodes = 0;
        int externals = 0;
        foreach (JsonElement operation in operations.EnumerateArray())
        {
            string name = operation[0].GetString()!;
            _slots = Math.Max(_slots, LargestSlot(name, operation) + 1);
            nodes += name == "new" ? 1 : 0;
            externals = name is "wr" or "wrp" ? Math.Max(externals, operation[1].GetInt32() + 1) : externals;
        }

        // A node of kind A makes one node more.
        _externalBase = _slots + (2 * nodes);
        _scratch = _externalBase + externals;
        _finalizerScratch = _scratch + 1;
        _heap.ResizeRoots(_finalizerScratch + 1);
        foreach (string kind in new[] { "P", "F", "R", "K", "A" })
        {
            _kinds.Add(kind, RegisterKind(kind));
        }

        _heap.SetWeakCallback((ref _, tag) =>
            _events.Add(((tag & ExternalBit) != 0 ? "c" : "C") + Text(tag >> 1)));
    }

    /// <summary>Takes the events since the last call.</summary>
    public string[] TakeEvents()
    {
        string[] events = [.. _events];
        _events.Clear();
        return events;
    }

    /// <summary>Performs an operation; false when it names an empty root and is skipped.</summary>
    public bool Perform(JsonElement op) => op[0].GetString() switch
    {
        "new" => New(op[1].GetInt32(), op[2].GetString()!),
        "set" => Set(op[1].GetInt32(), op[2].GetInt32(), op[3].GetInt32()),
        "clr" => ClearField(op[1].GetInt32(), op[2].GetInt32()),
        "get" => Get(op[1].GetInt32(), op[2].GetInt32(), op[3].GetInt32()),
        "drop" => Drop(op[1].GetInt32()),
        "wr" => NewExternalWeak(op[1].GetInt32(), op[2].GetInt32(), hasCallback: true),
        "wrp" => NewExternalWeak(op[1].GetInt32(), op[2].GetInt32(), hasCallback: false),
        "wrdrop" => DropExternalWeak(op[1].GetInt32()),
        "wf" => NewHeapWeak(op[1].GetInt32(), op[2].GetInt32(), op[3].GetInt32()),
        string other => throw new InvalidDataException($"The trace has an unknown operation '{other}'."),
        null => throw new InvalidDataException("The trace has an operation without a name."),
    };

    /// <summary>Collects, and gives what the collection returns.</summary>
    public long Collect(int generation) => _heap.Control.Collect(generation)!.Value;

    /// <summary>Lists the nodes (by number) and heap weak references (negative) of a generation.</summary>
    public List<long> ListOf(int? generation)
    {
        List<long> list = [];
        VisitObjects(generation, reference =>
        {
            if (IsNode(reference))
            {
                list.Add(_heap.GetWord(reference, NumberWord));
            }
            else if (_heapWeak.TryGetValue(_heap.IdentityHash(reference), out int weak))
            {
                list.Add(-weak);
            }
        });
        return list;
    }

    /// <summary>Lists the nodes whose finalizer has run, in ascending order.</summary>
    public List<long> Finalized()
    {
        List<long> list = [];
        VisitObjects(null, reference =>
        {
            if (IsNode(reference) && _gc.IsFinalized(reference))
            {
                list.Add(_heap.GetWord(reference, NumberWord));
            }
        });
        list.Sort();
        return list;
    }

    /// <summary>Gets the occupied roots by the names that the recording gives them, in its order.</summary>
    public List<string> RootNames() =>
    [
        .. Enumerable.Range(0, _externalBase).Where(IsRooted)
            .Select(index => index < _slots ? Text(index) : "r" + Text(index - _slots))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Releases a root by the name that the recording gives it.</summary>
    public void DropNamed(string name) => Drop(name[0] == 'r'
        ? _slots + int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)
        : int.Parse(name, CultureInfo.InvariantCulture));

    /// <summary>Lets everything die without finalizers.</summary>
    public void End()
    {
        _logging = false;
        _heap.ResizeRoots(0);
        _heap.Control.Collect(_heap.Control.GenerationCount - 1);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int LargestSlot(string name, JsonElement op) => name switch
    {
        "new" or "drop" or "clr" => op[1].GetInt32(),
        "set" or "wf" => Math.Max(op[1].GetInt32(), op[3].GetInt32()),
        "get" => Math.Max(op[1].GetInt32(), op[2].GetInt32()),
        "wr" or "wrp" => op[2].GetInt32(),
        _ => -1,
    };

    private TypeHandle RegisterKind(string kind)
    {
        bool isPlain = kind == "P";
        ObjectTraits traits = ObjectTraits.WeaklyReferenceable | (isPlain ? ObjectTraits.None : ObjectTraits.Finalizable);
        TypeHandle type = _heap.Register(
            new ObjectType("Node " + kind, PythonKind.SlotsInstance, references: 4, words: 1, traits: traits));
        if (!isPlain)
        {
            _heap.SetFinalizer(type, (ref self) => FinalizeNode(kind, ref self));
        }

        return type;
    }

    private void FinalizeNode(string kind, ref TRef self)
    {
        if (!_logging)
        {
            return;
        }

        int number = (int)_heap.GetWord(self, NumberWord);
        _events.Add("d" + Text(number));
        switch (kind)
        {
            case "R":
                _heap.Copy(ref _heap.Root(_slots + number), self);
                break;
            case "K":
                _heap.Store(self, FirstField, default);
                break;
            case "A":
                NewNode(_finalizerScratch, _kinds["P"]);
                _heap.Store(_heap.Root(_finalizerScratch), FirstField, _heap.Root(_finalizerScratch));
                _heap.Clear(ref _heap.Root(_finalizerScratch));
                break;
            default:
                break;
        }
    }

    private void VisitObjects(int? generation, Action<TRef> visit)
    {
        int count = _heap.RootCount;
        int pushed = _gc.PushObjects(generation);
        for (int i = 0; i < pushed; i++)
        {
            visit(_heap.Root(count + i));
        }

        _heap.ResizeRoots(count);
    }

    private bool IsRooted(int index) => !_heap.IsNull(_heap.Root(index));

    private bool IsNode(TRef reference) => _kinds.ContainsValue(_heap.TypeOf(reference));

    private void NewNode(int root, TypeHandle type)
    {
        _heap.New(ref _heap.Root(root), type);
        _heap.SetWord(_heap.Root(root), NumberWord, _nodes++);
    }

    private bool New(int slot, string kind)
    {
        Drop(slot);
        NewNode(slot, _kinds[kind]);
        return true;
    }

    private bool Drop(int root)
    {
        bool rooted = IsRooted(root);
        _heap.Clear(ref _heap.Root(root));
        return rooted;
    }

    private bool Set(int slot, int field, int value)
    {
        if (!IsRooted(slot) || !IsRooted(value))
        {
            return false;
        }

        _heap.Store(_heap.Root(slot), field, _heap.Root(value));
        return true;
    }

    private bool ClearField(int slot, int field)
    {
        if (!IsRooted(slot) || _heap.IsNull(_heap.Borrow(_heap.Root(slot), field)))
        {
            return false;
        }

        _heap.Store(_heap.Root(slot), field, default);
        return true;
    }

    private bool Get(int target, int slot, int field)
    {
        if (!IsRooted(slot))
        {
            return false;
        }

        TRef found = _heap.Borrow(_heap.Root(slot), field);
        if (_heap.IsNull(found) || !IsNode(found))
        {
            return false;
        }

        // The recording releases the target's old object before it stores the new one.
        _heap.Copy(ref _heap.Root(_scratch), found);
        _heap.Clear(ref _heap.Root(target));
        _heap.Take(ref _heap.Root(target), _heap.Move(ref _heap.Root(_scratch)));
        return true;
    }

    private bool NewExternalWeak(int weak, int slot, bool hasCallback)
    {
        if (!IsRooted(slot))
        {
            return false;
        }

        long tag = hasCallback ? ((long)weak << 1) | ExternalBit : 0;
        int root = _externalBase + weak;
        _heap.NewWeak(ref _heap.Root(root), ref _heap.Root(slot), tag);
        _heapWeak.Remove(_heap.IdentityHash(_heap.Root(root)));
        _externalWeak.Add(weak);
        return true;
    }

    private bool DropExternalWeak(int weak)
    {
        if (!_externalWeak.Remove(weak))
        {
            return false;
        }

        _heap.Clear(ref _heap.Root(_externalBase + weak));
        return true;
    }

    private bool NewHeapWeak(int slot, int field, int target)
    {
        if (!IsRooted(slot) || !IsRooted(target))
        {
            return false;
        }

        int weak = ++_weaks;
        _heap.NewWeak(ref _heap.Root(_scratch), ref _heap.Root(target), (long)weak << 1);

        // Two live objects have different hashes on this engine, and a dead one's entry is overwritten here.
        _heapWeak[_heap.IdentityHash(_heap.Root(_scratch))] = weak;
        _heap.Store(_heap.Root(slot), field, _heap.Root(_scratch));
        _heap.Clear(ref _heap.Root(_scratch));
        return true;
    }
}
