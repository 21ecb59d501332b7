using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Churn;

/// <summary>Builds and drops many perfect binary trees while a big one lives: young garbage without mutation.</summary>
public sealed class BinaryTrees : IWorkload
{
    private const string Depth = "depth";
    private const int SmallestDepth = 4;
    private const int DepthStep = 4;

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Depth] = "8" },
        new Dictionary<string, string> { [Depth] = "18" });

    /// <inheritdoc/>
    public string Name => "binary-trees";

    /// <inheritdoc/>
    public string Summary =>
        "Allocation rate and the death of young trees of graded depth beside one long-lived tree; no stores after building.";

    /// <inheritdoc/>
    public string Source =>
        "After Boehm's GCBench and the Computer Language Benchmarks Game (minimum depth 4, 2^(D-d+4) trees of depth d); "
        + "depths in steps of 4, as in the side-by-side programs of the real implementations.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Depth, ParameterKind.Integer, "Depth of the deepest trees, edges; a tree has 2^(depth+1)-1 nodes.", "16")
        {
            Minimum = SmallestDepth,
            Maximum = 26,
        },
        NodeTypes.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        int deepest = (int)parameters.Integer(Depth);
        long nodeBytes = NodeTypes.Choose(parameters).NominalBytes(0);
        long nodes = TreeNodes(deepest);
        int last = SmallestDepth;
        for (int depth = SmallestDepth; depth <= deepest; depth += DepthStep)
        {
            nodes += Trees(deepest, depth) * TreeNodes(depth);
            last = depth;
        }

        long live = TreeNodes(deepest) + TreeNodes(last);
        return new(nodes, nodes * nodeBytes, live, live * nodeBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int deepest = (int)run.Parameters.Integer(Depth);
        ObjectType type = NodeTypes.Choose(run.Parameters);
        bool isTuple = type.Kind == PythonKind.Tuple;
        TypeHandle node = heap.Register(type);
        Digest digest = default;
        TreeFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("long-lived tree");
        heap.Take(ref frame.LongLived, Build<THeap, TRef>(heap, node, isTuple, deepest));

        run.Phase("short-lived trees");
        for (int depth = SmallestDepth; depth <= deepest; depth += DepthStep)
        {
            bool lastDepth = depth + DepthStep > deepest;
            long nodes = 0;
            for (long left = Trees(deepest, depth); left > 0; left--)
            {
                heap.Take(ref frame.Tree, Build<THeap, TRef>(heap, node, isTuple, depth));
                nodes += Check<THeap, TRef>(heap, frame.Tree);
                if (lastDepth && left == 1)
                {
                    run.Peak();
                }

                heap.Clear(ref frame.Tree);
                heap.SafePoint();
            }

            digest.Add(depth);
            digest.Add(nodes);
        }

        digest.Add(Check<THeap, TRef>(heap, frame.LongLived));
        heap.Leave(ref frame);
        return digest.Value;
    }

    private static long TreeNodes(int depth) => (2L << depth) - 1;

    private static long Trees(int deepest, int depth) => 1L << (deepest - depth + SmallestDepth);

    /// <summary>
    /// Builds a tree and returns it as an owned temporary: a tuple is made of its children, an instance is made first and
    /// its slots are assigned, as Python does and as the programs on the real implementations do.
    /// </summary>
    private static TRef Build<THeap, TRef>(THeap heap, TypeHandle node, bool isTuple, int depth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        isTuple && depth > 0
            ? BuildTuple<THeap, TRef>(heap, node, depth)
            : BuildInstance<THeap, TRef>(heap, node, depth);

    // Not inlined, so that a leaf does not clear the larger frame of an inner node.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TRef BuildTuple<THeap, TRef>(THeap heap, TypeHandle node, int depth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TupleFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.Take(ref frame.Left, Build<THeap, TRef>(heap, node, isTuple: true, depth - 1));
        heap.Take(ref frame.Right, Build<THeap, TRef>(heap, node, isTuple: true, depth - 1));
        heap.New(ref frame.Node, node);
        heap.StoreTake(frame.Node, NodeTypes.First, heap.Move(ref frame.Left));
        heap.StoreTake(frame.Node, NodeTypes.Second, heap.Move(ref frame.Right));
        TRef built = heap.Move(ref frame.Node);
        heap.Leave(ref frame);
        return built;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TRef BuildInstance<THeap, TRef>(THeap heap, TypeHandle node, int depth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        InstanceFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.New(ref frame.Node, node);
        if (depth > 0)
        {
            // The child is a temporary of its own: naming the node before would copy a reference that the build may move.
            TRef child = BuildInstance<THeap, TRef>(heap, node, depth - 1);
            heap.StoreTake(frame.Node, NodeTypes.First, child);
            child = BuildInstance<THeap, TRef>(heap, node, depth - 1);
            heap.StoreTake(frame.Node, NodeTypes.Second, child);
        }

        TRef built = heap.Move(ref frame.Node);
        heap.Leave(ref frame);
        return built;
    }

    /// <summary>Counts the nodes of a tree. It never allocates, so it needs no frame and borrows all it reads.</summary>
    private static long Check<THeap, TRef>(THeap heap, TRef tree)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef left = heap.Borrow(tree, NodeTypes.First);
        return heap.IsNull(left)
            ? 1
            : 1 + Check<THeap, TRef>(heap, left) + Check<THeap, TRef>(heap, heap.Borrow(tree, NodeTypes.Second));
    }

    private ref struct TreeFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef LongLived;
        public TRef Tree;
    }

    private ref struct TupleFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Left;
        public TRef Right;
        public TRef Node;
    }

    private ref struct InstanceFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Node;
    }
}
