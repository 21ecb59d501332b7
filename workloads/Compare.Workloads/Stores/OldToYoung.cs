using System.Collections;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Stores;

/// <summary>
/// Stores all over a large set of old objects, some of them of references to young ones: the cost of the write barrier.
/// </summary>
/// <remarks>
/// Each store hits a random field of a random old object, so that cards and remembered sets find no locality. A young object is
/// stored until it has been into <c>fan-in</c> fields, then the next one is allocated; it dies when the last of its fields has
/// been overwritten, long after any nursery, and counting reclaims it then. The other stores copy references between old
/// objects: a barrier that filters by generation has nothing to remember for them, one that marks cards pays all the same, and
/// counting pays twice. They also tie the old objects into cycles, which are dropped at the end.
/// </remarks>
public sealed class OldToYoung : IWorkload
{
    private const string LiveKey = "live";
    private const string StoresKey = "stores";
    private const string FanInKey = "fan-in";
    private const string YoungKey = "young";

    private const int Fields = 4;
    private const int Items = 0;
    private const int Serial = 0;
    private const int Nobody = -1;

    private static readonly ObjectType s_old = new("OldToYoung.Old", PythonKind.SlotsInstance, Fields, words: 1);

    private static readonly ObjectType s_young = new("OldToYoung.Young", PythonKind.SlotsInstance, references: 1, words: 1);

    private static readonly ObjectType s_table = new("OldToYoung.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [LiveKey] = "20KiB", [StoresKey] = "10000" },
        new Dictionary<string, string> { [LiveKey] = "512MiB", [StoresKey] = "50000000" });

    /// <inheritdoc/>
    public string Name => "old-to-young";

    /// <inheritdoc/>
    public string Summary =>
        "The write barrier and what it remembers: random stores into a large old set, a share of them of young references.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; after the pointer mutations of GCOld, with fan-in 1 to 64 and 0 to 100 % stores of young references.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(LiveKey, ParameterKind.Bytes, "Nominal size of the old objects, which have four fields each.", "64MiB")
        {
            Minimum = 1 << 10,
            Maximum = 4L << 30,
        },
        new(StoresKey, ParameterKind.Integer, "Stores.", "10000000") { Minimum = 1, Maximum = 2e9 },
        new(FanInKey, ParameterKind.Integer, "Stores that each young object gets.", "4") { Minimum = 1, Maximum = 64 },
        new(YoungKey, ParameterKind.Number, "Share of the stores that are of young references, 0 to 1.", "0.5")
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
        Settings settings = Settings.From(parameters);
        Xoshiro256 random = new(seed);
        int[] fields = new int[settings.OldObjects * Fields];
        Array.Fill(fields, Nobody);
        int youngObjects = 0;
        int stored = settings.FanIn;
        for (long i = 0; i < settings.Stores; i++)
        {
            int field = Uniform.Below(ref random, fields.Length);
            fields[field] = Nobody;
            if (!Uniform.Chance(ref random, settings.YoungShare))
            {
                random.Next();
                continue;
            }

            if (stored == settings.FanIn)
            {
                youngObjects++;
                stored = 0;
            }

            stored++;
            fields[field] = youngObjects - 1;
        }

        BitArray live = new(youngObjects);
        foreach (int young in fields)
        {
            if (young != Nobody)
            {
                live.Set(young, true);
            }
        }

        int liveYoung = live.Cast<bool>().Count(isLive => isLive);
        long oldBytes = (settings.OldObjects * s_old.NominalBytes(0))
            + s_table.NominalBytes(0) + s_table.NominalBufferBytes(Items, settings.OldObjects);
        long youngBytes = s_young.NominalBytes(0);
        long oldObjects = settings.OldObjects + 1L;
        return new(
            oldObjects + youngObjects,
            oldBytes + (youngObjects * youngBytes),
            oldObjects + liveYoung,
            oldBytes + (liveYoung * youngBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Settings settings = Settings.From(run.Parameters);
        TypeHandle youngType = heap.Register(s_young);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        StoreFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("old objects");
        BuildOld<THeap, TRef>(heap, ref frame, settings.OldObjects);

        run.Phase("stores");
        long youngObjects = 0;
        int stored = settings.FanIn;
        for (long i = 0; i < settings.Stores; i++)
        {
            int place = Uniform.Below(ref random, settings.OldObjects * Fields);
            bool isYoung = Uniform.Chance(ref random, settings.YoungShare);
            if (isYoung && stored == settings.FanIn)
            {
                heap.New(ref frame.Young, youngType);
                heap.SetWord(frame.Young, Serial, youngObjects);
                youngObjects++;
                stored = 0;
            }

            TRef old = heap.BorrowItem(frame.Table, Items, place / Fields);
            TRef before = heap.Borrow(old, place % Fields);
            digest.Add(place);
            digest.Add(heap.IsNull(before) ? Nobody : heap.GetWord(before, Serial));
            if (isYoung)
            {
                stored++;
                heap.Store(old, place % Fields, frame.Young);
            }
            else
            {
                int other = Uniform.Below(ref random, settings.OldObjects);
                heap.Store(old, place % Fields, heap.BorrowItem(frame.Table, Items, other));
            }

            heap.SafePoint();
        }

        heap.Clear(ref frame.Young);
        run.Peak();
        digest.Add(ReadAll<THeap, TRef>(heap, frame.Table));
        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void BuildOld<THeap, TRef>(THeap heap, ref StoreFrame<TRef> frame, int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle type = heap.Register(s_old);
        heap.New(ref frame.Table, heap.Register(s_table));
        heap.ResizeBuffer(ref frame.Table, Items, count);
        for (int i = 0; i < count; i++)
        {
            heap.New(ref frame.Old, type);
            heap.SetWord(frame.Old, Serial, i);
            heap.StoreItemTake(frame.Table, Items, i, heap.Move(ref frame.Old));
            heap.SafePoint();
        }
    }

    /// <summary>Reads what every field refers to.</summary>
    private static ulong ReadAll<THeap, TRef>(THeap heap, TRef table)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        int count = heap.BufferLength(table, Items);
        for (int i = 0; i < count * Fields; i++)
        {
            TRef value = heap.Borrow(heap.BorrowItem(table, Items, i / Fields), i % Fields);
            digest.Add(heap.IsNull(value) ? Nobody : heap.GetWord(value, Serial));
        }

        return digest.Value;
    }

    private readonly record struct Settings(int OldObjects, long Stores, int FanIn, double YoungShare)
    {
        public static Settings From(ParameterValues parameters) => new(
            (int)(parameters.Integer(LiveKey) / s_old.NominalBytes(0)),
            parameters.Integer(StoresKey),
            (int)parameters.Integer(FanInKey),
            parameters.Number(YoungKey));
    }

    private ref struct StoreFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef Old;
        public TRef Young;
    }
}
