using System.Text.Json;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>What a script that measures the collector's counters does to the heap, object by object.</summary>
/// <remarks>
/// <c>gc.get_count()</c> reads the counters and then builds its tuple, which C code tracks at once; the tuple holds a
/// tracked object here, for that keeps it tracked in every profile. Its memory comes from a free list, so the profiles that
/// count allocations see it only after a full collection, and 3.14, which counts what is tracked, always does.
/// </remarks>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal sealed class CountingLoop<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    /// <summary>
    /// Live objects of the interpreter that 3.14's marking does not reach. A script cannot count them; the recording of all
    /// 150 starts of its collector fits each number from 951 to 1,075 and no other.
    /// </summary>
    public const int UnreachableFromMarkRoots = 1000;

    private const int Keep = 0;
    private const int Base = 1;
    private const int Made = 2;
    private const int Tuple = 3;
    private const int FixedRoots = 4;
    private const int TupleLength = 3;

    private readonly THeap _heap;
    private readonly IGcModule<TRef> _gc;
    private readonly TypeHandle _list;
    private readonly TypeHandle _small;
    private readonly TypeHandle _tuple;

    public CountingLoop(THeap heap, IGcModule<TRef> gc)
    {
        _heap = heap;
        _gc = gc;
        heap.ResizeRoots(FixedRoots);
        _list = heap.Register(FidelityTypes.List);
        _small = heap.Register(FidelityTypes.Small);
        _tuple = heap.Register(FidelityTypes.Tuple);
        NewList(Keep, 0);
    }

    /// <summary>Gets the counters that the measurement read last.</summary>
    public long[] LastRead { get; private set; } = [];

    /// <summary>Gets the heap.</summary>
    public THeap Heap => _heap;

    /// <summary>Collects everything.</summary>
    public void CollectAll() => _heap.Control.Collect(2);

    /// <summary>Reads the counters without making anything.</summary>
    public long[] Read() => [.. _heap.Control.Counts];

    /// <summary>Reads the counters as a script does, with the tuple that <c>gc.get_count()</c> makes and drops.</summary>
    public long[] ReadAsScript()
    {
        long[] counts = Read();
        NewTuple(Tuple);
        _heap.SafePoint();
        _heap.Clear(ref _heap.Root(Tuple));
        return counts;
    }

    /// <summary>Reads the counters as a script does that keeps the tuple.</summary>
    public long[] ReadAndKeep()
    {
        long[] counts = Read();
        int root = _heap.RootCount;
        _heap.ResizeRoots(root + 1);
        NewTuple(root);
        _heap.SafePoint();
        return counts;
    }

    /// <summary>Gets the collections so far of each generation, with what they collected.</summary>
    public long[][] Statistics() =>
        [.. _gc.GetStatistics().Select(entry => new[] { entry.Collections, entry.Collected })];

    /// <summary>Gets the difference of two statistics.</summary>
    public static IEnumerable<long[]> Difference(long[][] before, long[][] after) =>
        before.Zip(after, (first, second) => new[] { second[0] - first[0], second[1] - first[1] });

    /// <summary>
    /// Makes a heap of a number of tracked objects that the last full collection has seen, with automatic collection off, and
    /// brings the counters to a recorded state.
    /// </summary>
    /// <param name="tracked">Tracked objects, the list of the kept ones included.</param>
    /// <param name="hidden">How many of them only an extension object refers to.</param>
    /// <param name="keep">Length of that list.</param>
    /// <param name="start">Counters.</param>
    public void StartAt(long tracked, int hidden, int keep, JsonElement start)
    {
        _heap.Control.AutomaticCollection = false;
        MakeBase((int)tracked, hidden, keep);
        CollectAll();
        ReadAsScript();
        Repeat(start[2].GetInt32(), () => _heap.Control.Collect(1));
        Repeat(start[1].GetInt32(), () => _heap.Control.Collect(0));
        while (Read()[0] < start[0].GetInt64())
        {
            KeepOneMore();
        }

        Facts.Check("start of the measurement", start, Read());
        _heap.Control.AutomaticCollection = true;
    }

    /// <summary>Makes the list of the kept objects, and other tracked objects besides.</summary>
    /// <param name="tracked">Tracked objects, lists included.</param>
    /// <param name="hidden">How many of them only an extension object refers to.</param>
    /// <param name="keep">Length of the list.</param>
    public void MakeBase(int tracked, int hidden, int keep)
    {
        NewList(Keep, keep);
        int held = tracked - hidden - 2;
        if (held < 0)
        {
            return;
        }

        NewList(Base, held);
        FillItems(Base);
        if (hidden > 0)
        {
            int root = _heap.RootCount;
            _heap.ResizeRoots(root + 1);
            _heap.New(ref _heap.Root(root), _heap.Register(FidelityTypes.Hidden));
            _heap.ResizeBuffer(ref _heap.Root(root), 0, hidden);
            FillItems(root);
        }
    }

    /// <summary>Makes an object and keeps it, as the measuring loop does.</summary>
    public void KeepNew(int index)
    {
        New();
        _heap.SafePoint();
        _heap.StoreItemTake(_heap.Root(Keep), 0, index, _heap.Move(ref _heap.Root(Made)));
    }

    /// <summary>Makes an object and keeps it, with no check point after.</summary>
    public void KeepNewInNativeCall(int index)
    {
        New();
        _heap.StoreItemTake(_heap.Root(Keep), 0, index, _heap.Move(ref _heap.Root(Made)));
    }

    /// <summary>Makes a pair of numbers and keeps it, with no check point after.</summary>
    public void KeepPairInNativeCall(int index)
    {
        _heap.NewArray(ref _heap.Root(Made), _tuple, 2);
        _heap.StoreElement(_heap.Root(Made), 0, default);
        _heap.StoreElement(_heap.Root(Made), 1, default);
        _heap.StoreItemTake(_heap.Root(Keep), 0, index, _heap.Move(ref _heap.Root(Made)));
    }

    /// <summary>Makes an object and drops it.</summary>
    public void MakeAndDrop()
    {
        New();
        _heap.SafePoint();
        _heap.Clear(ref _heap.Root(Made));
    }

    /// <summary>Makes an object and keeps it on the root area.</summary>
    public void KeepOneMore()
    {
        int root = _heap.RootCount;
        _heap.ResizeRoots(root + 1);
        _heap.New(ref _heap.Root(root), _small);
    }

    /// <summary>Drops kept objects.</summary>
    public void DropKept(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            _heap.StoreItem(_heap.Root(Keep), 0, i, default);
        }
    }

    /// <summary>
    /// Keeps a number of new objects, one an iteration, and notes each iteration in which the young counter did not grow by
    /// one: its index, the counters before, and those after.
    /// </summary>
    public List<object[]> Measure(int count)
    {
        List<object[]> events = [];
        ReadAsScript();
        long[] before = ReadAsScript();
        for (int i = 0; i < count; i++)
        {
            KeepNew(i);
            long[] after = ReadAsScript();
            if (after[0] != before[0] + 1)
            {
                events.Add([i, before, after]);
            }

            before = after;
        }

        LastRead = before;
        return events;
    }

    /// <summary>Counts the tracked objects of a generation.</summary>
    public int CountObjects(int generation)
    {
        int roots = _heap.RootCount;
        int count = _gc.PushObjects(generation);
        _heap.ResizeRoots(roots);
        return count;
    }

    /// <summary>Makes a list of a length, all null.</summary>
    public void NewList(int root, int length)
    {
        _heap.New(ref _heap.Root(root), _list);
        if (length > 0)
        {
            _heap.ResizeBuffer(ref _heap.Root(root), 0, length);
        }
    }

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }

    private void New() => _heap.New(ref _heap.Root(Made), _small);

    private void FillItems(int root)
    {
        int items = _heap.BufferLength(_heap.Root(root), 0);
        for (int i = 0; i < items; i++)
        {
            New();
            _heap.StoreItemTake(_heap.Root(root), 0, i, _heap.Move(ref _heap.Root(Made)));
        }
    }

    private void NewTuple(int root)
    {
        _heap.NewArray(ref _heap.Root(root), _tuple, TupleLength);
        for (int i = 0; i < TupleLength; i++)
        {
            _heap.StoreElement(_heap.Root(root), i, _heap.Root(Keep));
        }
    }
}
