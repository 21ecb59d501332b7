using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Depth;

/// <summary>One list as deep as the heap allows, dropped by its head: recursion, mark stacks and cascades of counts.</summary>
/// <remarks>
/// A collector that marks by recursion must bound it, one with an explicit stack needs little of it for a list and may need as
/// much as the list is long for a comb: there every node has a tooth beside the next node, which waits on the stack when the
/// next node is taken first. The two combs differ in the order of the two references, so one of them is the bad case of
/// whatever order a collector has. A stack of fixed size overflows there: <c>micropython</c> then scans the whole heap for
/// every 64 nodes or so, minutes for a right comb of a million (<c>markstack</c> is its parameter). For counting, clearing one
/// local frees everything, a cascade that must not recurse either. Everything dies at once and nothing is cyclic.
/// </remarks>
public sealed class DeepList : IWorkload
{
    private const string LengthKey = "length";
    private const string ShapeKey = "shape";
    private const string RoundsKey = "rounds";
    private const string List = "list";
    private const string LeftComb = "left-comb";
    private const string RightComb = "right-comb";

    private const int Fields = 2;
    private const int Serial = 0;

    private static readonly ObjectType s_node = new("DeepList.Node", PythonKind.SlotsInstance, Fields, words: 1);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [LengthKey] = "1000", [RoundsKey] = "2" },
        new Dictionary<string, string> { [LengthKey] = "10000000", [RoundsKey] = "10" });

    /// <inheritdoc/>
    public string Name => "deep-list";

    /// <inheritdoc/>
    public string Summary =>
        "Depth: a list of a million nodes, plain or with a tooth at each node, is built, walked and dropped at once.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; lengths 10^4 to 10^7 are usual for tests of mark stacks and of the release of deep structures.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(LengthKey, ParameterKind.Integer, "Nodes from the head to the end.", "1000000") { Minimum = 1, Maximum = 1e8 },
        new(ShapeKey, ParameterKind.Choice, "No teeth; or the next node in the first or second field, with a tooth.", List)
        {
            Choices = [List, LeftComb, RightComb],
        },
        new(RoundsKey, ParameterKind.Integer, "Lists built and dropped, one after the other.", "10")
        {
            Minimum = 1,
            Maximum = 30,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long perNode = parameters.Text(ShapeKey) == List ? 1 : 2;
        long live = parameters.Integer(LengthKey) * perNode;
        long allocated = live * parameters.Integer(RoundsKey);
        long nodeBytes = s_node.NominalBytes(0);
        return new(allocated, allocated * nodeBytes, live, live * nodeBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        string shape = run.Parameters.Text(ShapeKey);
        bool teeth = shape != List;
        int next = shape == RightComb ? 1 : 0;
        long length = run.Parameters.Integer(LengthKey);
        TypeHandle node = heap.Register(s_node);
        Digest digest = default;
        ListFrame<TRef> frame = default;
        heap.Enter(ref frame);

        for (long left = run.Parameters.Integer(RoundsKey); left > 0; left--)
        {
            run.Phase("build");
            for (long serial = 0; serial < length; serial++)
            {
                Prepend(heap, ref frame, node, next, teeth, serial);
                heap.SafePoint();
            }

            if (left == 1)
            {
                run.Peak();
            }

            run.Phase("walk");
            digest.Add(Walk<THeap, TRef>(heap, frame.Head, next, teeth));

            run.Phase("drop");
            heap.Clear(ref frame.Head);
            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void Prepend<THeap, TRef>(
        THeap heap, ref ListFrame<TRef> frame, TypeHandle type, int next, bool tooth, long serial)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Node, type);
        heap.SetWord(frame.Node, Serial, serial);
        heap.StoreTake(frame.Node, next, heap.Move(ref frame.Head));
        if (tooth)
        {
            heap.New(ref frame.Tooth, type);
            heap.SetWord(frame.Tooth, Serial, -serial);
            heap.StoreTake(frame.Node, Other(next), heap.Move(ref frame.Tooth));
        }

        heap.Take(ref frame.Head, heap.Move(ref frame.Node));
    }

    /// <summary>Reads every node and tooth.</summary>
    private static ulong Walk<THeap, TRef>(THeap heap, TRef head, int next, bool teeth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        for (TRef node = head; !heap.IsNull(node); node = heap.Borrow(node, next))
        {
            digest.Add(heap.GetWord(node, Serial));
            if (teeth)
            {
                digest.Add(heap.GetWord(heap.Borrow(node, Other(next)), Serial));
            }
        }

        return digest.Value;
    }

    private static int Other(int field) => Fields - 1 - field;

    private ref struct ListFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Head;
        public TRef Node;
        public TRef Tooth;
    }
}
