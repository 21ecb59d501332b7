using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Cycles;

/// <summary>
/// Components of subjects and observers that know each other through lists, dropped whole: detached properly before that, or
/// left as the web of cycles that forgotten observers are.
/// </summary>
/// <remarks>
/// As many observers as subjects; an observer watches <c>fan-out</c> subjects that follow one another in the circle of all, so
/// every subject has as many observers and the whole component hangs together. Lists grow by doubling as observers come. A
/// component that detaches its observers (each leaves the lists of its subjects and forgets them) is reclaimed by counting at
/// once, at the price of the detaching; one that does not waits for a collector of cycles, which has to see through many short
/// cycles per object. A tracing collector gains nothing from the detaching.
/// </remarks>
public sealed class ObserverWeb : IWorkload
{
    private const string ComponentsKey = "components";
    private const string SubjectsKey = "subjects";
    private const string FanOutKey = "fan-out";
    private const string DetachKey = "detach";

    /// <summary>Reference of a party to the list of its peers: a subject's observers, an observer's subjects.</summary>
    private const int Peers = 0;
    private const int State = 0;
    private const int Items = 0;

    /// <summary>Subjects and observers.</summary>
    private const int Roles = 2;
    private const int FirstCapacity = 4;

    private static readonly ObjectType s_party = new("ObserverWeb.Party", PythonKind.SlotsInstance, references: 1, words: 1);

    private static readonly ObjectType s_list = new("ObserverWeb.List", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [ComponentsKey] = "20", [SubjectsKey] = "20", [FanOutKey] = "5" },
        new Dictionary<string, string> { [ComponentsKey] = "100000", [SubjectsKey] = "200", [FanOutKey] = "10" });

    /// <inheritdoc/>
    public string Name => "observer-web";

    /// <inheritdoc/>
    public string Summary =>
        "Many short cycles through lists that die as one: subjects and observers, a share of them properly detached before.";

    /// <inheritdoc/>
    public string Source => "Ours; the observer pattern of the textbooks, its lists in both directions.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(ComponentsKey, ParameterKind.Integer, "Components built and dropped, one after the other.", "20000")
        {
            Minimum = 1,
            Maximum = 1e8,
        },
        new(SubjectsKey, ParameterKind.Integer, "Subjects of a component; it has as many observers.", "100")
        {
            Minimum = 1,
            Maximum = 1e6,
        },
        new(FanOutKey, ParameterKind.Integer, "Subjects that an observer watches; not more than there are.", "10")
        {
            Minimum = 1,
            Maximum = 1e4,
        },
        new(DetachKey, ParameterKind.Number, "Share of the components that detach their observers before the end, 0 to 1.", "0.5")
        {
            Minimum = 0,
            Maximum = 1,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long components = parameters.Integer(ComponentsKey);
        long subjects = parameters.Integer(SubjectsKey);
        long fanOut = parameters.Integer(FanOutKey);
        if (fanOut > subjects)
        {
            throw new ParameterException(
                $"workload observer-web: parameter '{FanOutKey}' is {fanOut}, but '{SubjectsKey}' is only {subjects}.");
        }

        int capacity = FirstCapacity;
        long grown = s_list.NominalBufferBytes(Items, capacity);
        while (capacity < fanOut)
        {
            capacity *= 2;
            grown += s_list.NominalBufferBytes(Items, capacity);
        }

        // A component: a list of all parties, and each party with the list of its peers.
        long parties = subjects * Roles;
        long objects = 1 + (parties * 2);
        long fixedBytes = s_list.NominalBytes(0) + s_list.NominalBufferBytes(Items, (int)parties)
            + (parties * (s_party.NominalBytes(0) + s_list.NominalBytes(0)));
        return new(
            components * objects,
            components * (fixedBytes + (parties * grown)),
            objects,
            fixedBytes + (parties * s_list.NominalBufferBytes(Items, capacity)));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long components = run.Parameters.Integer(ComponentsKey);
        int subjects = (int)run.Parameters.Integer(SubjectsKey);
        int fanOut = (int)run.Parameters.Integer(FanOutKey);
        double detachShare = run.Parameters.Number(DetachKey);
        Types types = new(heap.Register(s_party), heap.Register(s_list));
        Digest digest = default;
        WebFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("components");
        for (long component = 0; component < components; component++)
        {
            BuildParties(heap, ref frame, types, subjects, component);
            for (int observer = 0; observer < subjects; observer++)
            {
                Attach(heap, ref frame, subjects, observer, fanOut);
                heap.SafePoint();
            }

            if (component == components - 1)
            {
                run.Peak();
            }

            digest.Add(Notify<THeap, TRef>(heap, frame.Parties, subjects));
            if (EvenShare.Chooses(component, detachShare))
            {
                for (int observer = 0; observer < subjects; observer++)
                {
                    digest.Add(Detach(heap, ref frame, subjects + observer));
                }
            }

            heap.Clear(ref frame.Parties);
            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Makes subjects and, after them, observers; none knows another.</summary>
    private static void BuildParties<THeap, TRef>(THeap heap, ref WebFrame<TRef> frame, Types types, int subjects, long component)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Parties, types.List);
        heap.ResizeBuffer(ref frame.Parties, Items, subjects * Roles);
        heap.SetCount(frame.Parties, Items, subjects * Roles);
        for (int i = 0; i < subjects * Roles; i++)
        {
            heap.New(ref frame.Party, types.Party);
            heap.SetWord(frame.Party, State, component + i);
            heap.New(ref frame.Peers, types.List);
            heap.StoreTake(frame.Party, Peers, heap.Move(ref frame.Peers));
            heap.StoreItemTake(frame.Parties, Items, i, heap.Move(ref frame.Party));
            heap.SafePoint();
        }
    }

    /// <summary>Makes an observer and its subjects known to each other.</summary>
    private static void Attach<THeap, TRef>(THeap heap, ref WebFrame<TRef> frame, int subjects, int observer, int fanOut)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = 0; i < fanOut; i++)
        {
            int subject = (observer + i) % subjects;
            AddPeer(heap, ref frame, subject, subjects + observer);
            AddPeer(heap, ref frame, subjects + observer, subject);
        }
    }

    private static void AddPeer<THeap, TRef>(THeap heap, ref WebFrame<TRef> frame, int party, int peer)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Load(ref frame.Peers, heap.BorrowItem(frame.Parties, Items, party), Peers);
        int count = heap.GetCount(frame.Peers, Items);
        if (count == heap.BufferLength(frame.Peers, Items))
        {
            heap.ResizeBuffer(ref frame.Peers, Items, Math.Max(FirstCapacity, count * 2));
        }

        heap.StoreItem(frame.Peers, Items, count, heap.BorrowItem(frame.Parties, Items, peer));
        heap.SetCount(frame.Peers, Items, count + 1);
        heap.Clear(ref frame.Peers);
    }

    /// <summary>Lets every subject tell its observers its state, which they add to their own.</summary>
    /// <returns>A hash of what the observers hold then.</returns>
    private static ulong Notify<THeap, TRef>(THeap heap, TRef parties, int subjects)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        for (int i = 0; i < subjects; i++)
        {
            TRef subject = heap.BorrowItem(parties, Items, i);
            TRef observers = heap.Borrow(subject, Peers);
            int count = heap.GetCount(observers, Items);
            for (int j = 0; j < count; j++)
            {
                TRef observer = heap.BorrowItem(observers, Items, j);
                long state = heap.GetWord(observer, State) + heap.GetWord(subject, State);
                heap.SetWord(observer, State, state);
                digest.Add(state);
            }
        }

        return digest.Value;
    }

    /// <summary>Takes an observer out of the lists of its subjects and empties its own.</summary>
    /// <returns>The sum of the places where it stood.</returns>
    private static long Detach<THeap, TRef>(THeap heap, ref WebFrame<TRef> frame, int party)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Copy(ref frame.Party, heap.BorrowItem(frame.Parties, Items, party));
        heap.Load(ref frame.Peers, frame.Party, Peers);
        long places = 0;
        int count = heap.GetCount(frame.Peers, Items);
        for (int i = 0; i < count; i++)
        {
            places += RemovePeer(heap, heap.Borrow(heap.BorrowItem(frame.Peers, Items, i), Peers), frame.Party);
        }

        heap.ResizeBuffer(ref frame.Peers, Items, 0);
        heap.Clear(ref frame.Peers);
        heap.Clear(ref frame.Party);
        heap.SafePoint();
        return places;
    }

    /// <summary>Removes a party from a list that has it; the last one takes its place.</summary>
    /// <returns>The place.</returns>
    private static int RemovePeer<THeap, TRef>(THeap heap, TRef list, TRef peer)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int place = 0;
        while (!heap.Same(heap.BorrowItem(list, Items, place), peer))
        {
            place++;
        }

        int last = heap.GetCount(list, Items) - 1;
        heap.StoreItem(list, Items, place, heap.BorrowItem(list, Items, last));
        heap.StoreItem(list, Items, last, default);
        heap.SetCount(list, Items, last);
        return place;
    }

    private readonly record struct Types(TypeHandle Party, TypeHandle List);

    private ref struct WebFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Parties;
        public TRef Party;
        public TRef Peers;
    }
}
