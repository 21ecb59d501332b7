using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Cycles;

/// <summary>Builds rings and drops each as soon as it is closed: garbage that counting alone never reclaims.</summary>
public sealed class Rings : IWorkload
{
    private const string Count = "count";
    private const string Length = "length";

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Count] = "5000", [Length] = "4" },
        new Dictionary<string, string> { [Count] = "10000000", [Length] = "4" });

    /// <inheritdoc/>
    public string Name => "rings";

    /// <inheritdoc/>
    public string Summary => "Cyclic young garbage: every object dies in a ring, so only a tracing collector reclaims it.";

    /// <inheritdoc/>
    public string Source => "Ours; rings of four, as in the side-by-side program on CPython's own C API.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Count, ParameterKind.Integer, "Number of rings.", "500000") { Minimum = 1, Maximum = 1e9 },
        new(Length, ParameterKind.Integer, "Length of a ring, objects.", "4") { Minimum = 1, Maximum = 1e7 },
        NodeTypes.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long length = parameters.Integer(Length);
        long nodes = parameters.Integer(Count) * length;
        long nodeBytes = NodeTypes.Choose(parameters).NominalBytes(0);
        return new(nodes, nodes * nodeBytes, length, length * nodeBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long count = run.Parameters.Integer(Count);
        long length = run.Parameters.Integer(Length);
        TypeHandle node = heap.Register(NodeTypes.Choose(run.Parameters));
        Digest digest = default;
        RingFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("rings");
        for (long left = count; left > 0; left--)
        {
            Build<THeap, TRef>(heap, ref frame, node, length);
            if (left == 1)
            {
                run.Peak();
                digest.Add(Walk<THeap, TRef>(heap, frame.First));
            }

            heap.Clear(ref frame.First);
            heap.SafePoint();
        }

        digest.Add(count);
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Leaves a ring in the frame's first local; the others are null.</summary>
    private static void Build<THeap, TRef>(THeap heap, ref RingFrame<TRef> frame, TypeHandle node, long length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.First, node);
        heap.Copy(ref frame.Last, frame.First);
        for (long i = 1; i < length; i++)
        {
            heap.New(ref frame.Node, node);
            heap.Store(frame.Last, NodeTypes.First, frame.Node);
            heap.Take(ref frame.Last, heap.Move(ref frame.Node));
        }

        heap.Store(frame.Last, NodeTypes.First, frame.First);
        heap.Clear(ref frame.Last);
    }

    /// <summary>Counts the nodes of a ring.</summary>
    private static long Walk<THeap, TRef>(THeap heap, TRef first)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long nodes = 0;
        TRef node = first;
        do
        {
            nodes++;
            node = heap.Borrow(node, NodeTypes.First);
        }
        while (!heap.Same(node, first));
        return nodes;
    }

    private ref struct RingFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef First;
        public TRef Last;
        public TRef Node;
    }
}
