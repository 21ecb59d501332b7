using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Churn;

/// <summary>
/// A linked list that is used as a queue, as a stack or by a wandering cursor: the same allocation and the same live set at
/// each moment, and only which node dies differs.
/// </summary>
/// <remarks>
/// The list fills up to its window; then a burst of nodes, of random number, is removed and as many are inserted, until all
/// nodes were allocated. In a queue the oldest die first, the opposite of what generations hope for; in a stack the youngest
/// do; under the cursor, which skips a few nodes before each operation, ages at death are spread geometrically. A node that is
/// removed loses its link: counting reclaims it at once, and a dead old node keeps no younger one (that is the matter of
/// <c>nepotism-chain</c>).
/// </remarks>
public sealed class ListChurn : IWorkload
{
    private const string OrderKey = "order";
    private const string NodesKey = "nodes";
    private const string WindowKey = "window";
    private const string Fifo = "fifo";
    private const string Lifo = "lifo";
    private const string Random = "random";

    private const int Next = 0;
    private const int Serial = 0;

    /// <summary>The cursor skips fewer nodes than this, three or four on average.</summary>
    private const int SkipBound = 8;

    private static readonly ObjectType s_node = new("ListChurn.Node", PythonKind.SlotsInstance, references: 1, words: 1);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [NodesKey] = "5000", [WindowKey] = "100" },
        new Dictionary<string, string> { [NodesKey] = "300000000", [WindowKey] = "100000" });

    /// <inheritdoc/>
    public string Name => "list-churn";

    /// <inheritdoc/>
    public string Summary =>
        "Order of death at a steady live set: a linked list used as a queue, as a stack or at random places.";

    /// <inheritdoc/>
    public string Source => "Ours; nodes of one link and one word, bursts of 1 to window operations.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(OrderKey, ParameterKind.Choice, "Which node dies: the oldest, the youngest, or one at the cursor.", Fifo)
        {
            Choices = [Fifo, Lifo, Random],
        },
        new(NodesKey, ParameterKind.Integer, "Nodes allocated in all.", "30000000") { Minimum = 1, Maximum = 1e10 },
        new(WindowKey, ParameterKind.Integer, "Most nodes in the list.", "10000") { Minimum = 1, Maximum = 1e8 },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long nodes = parameters.Integer(NodesKey);
        long nodeBytes = s_node.NominalBytes(0);

        // One more than nodes: the sentinel before the first one.
        long allocated = nodes + 1;
        long live = Math.Min(nodes, parameters.Integer(WindowKey)) + 1;
        return new(allocated, allocated * nodeBytes, live, live * nodeBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        string order = run.Parameters.Text(OrderKey);
        Churn churn = new(heap.Register(s_node), order == Fifo, order == Random);
        long nodes = run.Parameters.Integer(NodesKey);
        int window = (int)run.Parameters.Integer(WindowKey);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        ListFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("fill");
        heap.New(ref frame.Sentinel, churn.Node);
        heap.Copy(ref frame.Cursor, frame.Sentinel);
        long inserted = 0;
        for (; inserted < Math.Min(nodes, window); inserted++)
        {
            Insert(heap, ref frame, churn, ref random, inserted);
        }

        run.Phase("churn");
        while (inserted < nodes)
        {
            int burst = (int)Math.Min(Uniform.Below(ref random, window) + 1, nodes - inserted);
            digest.Add(burst);
            for (int i = 0; i < burst; i++)
            {
                digest.Add(Remove(heap, ref frame, churn, ref random));
                heap.SafePoint();
            }

            for (int i = 0; i < burst; i++, inserted++)
            {
                Insert(heap, ref frame, churn, ref random, inserted);
            }
        }

        run.Peak();
        for (TRef node = heap.Borrow(frame.Sentinel, Next); !heap.IsNull(node); node = heap.Borrow(node, Next))
        {
            digest.Add(heap.GetWord(node, Serial));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Inserts a new node behind the cursor, which is the last node of a queue and the sentinel of a stack.</summary>
    private static void Insert<THeap, TRef>(
        THeap heap, ref ListFrame<TRef> frame, Churn churn, ref Xoshiro256 random, long serial)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (churn.Wanders)
        {
            Wander(heap, ref frame, ref random);
        }

        heap.New(ref frame.Node, churn.Node);
        heap.SetWord(frame.Node, Serial, serial);
        heap.Store(frame.Node, Next, heap.Borrow(frame.Cursor, Next));
        heap.Store(frame.Cursor, Next, frame.Node);
        if (churn.IsQueue)
        {
            heap.Copy(ref frame.Cursor, frame.Node);
        }

        heap.Clear(ref frame.Node);
        heap.SafePoint();
    }

    /// <summary>Removes the first node, or the one behind the cursor.</summary>
    /// <returns>The serial number that it held.</returns>
    private static long Remove<THeap, TRef>(THeap heap, ref ListFrame<TRef> frame, Churn churn, ref Xoshiro256 random)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (churn.Wanders)
        {
            Wander(heap, ref frame, ref random);
            if (heap.IsNull(heap.Borrow(frame.Cursor, Next)))
            {
                heap.Copy(ref frame.Cursor, frame.Sentinel);
            }
        }

        TRef before = churn.Wanders ? frame.Cursor : frame.Sentinel;
        heap.Load(ref frame.Node, before, Next);
        heap.Store(before, Next, heap.Borrow(frame.Node, Next));
        heap.Store(frame.Node, Next, default);
        if (churn.IsQueue && heap.Same(frame.Node, frame.Cursor))
        {
            heap.Copy(ref frame.Cursor, frame.Sentinel);
        }

        long serial = heap.GetWord(frame.Node, Serial);
        heap.Clear(ref frame.Node);
        return serial;
    }

    /// <summary>Moves the cursor on by a few nodes; the sentinel follows the last one.</summary>
    private static void Wander<THeap, TRef>(THeap heap, ref ListFrame<TRef> frame, ref Xoshiro256 random)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef cursor = frame.Cursor;
        for (int skip = Uniform.Below(ref random, SkipBound); skip > 0; skip--)
        {
            TRef next = heap.Borrow(cursor, Next);
            cursor = heap.IsNull(next) ? frame.Sentinel : next;
        }

        heap.Copy(ref frame.Cursor, cursor);
    }

    /// <summary>What the operations need to know besides the list.</summary>
    private readonly record struct Churn(TypeHandle Node, bool IsQueue, bool Wanders);

    private ref struct ListFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Sentinel;
        public TRef Cursor;
        public TRef Node;
    }
}
