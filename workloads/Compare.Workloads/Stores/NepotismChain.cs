using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Stores;

/// <summary>
/// A short queue whose dead nodes still refer to the next: what was promoted and died keeps all that came after it.
/// </summary>
/// <remarks>
/// At any collection of the young generation the few nodes in the queue are live and grow old. They die soon, but nobody
/// notices before the next full collection, and each still refers to the node that came after it; as old objects count as live,
/// so does the young chain behind them, and everything is promoted from then on although almost nothing is live. With
/// <c>links=cut</c> a node loses its link as it leaves, and the same program has no survivors; the difference is the price of
/// nepotism. Counting reclaims a node as it leaves, with or without the link, and an engine without generations sees no
/// difference either.
/// </remarks>
public sealed class NepotismChain : IWorkload
{
    private const string NodesKey = "nodes";
    private const string WindowKey = "window";
    private const string PayloadKey = "payload";
    private const string LinksKey = "links";
    private const string Kept = "kept";
    private const string Cut = "cut";

    private const int Next = 0;
    private const int Payload = 1;
    private const int Serial = 0;

    private static readonly ObjectType s_node = new("NepotismChain.Node", PythonKind.SlotsInstance, references: 2, words: 1);

    private static readonly ObjectType s_payload = new(
        "NepotismChain.Payload", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [NodesKey] = "5000" },
        new Dictionary<string, string> { [NodesKey] = "100000000" });

    /// <inheritdoc/>
    public string Name => "nepotism-chain";

    /// <inheritdoc/>
    public string Summary =>
        "Nepotism: dead old objects keep a chain of younger ones alive, behind a queue that never drops its links.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; the linked queue of textbooks, known from concurrent queues on generational collectors, with and without the "
        + "cure.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(NodesKey, ParameterKind.Integer, "Nodes that pass through the queue.", "10000000") { Minimum = 1, Maximum = 1e10 },
        new(WindowKey, ParameterKind.Integer, "Nodes in the queue at once.", "64") { Minimum = 1, Maximum = 1e7 },
        new(PayloadKey, ParameterKind.Bytes, "Size of what each node carries.", "64B") { Minimum = 1, Maximum = 1 << 20 },
        new(LinksKey, ParameterKind.Choice, "Whether a node keeps its link or loses it when it leaves the queue.", Kept)
        {
            Choices = [Kept, Cut],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        const int ObjectsPerNode = 2;
        long nodes = parameters.Integer(NodesKey);
        long live = Math.Min(nodes, parameters.Integer(WindowKey));
        long nodeBytes = s_node.NominalBytes(0) + s_payload.NominalBytes((int)parameters.Integer(PayloadKey));
        return new(nodes * ObjectsPerNode, nodes * nodeBytes, live * ObjectsPerNode, live * nodeBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long nodes = run.Parameters.Integer(NodesKey);
        long window = run.Parameters.Integer(WindowKey);
        int payload = (int)run.Parameters.Integer(PayloadKey);
        bool cut = run.Parameters.Text(LinksKey) == Cut;
        TypeHandle nodeType = heap.Register(s_node);
        TypeHandle payloadType = heap.Register(s_payload);
        Digest digest = default;
        QueueFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("queue");
        for (long serial = 0; serial < nodes; serial++)
        {
            if (serial >= window)
            {
                digest.Add(Dequeue(heap, ref frame, cut));
            }

            heap.NewArray(ref frame.Payload, payloadType, payload);
            heap.ElementBytes(frame.Payload).Fill((byte)serial);
            heap.New(ref frame.Node, nodeType);
            heap.SetWord(frame.Node, Serial, serial);
            heap.StoreTake(frame.Node, Payload, heap.Move(ref frame.Payload));
            Enqueue(heap, ref frame);
            heap.SafePoint();
        }

        run.Peak();
        while (!heap.IsNull(frame.First))
        {
            digest.Add(Dequeue(heap, ref frame, cut));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Appends the frame's node, which becomes null.</summary>
    private static void Enqueue<THeap, TRef>(THeap heap, ref QueueFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (heap.IsNull(frame.First))
        {
            heap.Copy(ref frame.First, frame.Node);
        }
        else
        {
            heap.Store(frame.Last, Next, frame.Node);
        }

        heap.Take(ref frame.Last, heap.Move(ref frame.Node));
    }

    /// <summary>Removes the first node.</summary>
    /// <returns>What it held.</returns>
    private static long Dequeue<THeap, TRef>(THeap heap, ref QueueFrame<TRef> frame, bool cut)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Take(ref frame.Node, heap.Move(ref frame.First));
        heap.Load(ref frame.First, frame.Node, Next);
        if (heap.IsNull(frame.First))
        {
            heap.Clear(ref frame.Last);
        }

        if (cut)
        {
            heap.Store(frame.Node, Next, default);
        }

        long serial = heap.GetWord(frame.Node, Serial);
        byte content = heap.ElementBytes(heap.Borrow(frame.Node, Payload))[^1];
        heap.Clear(ref frame.Node);
        return (serial << sizeof(long)) + content;
    }

    private ref struct QueueFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef First;
        public TRef Last;
        public TRef Node;
        public TRef Payload;
    }
}
