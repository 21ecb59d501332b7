using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Lifetimes.GcOldSettings;

namespace Compare.Workloads.Lifetimes;

/// <summary>
/// Detlefs' GCOld: short-lived arrays beside a large old generation of trees that is renewed and mutated steadily.
/// </summary>
/// <remarks>
/// Old trees die in pieces in old age, so that a generational collector must collect its old generation although most bytes
/// die young; exchanges of random subtrees are stores between old objects that a barrier must look at. Counting reclaims all
/// of it at once and never pays for the live trees. The arrays that fill up between the first trees are in the proportion of
/// the ratio, where the original allocates them for the whole old generation at each tree; tree height and the bytes of a
/// step are constants there.
/// </remarks>
public sealed class GcOld : IWorkload
{
    private const int Items = 0;
    private const int PathBits = 16;
    private const int ChangesOfExchange = 2;
    private const int WorkDivisor = 10;

    private static readonly ObjectType s_trees = new("GcOld.Trees", PythonKind.List, buffers: [BufferShape.ReferenceItems]);
    private static readonly ObjectType s_array = new(
        "GcOld.Array", PythonKind.Array, elements: ElementKind.Words, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [SizeKey] = "60000", [HeightKey] = "7", [StepKey] = "30000", [StepsKey] = "20" },
        new Dictionary<string, string>
        {
            [SizeKey] = "100000000",
            [RatioKey] = "1",
            [MutationsKey] = "1000",
            [StepsKey] = "5000",
        });

    /// <inheritdoc/>
    public string Name => "gcold";

    /// <inheritdoc/>
    public string Summary =>
        "A large old generation with steady promotion and pointer mutation: what dies old costs far more than what dies young.";

    /// <inheritdoc/>
    public string Source =>
        "GCOld by Detlefs, revised by Clinger; its arguments are size in 10^6 bytes, work, ratio, mutations and steps, "
        + "classic 25 0 10 10 10000, in ISMM 2008 25 0 1 1000 200 and 100 0 1 1000 800; trees of height 14, steps of 10^6 bytes.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(SizeKey, ParameterKind.Bytes, "Long-lived trees, bytes of 40 for each node; rounded down to whole trees.", "25000000")
        {
            Minimum = 1000,
            Maximum = 1e11,
        },
        new(WorkKey, ParameterKind.Integer, "Computing beside allocation, tenths of an addition for each short-lived byte.", "0")
        {
            Minimum = 0,
            Maximum = 1e4,
        },
        new(RatioKey, ParameterKind.Integer, "Short-lived bytes for each long-lived byte.", "10") { Minimum = 1, Maximum = 1e6 },
        new(MutationsKey, ParameterKind.Integer, "Pointers changed in a step, new trees included; two for each exchange.", "10")
        {
            Minimum = 0,
            Maximum = 1e6,
        },
        new(StepsKey, ParameterKind.Integer, "Steps.", "2000") { Minimum = 1, Maximum = 1e7 },
        new(HeightKey, ParameterKind.Integer, "Height of a tree, nodes.", "14") { Minimum = 4, Maximum = 24 },
        new(StepKey, ParameterKind.Bytes, "Short-lived arrays of 100 words allocated in a step, bytes.", "1000000")
        {
            Minimum = 1,
            Maximum = 1 << 30,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        GcOldSettings settings = From(parameters);
        long partial = settings.OldBytes % settings.TreeBytes;
        long nodesOfStep = settings.OldBytes / settings.TreeBytes * Nodes(settings.Height);
        for (int height = TakePartialTree(ref partial); height > 0; height = TakePartialTree(ref partial))
        {
            nodesOfStep += Nodes(height);
        }

        long liveNodes = settings.Trees * Nodes(settings.Height);
        long nodes = liveNodes + (settings.Steps * nodesOfStep);
        long arrays = (settings.Trees * Arrays(settings.Ratio * settings.TreeBytes))
            + (settings.Steps * Arrays(settings.StepBytes));
        long nodeBytes = GcOldTrees.Node.NominalBytes(0);
        long arrayBytes = s_array.NominalBytes(ArrayWords);
        long treesBytes = s_trees.NominalBytes(0) + s_trees.NominalBufferBytes(Items, settings.Trees);
        return new(
            1 + nodes + arrays,
            treesBytes + (nodes * nodeBytes) + (arrays * arrayBytes),
            2 + liveNodes,
            treesBytes + arrayBytes + (liveNodes * nodeBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        GcOldSettings settings = From(run.Parameters);
        TypeHandle node = heap.Register(GcOldTrees.Node);
        TypeHandle array = heap.Register(s_array);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        int next = 0;
        OldFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("old generation");
        heap.New(ref frame.Trees, heap.Register(s_trees));
        heap.ResizeBuffer(ref frame.Trees, Items, settings.Trees);
        heap.SetCount(frame.Trees, Items, settings.Trees);
        for (int i = 0; i < settings.Trees; i++)
        {
            heap.Take(ref frame.Tree, GcOldTrees.Make<THeap, TRef>(heap, node, settings.Height));
            heap.StoreItemTake(frame.Trees, Items, i, heap.Move(ref frame.Tree));
            AllocateYoung<THeap, TRef>(heap, ref frame, array, settings.Ratio * settings.TreeBytes);
        }

        run.Phase("steps");
        for (long left = settings.Steps; left > 0; left--)
        {
            AllocateYoung<THeap, TRef>(heap, ref frame, array, settings.StepBytes);
            digest.Add(Compute(settings.Work * settings.StepBytes / WorkDivisor));
            long changed = Renew<THeap, TRef>(heap, ref frame, node, settings, ref next);
            for (long due = (settings.Mutations - changed) / ChangesOfExchange; due > 0; due--)
            {
                Exchange<THeap, TRef>(heap, ref frame, settings, ref random, ref digest);
            }

            heap.SafePoint();
        }

        run.Peak();
        for (int i = 0; i < settings.Trees; i++)
        {
            digest.Add(GcOldTrees.Check<THeap, TRef>(heap, heap.BorrowItem(frame.Trees, Items, i), settings.Height));
        }

        digest.Add(heap.GetElementWord(frame.Array, ArrayWords - 1));
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Allocates arrays of which only the last one lives on, until the next.</summary>
    private static void AllocateYoung<THeap, TRef>(THeap heap, ref OldFrame<TRef> frame, TypeHandle array, long bytes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (long left = Arrays(bytes); left > 0; left--)
        {
            heap.NewArray(ref frame.Array, array, ArrayWords);
            for (int i = 0; i < ArrayWords; i++)
            {
                heap.SetElementWord(frame.Array, i, left);
            }

            heap.SafePoint();
        }
    }

    /// <summary>
    /// Allocates the long-lived bytes of a step as whole trees and subtrees that take the places of others in turn.
    /// </summary>
    private static long Renew<THeap, TRef>(
        THeap heap, ref OldFrame<TRef> frame, TypeHandle node, GcOldSettings settings, ref int next)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long partial = settings.OldBytes;
        for (; partial >= settings.TreeBytes; partial -= settings.TreeBytes)
        {
            heap.Take(ref frame.Tree, GcOldTrees.Make<THeap, TRef>(heap, node, settings.Height));
            heap.StoreItemTake(frame.Trees, Items, next, heap.Move(ref frame.Tree));
            next = (next + 1) % settings.Trees;
        }

        long changed = 0;
        for (int height = TakePartialTree(ref partial); height > 0; height = TakePartialTree(ref partial))
        {
            heap.Take(ref frame.Tree, GcOldTrees.Make<THeap, TRef>(heap, node, height));
            GcOldTrees.Replace(heap, heap.BorrowItem(frame.Trees, Items, next), ref frame.Tree);
            next = (next + 1) % settings.Trees;
            changed++;
        }

        return changed;
    }

    /// <summary>Exchanges subtrees at the same place of two trees that chance picks.</summary>
    private static void Exchange<THeap, TRef>(
        THeap heap, ref OldFrame<TRef> frame, GcOldSettings settings, ref Xoshiro256 random, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int one = (int)(random.Next() % (uint)settings.Trees);
        int other = (int)(random.Next() % (uint)settings.Trees);
        int depth = (int)(random.Next() % (uint)settings.Height);
        ulong path = random.Next() >> (64 - Math.Max(PathBits, settings.Height));
        digest.Add(one);
        digest.Add(other);
        digest.Add(depth);
        digest.Add(path);
        GcOldTrees.Exchange(
            heap,
            heap.BorrowItem(frame.Trees, Items, one),
            heap.BorrowItem(frame.Trees, Items, other),
            depth,
            path,
            ref frame.Tree);
    }

    /// <summary>Computes what no compiler may leave out.</summary>
    private static long Compute(long additions)
    {
        long sum = 0;
        for (long i = 0; i < additions; i++)
        {
            sum += sum ^ i;
        }

        return sum;
    }

    private ref struct OldFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Trees;
        public TRef Array;
        public TRef Tree;
    }
}
