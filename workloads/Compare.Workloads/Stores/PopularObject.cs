using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Stores;

/// <summary>One object that a million others refer to, replaced from time to time while ordinary garbage is made.</summary>
/// <remarks>
/// A new popular object is young when the stores begin, so a generational engine remembers each of the old objects that got it
/// until the next collection of the young ones, and a moving one then updates them all. To counting it is nothing but two
/// counts per store, always the same two, and the old popular object dies with its last edge; where counts have few bits they
/// stick, and only tracing reclaims it. A collector with a mark stack meets it a million times and must push it once.
/// </remarks>
public sealed class PopularObject : IWorkload
{
    private const string EdgesKey = "edges";
    private const string RoundsKey = "rounds";
    private const string GarbageKey = "garbage";

    private const int Popular = 0;
    private const int Serial = 0;
    private const int Items = 0;
    private const int None = -1;

    private static readonly ObjectType s_popular = new(
        "PopularObject.Popular", PythonKind.SlotsInstance, references: 1, words: 1);

    private static readonly ObjectType s_holder = new("PopularObject.Holder", PythonKind.SlotsInstance, references: 1);

    private static readonly ObjectType s_garbage = new(
        "PopularObject.Garbage", PythonKind.SlotsInstance, references: 1, words: 1);

    private static readonly ObjectType s_table = new(
        "PopularObject.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [EdgesKey] = "1000", [RoundsKey] = "5" },
        new Dictionary<string, string> { [EdgesKey] = "10000000", [RoundsKey] = "50" });

    /// <inheritdoc/>
    public string Name => "popular-object";

    /// <inheritdoc/>
    public string Summary =>
        "One object with a million references to it: traffic on one count, and as many old fields that refer to one young "
        + "object.";

    /// <inheritdoc/>
    public string Source => "Ours; 10^6 edges; the pueue benchmark has a popular object beside its queue too.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(EdgesKey, ParameterKind.Integer, "Objects that refer to the popular one.", "1000000") { Minimum = 1, Maximum = 1e8 },
        new(RoundsKey, ParameterKind.Integer, "Popular objects, each replacing the one before.", "50")
        {
            Minimum = 1,
            Maximum = 1e6,
        },
        new(GarbageKey, ParameterKind.Integer, "Temporary objects allocated before each store.", "1")
        {
            Minimum = 0,
            Maximum = 1000,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        int edges = (int)parameters.Integer(EdgesKey);
        long rounds = parameters.Integer(RoundsKey);
        long garbage = edges * rounds * parameters.Integer(GarbageKey);
        long oldBytes = (edges * s_holder.NominalBytes(0)) + s_table.NominalBytes(0) + s_table.NominalBufferBytes(Items, edges);
        long popularBytes = s_popular.NominalBytes(0);
        return new(
            edges + 1 + rounds + garbage,
            oldBytes + (rounds * popularBytes) + (garbage * s_garbage.NominalBytes(0)),
            edges + 2,
            oldBytes + popularBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int edges = (int)run.Parameters.Integer(EdgesKey);
        long rounds = run.Parameters.Integer(RoundsKey);
        long garbage = run.Parameters.Integer(GarbageKey);
        TypeHandle popularType = heap.Register(s_popular);
        TypeHandle garbageType = heap.Register(s_garbage);
        Digest digest = default;
        StoreFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("holders");
        BuildHolders<THeap, TRef>(heap, ref frame, edges);

        run.Phase("stores");
        for (long round = 0; round < rounds; round++)
        {
            heap.New(ref frame.Popular, popularType);
            heap.SetWord(frame.Popular, Serial, round);
            for (int edge = 0; edge < edges; edge++)
            {
                for (long i = 0; i < garbage; i++)
                {
                    heap.New(ref frame.Garbage, garbageType);
                    heap.SetWord(frame.Garbage, Serial, i);
                }

                heap.Clear(ref frame.Garbage);
                TRef holder = heap.BorrowItem(frame.Table, Items, edge);
                digest.Add(Read<THeap, TRef>(heap, holder));
                heap.Store(holder, Popular, frame.Popular);
                heap.SafePoint();
            }
        }

        heap.Clear(ref frame.Popular);
        run.Peak();
        for (int edge = 0; edge < edges; edge++)
        {
            digest.Add(Read<THeap, TRef>(heap, heap.BorrowItem(frame.Table, Items, edge)));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void BuildHolders<THeap, TRef>(THeap heap, ref StoreFrame<TRef> frame, int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle type = heap.Register(s_holder);
        heap.New(ref frame.Table, heap.Register(s_table));
        heap.ResizeBuffer(ref frame.Table, Items, count);
        for (int i = 0; i < count; i++)
        {
            heap.New(ref frame.Holder, type);
            heap.StoreItemTake(frame.Table, Items, i, heap.Move(ref frame.Holder));
            heap.SafePoint();
        }
    }

    /// <summary>Reads the number of the popular object that a holder refers to.</summary>
    private static long Read<THeap, TRef>(THeap heap, TRef holder)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef popular = heap.Borrow(holder, Popular);
        return heap.IsNull(popular) ? None : heap.GetWord(popular, Serial);
    }

    private ref struct StoreFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef Holder;
        public TRef Popular;
        public TRef Garbage;
    }
}
