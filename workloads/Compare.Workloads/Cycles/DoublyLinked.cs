using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Cycles;

/// <summary>Doubly linked lists that are edited in the middle and then dropped: every pair of neighbours is a cycle.</summary>
/// <remarks>
/// A node that is removed refers to no neighbour any more, so counting reclaims it at once. The rest of a list dies as one
/// chain of cycles, which only a collector of cycles reclaims; how long it takes to notice, and how deep it goes, grows with
/// the length. Tracing does not care. Each list is a ring around a sentinel, and its cursor wanders a few nodes forward or back
/// before an edit; an insertion and a removal alternate.
/// </remarks>
public sealed class DoublyLinked : IWorkload
{
    private const string ListsKey = "lists";
    private const string LengthKey = "length";
    private const string EditsKey = "edits";

    private const int Next = 0;
    private const int Previous = 1;
    private const int Serial = 0;
    private const int SkipBound = 8;
    private const int Directions = 2;

    private static readonly ObjectType s_node = new("DoublyLinked.Node", PythonKind.SlotsInstance, references: 2, words: 1);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [ListsKey] = "20", [LengthKey] = "200", [EditsKey] = "200" },
        new Dictionary<string, string> { [ListsKey] = "10000", [LengthKey] = "10000", [EditsKey] = "10000" });

    /// <inheritdoc/>
    public string Name => "doubly-linked";

    /// <inheritdoc/>
    public string Summary =>
        "Chains of cycles that die together after members of their middle died alone: edited doubly linked lists.";

    /// <inheritdoc/>
    public string Source => "Ours; rings around a sentinel, as many pairs of insertion and removal as nodes.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(ListsKey, ParameterKind.Integer, "Lists built and dropped, one after the other.", "10000")
        {
            Minimum = 1,
            Maximum = 1e8,
        },
        new(LengthKey, ParameterKind.Integer, "Nodes of a list, besides its sentinel.", "1000") { Minimum = 1, Maximum = 1e7 },
        new(EditsKey, ParameterKind.Integer, "Pairs of an insertion and a removal in each list.", "1000")
        {
            Minimum = 0,
            Maximum = 1e8,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long live = parameters.Integer(LengthKey) + 1;
        long allocated = parameters.Integer(ListsKey) * (live + parameters.Integer(EditsKey));
        long nodeBytes = s_node.NominalBytes(0);
        return new(allocated, allocated * nodeBytes, live, live * nodeBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long length = run.Parameters.Integer(LengthKey);
        long edits = run.Parameters.Integer(EditsKey);
        TypeHandle node = heap.Register(s_node);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        ListFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("lists");
        for (long left = run.Parameters.Integer(ListsKey); left > 0; left--)
        {
            Build(heap, ref frame, node, length);
            for (long edit = 0; edit < edits; edit++)
            {
                digest.Add(Wander(heap, ref frame, ref random));
                Insert(heap, ref frame, node, length + edit);
                digest.Add(Wander(heap, ref frame, ref random));
                digest.Add(Remove(heap, ref frame));
                heap.SafePoint();
            }

            heap.Clear(ref frame.Cursor);
            if (left == 1)
            {
                run.Peak();
            }

            digest.Add(Read<THeap, TRef>(heap, frame.Sentinel, Next));
            digest.Add(Read<THeap, TRef>(heap, frame.Sentinel, Previous));
            heap.Clear(ref frame.Sentinel);
            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Leaves a list in the frame, with the cursor at its last node.</summary>
    private static void Build<THeap, TRef>(THeap heap, ref ListFrame<TRef> frame, TypeHandle type, long length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Sentinel, type);
        heap.Store(frame.Sentinel, Next, frame.Sentinel);
        heap.Store(frame.Sentinel, Previous, frame.Sentinel);
        heap.Copy(ref frame.Cursor, frame.Sentinel);
        for (long serial = 0; serial < length; serial++)
        {
            Insert(heap, ref frame, type, serial);
            heap.SafePoint();
        }
    }

    /// <summary>Inserts a node behind the cursor, which then is at the new node.</summary>
    private static void Insert<THeap, TRef>(THeap heap, ref ListFrame<TRef> frame, TypeHandle type, long serial)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Node, type);
        heap.SetWord(frame.Node, Serial, serial);
        TRef after = heap.Borrow(frame.Cursor, Next);
        heap.Store(frame.Node, Next, after);
        heap.Store(frame.Node, Previous, frame.Cursor);
        heap.Store(after, Previous, frame.Node);
        heap.Store(frame.Cursor, Next, frame.Node);
        heap.Take(ref frame.Cursor, heap.Move(ref frame.Node));
    }

    /// <summary>Removes the node behind the cursor; the sentinel is passed over.</summary>
    /// <returns>The serial number of the node.</returns>
    private static long Remove<THeap, TRef>(THeap heap, ref ListFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (heap.Same(heap.Borrow(frame.Cursor, Next), frame.Sentinel))
        {
            heap.Copy(ref frame.Cursor, frame.Sentinel);
        }

        heap.Load(ref frame.Node, frame.Cursor, Next);
        TRef after = heap.Borrow(frame.Node, Next);
        heap.Store(frame.Cursor, Next, after);
        heap.Store(after, Previous, frame.Cursor);
        heap.Store(frame.Node, Next, default);
        heap.Store(frame.Node, Previous, default);
        long serial = heap.GetWord(frame.Node, Serial);
        heap.Clear(ref frame.Node);
        return serial;
    }

    /// <summary>Moves the cursor by a few nodes, forward or back.</summary>
    /// <returns>What was drawn.</returns>
    private static long Wander<THeap, TRef>(THeap heap, ref ListFrame<TRef> frame, ref Xoshiro256 random)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int drawn = Uniform.Below(ref random, SkipBound * Directions);
        int direction = drawn % Directions == 0 ? Next : Previous;
        TRef cursor = frame.Cursor;
        for (int skip = drawn / Directions; skip > 0; skip--)
        {
            cursor = heap.Borrow(cursor, direction);
        }

        heap.Copy(ref frame.Cursor, cursor);
        return drawn;
    }

    /// <summary>Reads all nodes in one direction.</summary>
    private static ulong Read<THeap, TRef>(THeap heap, TRef sentinel, int direction)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        TRef node = heap.Borrow(sentinel, direction);
        while (!heap.Same(node, sentinel))
        {
            digest.Add(heap.GetWord(node, Serial));
            node = heap.Borrow(node, direction);
        }

        return digest.Value;
    }

    private ref struct ListFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Sentinel;
        public TRef Cursor;
        public TRef Node;
    }
}
