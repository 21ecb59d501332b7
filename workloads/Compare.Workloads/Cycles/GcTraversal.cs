using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Cycles;

/// <summary>Collects explicitly over lists in lists where nothing is dead: the price of looking at live references.</summary>
/// <remarks>
/// List n holds n references to list n − 1, so 1,000 objects hold half a million references: marking and the subtraction of
/// counts are bound by edges and not by objects, and the depth tests the mark stack. Nothing dies until the end, when
/// counting reclaims the lists one from inside the other. Unlike the original all collections belong to the measured work.
/// </remarks>
public sealed class GcTraversal : IWorkload
{
    private const string Levels = "levels";
    private const string Rounds = "rounds";
    private const int Items = 0;

    // Each round of the original collects once to settle and once to measure.
    private const int CollectionsInRound = 2;

    private static readonly ObjectType s_list = new("GcTraversal.List", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Levels] = "100", [Rounds] = "3" },
        new Dictionary<string, string> { [Levels] = "4500", [Rounds] = "300" });

    /// <inheritdoc/>
    public string Name => "gc-traversal";

    /// <inheritdoc/>
    public string Summary => "Explicit full collections over live nested lists that hold very many references and no garbage.";

    /// <inheritdoc/>
    public string Source =>
        "The benchmark gc_traversal of pyperformance, published with 1000 levels and two collections a round.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Levels, ParameterKind.Integer, "Nested lists; the outermost has one item less than there are levels.", "1000")
        {
            Minimum = 2,
            Maximum = 20000,
        },
        new(Rounds, ParameterKind.Integer, "Rounds of two collections.", "600") { Minimum = 1, Maximum = 1e6 },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        int levels = (int)parameters.Integer(Levels);
        long bytes = levels * s_list.NominalBytes(0);
        for (int level = 0; level < levels; level++)
        {
            bytes += s_list.NominalBufferBytes(Items, level);
        }

        // Before level 0 there is an empty list, which no item refers to.
        return new(levels + 1, bytes + s_list.NominalBytes(0), levels, bytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int levels = (int)run.Parameters.Integer(Levels);
        long rounds = run.Parameters.Integer(Rounds);
        TypeHandle list = heap.Register(s_list);
        Digest digest = default;
        ListFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("nested lists");
        heap.New(ref frame.List, list);
        for (int level = 0; level < levels; level++)
        {
            heap.New(ref frame.Outer, list);
            heap.ResizeBuffer(ref frame.Outer, Items, level);
            if (level > 0)
            {
                heap.SetCount(frame.Outer, Items, level);
            }

            for (int i = 0; i < level; i++)
            {
                heap.StoreItem(frame.Outer, Items, i, frame.List);
            }

            heap.Take(ref frame.List, heap.Move(ref frame.Outer));
            heap.SafePoint();
        }

        run.Peak();
        run.Phase("collections");
        for (long left = rounds * CollectionsInRound; left > 0; left--)
        {
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            heap.SafePoint();
        }

        Descend<THeap, TRef>(heap, frame.List, run.Seed, ref digest);
        digest.Add(rounds);
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Goes from the outermost list to the innermost, through an item of each that chance picks.</summary>
    private static void Descend<THeap, TRef>(THeap heap, TRef outermost, ulong seed, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Xoshiro256 random = new(seed);
        TRef list = outermost;
        for (int items = heap.GetCount(list, Items); items > 0; items = heap.GetCount(list, Items))
        {
            int picked = (int)(random.Next() % (uint)items);
            digest.Add(items);
            digest.Add(picked);
            list = heap.BorrowItem(list, Items, picked);
        }
    }

    private ref struct ListFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef List;
        public TRef Outer;
    }
}
