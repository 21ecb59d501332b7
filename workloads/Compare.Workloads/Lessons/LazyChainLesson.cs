using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Iterators;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// The total score of rows through <c>map</c>, <c>filter</c> and <c>map</c>. Wasteful: <c>list(…)</c> around each, so that pairs,
/// chosen pairs and scores are all alive. Careful: the iterators are chained, and one pair is alive at a time.
/// </summary>
/// <remarks>
/// Unlike <see cref="GeneratorLesson"/>, the rows themselves are a list in both versions, so that the advice can save only what
/// the chain makes, and the intermediate objects are containers: pairs, which a counting engine with a cyclic collector also
/// tracks.
/// </remarks>
public sealed class LazyChainLesson : ILesson
{
    private const string Rows = "rows";

    /// <summary>The first row: none of them is a small shared number.</summary>
    private const long First = 1000;

    /// <summary>Rows are paired with what they leave on division by this.</summary>
    private const long Groups = 5;

    /// <summary>Scores are taken modulo this prime.</summary>
    private const long Prime = 1_000_003;

    private const int Function = 0;
    private const int SourceField = 1;

    private const int PairStage = 1;
    private const int FilterStage = 2;
    private const int ScoreStage = 3;

    /// <summary>A <c>map</c> object: function and source.</summary>
    private static readonly ObjectType s_map = new("map", PythonKind.Iterator, references: 2);

    /// <summary>A <c>filter</c> object: function and source.</summary>
    private static readonly ObjectType s_filter = new("filter", PythonKind.Iterator, references: 2);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Rows] = "500" },
        new Dictionary<string, string> { [Rows] = "4000000" });

    /// <inheritdoc/>
    public string Name => "lesson-lazy-chain";

    /// <inheritdoc/>
    public string Title => "Chain map and filter, do not collect in between";

    /// <inheritdoc/>
    public string Waste => "A list is made of what each map and filter yields, only to be read once by the next.";

    /// <inheritdoc/>
    public string Advice => "Hand the map object itself to the next stage: sum(map(f, filter(g, map(h, rows)))).";

    /// <inheritdoc/>
    public string Summary => "A chain of map, filter and map over a list: each stage collected in a list, or one row at a time.";

    /// <inheritdoc/>
    public string Source => "Ours; three stages, as lists of Python 2's map and filter and as iterators of Python 3's.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Rows, ParameterKind.Integer, "Rows that go through the chain.", "250000") { Minimum = 1, Maximum = 1e8 },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int rows = (int)run.Parameters.Integer(Rows);
        Python<THeap, TRef> py = new(heap);
        Digest digest = default;
        digest.Add(rows);
        ChainFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("rows");
        PyList.OfRange(in py, ref frame.Rows, First, rows);
        PyFunction.New(in py, ref frame.Pair);
        PyFunction.New(in py, ref frame.Filter);
        PyFunction.New(in py, ref frame.Score);

        run.Phase("chain");
        if (LessonVersion.IsCareful(run.Parameters))
        {
            SumOfIterators(in py, ref frame, run, ref digest);
        }
        else
        {
            SumOfLists(in py, ref frame, run, ref digest);
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void SumOfLists<THeap, TRef>(
        in Python<THeap, TRef> py, ref ChainFrame<TRef> frame, WorkloadRun run, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Collect(in py, ref frame.Pairs, ref frame.Rows, PairStage);
        Collect(in py, ref frame.Chosen, ref frame.Pairs, FilterStage);
        Collect(in py, ref frame.Scores, ref frame.Chosen, ScoreStage);
        run.Peak();
        long sum = 0;
        int count = PyList.Count(in py, frame.Scores);
        for (int i = 0; i < count; i++)
        {
            PyList.Load(in py, ref frame.Item, ref frame.Scores, i);
            sum += PyInt.Value(in py, frame.Item);
            py.Heap.SafePoint();
        }

        digest.Add(count);
        digest.Add(sum);
    }

    private static void SumOfIterators<THeap, TRef>(
        in Python<THeap, TRef> py, ref ChainFrame<TRef> frame, WorkloadRun run, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyIterator.OfList(in py, ref frame.Item, ref frame.Rows);
        Chain(in py, ref frame.Pairs, s_map, ref frame.Pair, ref frame.Item);
        Chain(in py, ref frame.Chosen, s_filter, ref frame.Filter, ref frame.Pairs);
        Chain(in py, ref frame.Scores, s_map, ref frame.Score, ref frame.Chosen);

        // One item is as good as another: what is alive is the same at each.
        bool isThere = Next(in py, ref frame.Scores, ref frame.Item, ScoreStage);
        run.Peak();
        long sum = 0;
        long count = 0;
        while (isThere)
        {
            count++;
            sum += PyInt.Value(in py, frame.Item);
            isThere = Next(in py, ref frame.Scores, ref frame.Item, ScoreStage);
            py.Heap.SafePoint();
        }

        digest.Add(count);
        digest.Add(sum);
    }

    /// <summary>Makes a list of what a stage yields.</summary>
    private static void Collect<THeap, TRef>(in Python<THeap, TRef> py, ref TRef results, ref TRef items, int stage)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        StageFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        PyList.New(in py, ref results);
        int count = PyList.Count(in py, items);
        for (int i = 0; i < count; i++)
        {
            PyList.Load(in py, ref frame.Item, ref items, i);
            if (Apply(in py, ref frame.Item, stage))
            {
                PyList.Append(in py, ref results, ref frame.Item);
            }

            py.Heap.SafePoint();
        }

        py.Heap.Leave(ref frame);
    }

    /// <summary>Makes a map or filter object, which alone holds its source afterwards.</summary>
    private static void Chain<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ObjectType type, ref TRef function, ref TRef source)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.Heap.Register(type));
        py.Heap.Store(local, Function, function);
        py.Heap.StoreTake(local, SourceField, py.Heap.Move(ref source));
    }

    /// <summary>Goes on to the next item of a stage; the recursion is as deep as the chain has stages.</summary>
    private static bool Next<THeap, TRef>(in Python<THeap, TRef> py, ref TRef iterator, ref TRef item, int stage)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (stage < PairStage)
        {
            return PyIterator.Next(in py, ref iterator, ref item);
        }

        StageFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        py.Heap.Load(ref frame.Item, iterator, SourceField);
        bool isThere;
        do
        {
            isThere = Next(in py, ref frame.Item, ref item, stage - 1);
        }
        while (isThere && !Apply(in py, ref item, stage));

        py.Heap.Leave(ref frame);
        return isThere;
    }

    /// <summary>Calls a stage's function on an item.</summary>
    /// <returns>False when a filter drops the item.</returns>
    private static bool Apply<THeap, TRef>(in Python<THeap, TRef> py, ref TRef item, int stage)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        switch (stage)
        {
            case PairStage:
                MakePair(in py, ref item);
                return true;
            case FilterStage:
                return PairItem(in py, item, 0) != 0;
            default:
                PyInt.Load(in py, ref item, PairItem(in py, item, 0) * PairItem(in py, item, 1) % Prime);
                return true;
        }
    }

    /// <summary><c>lambda row: (row % groups, row)</c>.</summary>
    private static void MakePair<THeap, TRef>(in Python<THeap, TRef> py, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        StageFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        PyInt.Load(in py, ref frame.Item, PyInt.Value(in py, item) % Groups);
        PyTuple.Pack(in py, ref item, ref frame.Item, ref item);
        py.Heap.Leave(ref frame);
    }

    private static long PairItem<THeap, TRef>(in Python<THeap, TRef> py, TRef pair, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        PyInt.Value(in py, PyTuple.Borrow(in py, pair, index));

    private ref struct ChainFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Rows;
        public TRef Pair;
        public TRef Filter;
        public TRef Score;
        public TRef Pairs;
        public TRef Chosen;
        public TRef Scores;
        public TRef Item;
    }

    private ref struct StageFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Item;
    }
}
