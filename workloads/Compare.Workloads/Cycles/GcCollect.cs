using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Cycles;

/// <summary>Builds doubly linked rings, drops all of them and collects explicitly, round after round.</summary>
/// <remarks>
/// The explicit full collection is the program's own work, so every engine that reclaims pays for the same collections of the
/// same garbage, whatever its thresholds. The list of rings is reclaimed by counting at once, the rings never. Unlike the
/// original a node has slots instead of an instance dictionary and the list has its final size at once, so that all engines
/// allocate the same objects; the original times the second collection of a round only.
/// </remarks>
public sealed class GcCollect : IWorkload
{
    private const string Rounds = "rounds";
    private const string Cycles = "cycles";
    private const string Links = "links";

    private const int Next = 0;
    private const int Previous = 1;
    private const int Items = 0;

    private static readonly ObjectType s_node = new("GcCollect.Node", PythonKind.SlotsInstance, references: 2);
    private static readonly ObjectType s_list = new("GcCollect.List", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Rounds] = "5", [Cycles] = "20" },
        new Dictionary<string, string> { [Rounds] = "100000" });

    /// <inheritdoc/>
    public string Name => "gc-collect";

    /// <inheritdoc/>
    public string Summary => "Explicit full collections of freshly made garbage that is all in doubly linked rings.";

    /// <inheritdoc/>
    public string Source =>
        "The benchmark gc_collect (create_gc_cycles) of pyperformance, published with 100 cycles of 20 links each, "
        + "which are 21 nodes.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Rounds, ParameterKind.Integer, "Rounds of collecting, building, dropping and collecting.", "10000")
        {
            Minimum = 1,
            Maximum = 1e7,
        },
        new(Cycles, ParameterKind.Integer, "Rings built in a round.", "100") { Minimum = 1, Maximum = 1e6 },
        new(Links, ParameterKind.Integer, "Links of a ring beyond its first node; 0 for a node alone.", "20")
        {
            Minimum = 0,
            Maximum = 1e6,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long rounds = parameters.Integer(Rounds);
        int cycles = (int)parameters.Integer(Cycles);
        long nodes = cycles * (parameters.Integer(Links) + 1);
        long bytes = s_list.NominalBytes(0) + s_list.NominalBufferBytes(Items, cycles) + (nodes * s_node.NominalBytes(0));
        return new(rounds * (nodes + 1), rounds * bytes, nodes + 1, bytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int cycles = (int)run.Parameters.Integer(Cycles);
        long links = run.Parameters.Integer(Links);
        int oldest = heap.Control.GenerationCount - 1;
        TypeHandle list = heap.Register(s_list);
        TypeHandle node = heap.Register(s_node);
        Digest digest = default;
        ListFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("rings and collections");
        for (long left = run.Parameters.Integer(Rounds); left > 0; left--)
        {
            heap.Control.Collect(oldest);
            heap.New(ref frame.List, list);
            heap.ResizeBuffer(ref frame.List, Items, cycles);
            heap.SetCount(frame.List, Items, cycles);
            for (int i = 0; i < cycles; i++)
            {
                BuildRing<THeap, TRef>(heap, ref frame, node, links);
                heap.StoreItemTake(frame.List, Items, i, heap.Move(ref frame.First));
                heap.SafePoint();
            }

            digest.Add(Walk<THeap, TRef>(heap, heap.BorrowItem(frame.List, Items, (int)(left % cycles))));
            if (left == 1)
            {
                run.Peak();
                for (int i = 0; i < cycles; i++)
                {
                    digest.Add(Walk<THeap, TRef>(heap, heap.BorrowItem(frame.List, Items, i)));
                }
            }

            heap.Clear(ref frame.List);
            heap.Control.Collect(oldest);
            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Leaves the first node of a ring in the frame; a node without links is not linked to itself.</summary>
    private static void BuildRing<THeap, TRef>(THeap heap, ref ListFrame<TRef> frame, TypeHandle node, long links)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.First, node);
        if (links == 0)
        {
            return;
        }

        heap.Copy(ref frame.Last, frame.First);
        for (long i = 0; i < links; i++)
        {
            heap.New(ref frame.Node, node);
            Link(heap, frame.Last, frame.Node);
            heap.Take(ref frame.Last, heap.Move(ref frame.Node));
            heap.SafePoint();
        }

        Link(heap, frame.Last, frame.First);
        heap.Clear(ref frame.Last);
    }

    private static void Link<THeap, TRef>(THeap heap, TRef node, TRef next)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Store(node, Next, next);
        heap.Store(next, Previous, node);
    }

    /// <summary>Counts the nodes of a ring that are where their neighbours say they are.</summary>
    private static long Walk<THeap, TRef>(THeap heap, TRef first)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long nodes = 0;
        TRef node = first;
        while (true)
        {
            TRef next = heap.Borrow(node, Next);
            if (heap.IsNull(next) || !heap.Same(heap.Borrow(next, Previous), node))
            {
                return nodes;
            }

            nodes++;
            node = next;
            if (heap.Same(node, first))
            {
                return nodes;
            }
        }
    }

    private ref struct ListFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef List;
        public TRef First;
        public TRef Last;
        public TRef Node;
    }
}
