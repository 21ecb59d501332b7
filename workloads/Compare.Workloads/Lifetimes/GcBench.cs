using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Lifetimes.GcBenchSettings;

namespace Compare.Workloads.Lifetimes;

/// <summary>Boehm's GCBench: trees of graded lifetimes, built in both directions, beside a live tree and a big array.</summary>
public sealed class GcBench : IWorkload
{
    private static readonly ObjectType s_numbers = new(
        "GcBench.Numbers", PythonKind.Array, elements: ElementKind.Words, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        Arguments("9", "7", "5000", "2", "7"),
        Arguments("20", "18", "2000000", "4", "18"));

    /// <inheritdoc/>
    public string Name => "gcbench";

    /// <inheritdoc/>
    public string Summary =>
        "Lifetimes graded by size beside a live tree and a big array without references; "
        + "top-down building stores young references into older objects.";

    /// <inheritdoc/>
    public string Source =>
        "GCBench by Ellis, Kovac and Boehm with its published parameters: stretch 18, long-lived 16, array 500000, "
        + "depths 4 to 16 in steps of 2, 2*size(stretch)/size(depth) trees in each direction.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        DepthParameter(StretchKey, "Depth of the tree that stretches the heap first, edges.", "18"),
        DepthParameter(LiveKey, "Depth of the long-lived tree, edges.", "16"),
        new(ArrayKey, ParameterKind.Integer, "Length of the long-lived array, 64-bit numbers; half of them are set.", "500000")
        {
            Minimum = 4,
            Maximum = 1e8,
        },
        DepthParameter(MinimumKey, "Depth of the smallest short-lived trees, edges.", "4"),
        DepthParameter(MaximumKey, "Depth of the largest short-lived trees, edges; not above stretch.", "16"),
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        GcBenchSettings settings = GcBenchSettings.From(parameters);
        long nodeBytes = GcBenchTrees.Node.NominalBytes(0);
        long arrayBytes = s_numbers.NominalBytes(settings.ArrayLength);
        long nodes = Nodes(settings.StretchDepth) + Nodes(settings.LiveDepth);
        for (int depth = settings.MinimumDepth; depth <= settings.MaximumDepth; depth += DepthStep)
        {
            nodes += 2 * settings.Trees(depth) * Nodes(depth);
        }

        long stretch = Nodes(settings.StretchDepth);
        long last = settings.LiveAtLastTree;
        return settings.PeaksAtStretch
            ? new(nodes + 1, (nodes * nodeBytes) + arrayBytes, stretch, stretch * nodeBytes)
            : new(nodes + 1, (nodes * nodeBytes) + arrayBytes, last, ((last - 1) * nodeBytes) + arrayBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        GcBenchSettings settings = GcBenchSettings.From(run.Parameters);
        TypeHandle node = heap.Register(GcBenchTrees.Node);
        Digest digest = default;
        BenchFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("stretch tree");
        heap.Take(ref frame.Tree, GcBenchTrees.Make<THeap, TRef>(heap, node, settings.StretchDepth));
        if (settings.PeaksAtStretch)
        {
            run.Peak();
        }

        digest.Add(GcBenchTrees.Sum<THeap, TRef>(heap, frame.Tree));
        heap.Clear(ref frame.Tree);

        run.Phase("long-lived tree");
        GcBenchTrees.NewNode(heap, ref frame.LongLived, node, settings.LiveDepth);
        GcBenchTrees.Populate(heap, node, settings.LiveDepth, ref frame.LongLived);

        run.Phase("long-lived array");
        heap.NewArray(ref frame.Numbers, heap.Register(s_numbers), settings.ArrayLength);
        for (int i = 0; i < settings.ArrayLength / 2; i++)
        {
            heap.SetElementWord(frame.Numbers, i, BitConverter.DoubleToInt64Bits(1.0 / i));
        }

        run.Phase("short-lived trees");
        for (int depth = settings.MinimumDepth; depth <= settings.MaximumDepth; depth += DepthStep)
        {
            digest.Add(ConstructTopDown<THeap, TRef>(heap, ref frame, node, depth, settings.Trees(depth)));
            digest.Add(ConstructBottomUp<THeap, TRef>(
                heap, ref frame, node, depth, settings.Trees(depth), settings.PeaksAtStretch || depth < settings.LastDepth ? null : run));
        }

        digest.Add(GcBenchTrees.Sum<THeap, TRef>(heap, frame.LongLived));
        for (int i = 0; i < settings.ArrayLength / 2; i++)
        {
            digest.Add(heap.GetElementWord(frame.Numbers, i));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private static long ConstructTopDown<THeap, TRef>(
        THeap heap, ref BenchFrame<TRef> frame, TypeHandle node, int depth, long trees)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (long left = trees; left > 0; left--)
        {
            GcBenchTrees.NewNode(heap, ref frame.Tree, node, depth);
            GcBenchTrees.Populate(heap, node, depth, ref frame.Tree);
            if (left == 1)
            {
                break;
            }

            heap.Clear(ref frame.Tree);
            heap.SafePoint();
        }

        return SumAndClear<THeap, TRef>(heap, ref frame.Tree);
    }

    /// <summary>Builds and drops trees; the last one is the peak of the run when <paramref name="peak"/> is given.</summary>
    private static long ConstructBottomUp<THeap, TRef>(
        THeap heap, ref BenchFrame<TRef> frame, TypeHandle node, int depth, long trees, WorkloadRun? peak)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (long left = trees; left > 0; left--)
        {
            heap.Take(ref frame.Tree, GcBenchTrees.Make<THeap, TRef>(heap, node, depth));
            if (left == 1)
            {
                break;
            }

            heap.Clear(ref frame.Tree);
            heap.SafePoint();
        }

        peak?.Peak();
        return SumAndClear<THeap, TRef>(heap, ref frame.Tree);
    }

    private static long SumAndClear<THeap, TRef>(THeap heap, ref TRef tree)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long sum = GcBenchTrees.Sum<THeap, TRef>(heap, tree);
        heap.Clear(ref tree);
        heap.SafePoint();
        return sum;
    }

    private static ParameterDescription DepthParameter(string name, string summary, string defaultText) =>
        new(name, ParameterKind.Integer, summary, defaultText) { Minimum = 1, Maximum = 26 };

    private static Dictionary<string, string> Arguments(string stretch, string live, string array, string min, string max) =>
        new()
        {
            [StretchKey] = stretch,
            [LiveKey] = live,
            [ArrayKey] = array,
            [MinimumKey] = min,
            [MaximumKey] = max,
        };

    private ref struct BenchFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef LongLived;
        public TRef Numbers;
        public TRef Tree;
    }
}
