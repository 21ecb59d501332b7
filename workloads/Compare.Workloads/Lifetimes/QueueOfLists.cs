using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lifetimes;

/// <summary>Lists in a ring, the oldest replaced by the newest: no object dies young, which generations bet against.</summary>
/// <remarks>
/// Every cell lives exactly as long as the ring takes to go round. Counting reclaims the oldest list at once, cell by cell in
/// one pause that grows with its length; a copying nursery promotes every cell before it dies. With popular objects (pueue)
/// every cell of a list also refers to one of a few objects, whose counters and remembered sets become hot. Numbers lie in
/// the cell itself as in the original's translation to Java.
/// </remarks>
public sealed class QueueOfLists : IWorkload
{
    private const string Lists = "lists";
    private const string Cells = "cells";
    private const string Ring = "ring";
    private const string Popular = "popular";

    private const int Rest = 0;
    private const int First = 1;
    private const int Number = 0;
    private const int Items = 0;

    private static readonly ObjectType s_numberCell = new("Queue.NumberCell", PythonKind.SlotsInstance, references: 1, words: 1);
    private static readonly ObjectType s_popularCell = new("Queue.PopularCell", PythonKind.SlotsInstance, references: 2);
    private static readonly ObjectType s_popular = new(
        "Queue.Popular", PythonKind.SlotsInstance, words: 1, traits: ObjectTraits.Acyclic);

    private static readonly ObjectType s_ring = new("Queue.Ring", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Lists] = "30", [Cells] = "150", [Ring] = "8" },
        new Dictionary<string, string> { [Lists] = "400", [Cells] = "1000000" });

    /// <inheritdoc/>
    public string Name => "queue";

    /// <inheritdoc/>
    public string Summary =>
        "First in, first out: long lists live equally long and die in the order of their birth, at will with popular objects.";

    /// <inheritdoc/>
    public string Source =>
        "Queue3 and Pueue4 of Larceny's benchmarks by Clinger, published with lists 1000, cells 1000000, ring 10 and popular 10 "
        + "(or ring 50 and popular 50); popular 0 is queue, 1 or more is pueue; the default has shorter lists.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Lists, ParameterKind.Integer, "Lists allocated one after the other (m).", "200") { Minimum = 1, Maximum = 1e6 },
        new(Cells, ParameterKind.Integer, "Length of a list, cells (n).", "100000") { Minimum = 1, Maximum = 1e8 },
        new(Ring, ParameterKind.Integer, "Lists that the ring holds (k).", "10") { Minimum = 1, Maximum = 1e5 },
        new(Popular, ParameterKind.Integer, "Objects that cells refer to, one in each list (p); 0 for numbers.", "0")
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
        long lists = parameters.Integer(Lists);
        long cells = parameters.Integer(Cells);
        int ring = (int)parameters.Integer(Ring);
        int popular = (int)parameters.Integer(Popular);
        long cellBytes = (popular > 0 ? s_popularCell : s_numberCell).NominalBytes(0);
        long others = popular > 0 ? 2 + popular : 1;
        long otherBytes = RingBytes(ring) + (popular > 0 ? RingBytes(popular) + (popular * s_popular.NominalBytes(0)) : 0);

        // The last list is complete before it takes the place of the oldest.
        long live = (Math.Min(lists - 1, ring) + 1) * cells;
        return new(
            others + (lists * cells),
            otherBytes + (lists * cells * cellBytes),
            others + live,
            otherBytes + (live * cellBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long lists = run.Parameters.Integer(Lists);
        long cells = run.Parameters.Integer(Cells);
        int ring = (int)run.Parameters.Integer(Ring);
        int popular = (int)run.Parameters.Integer(Popular);
        TypeHandle cell = heap.Register(popular > 0 ? s_popularCell : s_numberCell);
        TypeHandle ringType = heap.Register(s_ring);
        Digest digest = default;
        RingFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("popular objects");
        NewRing(heap, ref frame.Ring, ringType, ring);
        if (popular > 0)
        {
            NewRing(heap, ref frame.Popular, ringType, popular);
            MakePopular<THeap, TRef>(heap, ref frame, popular);
        }

        run.Phase("lists");
        int place = 0;
        for (long left = lists; left > 0; left--)
        {
            if (popular > 0)
            {
                heap.LoadItem(ref frame.Shared, frame.Popular, Items, place % popular);
            }

            MakeList<THeap, TRef>(heap, ref frame, cell, cells);
            if (left == 1)
            {
                run.Peak();
            }

            heap.StoreItemTake(frame.Ring, Items, place, heap.Move(ref frame.List));
            place = (place + 1) % ring;
            heap.SafePoint();
        }

        for (int i = 0; i < ring; i++)
        {
            Read<THeap, TRef>(heap, heap.BorrowItem(frame.Ring, Items, i), popular > 0, ref digest);
        }

        digest.Add(lists);
        heap.Leave(ref frame);
        return digest.Value;
    }

    private static long RingBytes(int places) => s_ring.NominalBytes(0) + s_ring.NominalBufferBytes(Items, places);

    private static void NewRing<THeap, TRef>(THeap heap, ref TRef local, TypeHandle type, int places)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref local, type);
        heap.ResizeBuffer(ref local, Items, places);
        heap.SetCount(local, Items, places);
    }

    private static void MakePopular<THeap, TRef>(THeap heap, ref RingFrame<TRef> frame, int popular)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle type = heap.Register(s_popular);
        for (int i = 0; i < popular; i++)
        {
            heap.New(ref frame.Shared, type);
            heap.SetWord(frame.Shared, Number, i);
            heap.StoreItemTake(frame.Popular, Items, i, heap.Move(ref frame.Shared));
            heap.SafePoint();
        }
    }

    /// <summary>Leaves a list in the frame; its cells hold 1 to n, or all of them the shared object if there is one.</summary>
    private static void MakeList<THeap, TRef>(THeap heap, ref RingFrame<TRef> frame, TypeHandle cell, long cells)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        bool shares = !heap.IsNull(frame.Shared);
        for (long number = cells; number > 0; number--)
        {
            heap.New(ref frame.Cell, cell);
            if (shares)
            {
                heap.Store(frame.Cell, First, frame.Shared);
            }
            else
            {
                heap.SetWord(frame.Cell, Number, number);
            }

            heap.StoreTake(frame.Cell, Rest, heap.Move(ref frame.List));
            heap.Take(ref frame.List, heap.Move(ref frame.Cell));
            heap.SafePoint();
        }
    }

    /// <summary>Adds the length of a list and the sum of its numbers to the digest.</summary>
    private static void Read<THeap, TRef>(THeap heap, TRef list, bool shares, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long length = 0;
        long sum = 0;
        for (TRef cell = list; !heap.IsNull(cell); cell = heap.Borrow(cell, Rest))
        {
            length++;
            sum += heap.GetWord(shares ? heap.Borrow(cell, First) : cell, Number);
        }

        digest.Add(length);
        digest.Add(sum);
    }

    private ref struct RingFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Ring;
        public TRef Popular;
        public TRef Shared;
        public TRef List;
        public TRef Cell;
    }
}
