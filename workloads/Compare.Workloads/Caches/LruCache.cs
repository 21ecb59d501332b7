using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Caches.LruSettings;

namespace Compare.Workloads.Caches;

/// <summary>A cache that evicts the entry used least recently: objects die in middle age, which generations dislike.</summary>
/// <remarks>
/// Eviction unlinks an entry fully: its chain and its neighbours no longer refer to it, and it refers to no other entry.
/// So counting reclaims it at once, and a dead old entry keeps no younger one alive. The entries that are left when the run
/// ends are dropped with their sentinel as one big cycle, as a program drops a cache.
/// </remarks>
public sealed class LruCache : IWorkload
{
    private static readonly ObjectType s_value = new(
        "LruCache.Value", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [CapacityKey] = "200", [OperationsKey] = "5000" },
        new Dictionary<string, string> { [CapacityKey] = "500000", [OperationsKey] = "5000000", [SkewKey] = "0.6" });

    /// <inheritdoc/>
    public string Name => "lru-cache";

    /// <inheritdoc/>
    public string Summary =>
        "Death in middle age and stores of young references into old objects: a cache of values of graded size under Zipf keys.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; a hash table with chaining and a doubly linked ring in order of use, 10 keys for each entry, skew 0.9.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(CapacityKey, ParameterKind.Integer, "Entries that the cache holds.", "50000")
        {
            Minimum = 1,
            Maximum = 1 << 20,
        },
        new(OperationsKey, ParameterKind.Integer, "Requests; each finds an entry or makes one.", "500000")
        {
            Minimum = 1,
            Maximum = 1e9,
        },
        new(SkewKey, ParameterKind.Number, "Exponent of the Zipf distribution of the keys; 0 is uniform.", "0.9")
        {
            Minimum = 0,
            Maximum = 3,
        },
        new(KeysKey, ParameterKind.Integer, "Different keys; 10 for each entry when absent.", Default: null)
        {
            Minimum = 1,
            Maximum = 1 << 24,
        },
        new(ValueKey, ParameterKind.Bytes, "Largest value; half of the values have at most 64 bytes, a quarter up to 128, and so on.", "4KiB")
        {
            Minimum = 64,
            Maximum = 1 << 20,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        LruSettings settings = LruSettings.From(parameters);
        LruRequests requests = new(settings, seed);
        LruModel model = new(settings.Capacity, settings.Keys);
        long misses = 0;
        long valueBytes = 0;
        for (long i = 0; i < settings.Operations; i++)
        {
            int rank = requests.Next();
            if (!model.Request(rank))
            {
                misses++;
                valueBytes += s_value.NominalBytes(requests.ValueBytes(requests.Key(rank)));
            }
        }

        long liveValueBytes = 0;
        for (int rank = 1; rank <= settings.Keys; rank++)
        {
            liveValueBytes += model.Contains(rank) ? s_value.NominalBytes(requests.ValueBytes(requests.Key(rank))) : 0;
        }

        // Besides entries and values: the table with its chains, and the sentinel.
        const int Others = 2;
        long entryBytes = LruLinks.Entry.NominalBytes(0);
        long otherBytes = entryBytes + LruLinks.Table.NominalBytes(0)
            + LruLinks.Table.NominalBufferBytes(LruLinks.Chains, settings.Chains);
        return new(
            Others + (2 * misses),
            otherBytes + (misses * entryBytes) + valueBytes,
            Others + (2L * model.Count),
            otherBytes + (model.Count * entryBytes) + liveValueBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        LruSettings settings = LruSettings.From(run.Parameters);
        LruRequests requests = new(settings, run.Seed);
        TypeHandle entryType = heap.Register(LruLinks.Entry);
        TypeHandle valueType = heap.Register(s_value);
        uint chainMask = (uint)settings.Chains - 1;
        Digest digest = default;
        CacheFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("empty cache");
        heap.New(ref frame.Table, heap.Register(LruLinks.Table));
        heap.ResizeBuffer(ref frame.Table, LruLinks.Chains, settings.Chains);
        heap.New(ref frame.Sentinel, entryType);
        LruLinks.Close(heap, frame.Sentinel);

        run.Phase("requests");
        long hits = 0;
        long misses = 0;
        while (hits + misses < settings.Operations)
        {
            ulong key = requests.Key(requests.Next());
            int chain = (int)((uint)key & chainMask);
            TRef found = LruLinks.Find(heap, frame.Table, chain, (long)key);
            digest.Add(key);
            if (!heap.IsNull(found))
            {
                hits++;
                LruLinks.MoveToFront(heap, frame.Sentinel, found);
                digest.Add(ReadValue<THeap, TRef>(heap, found));
            }
            else
            {
                if (misses >= settings.Capacity)
                {
                    EvictOldest<THeap, TRef>(heap, ref frame, chainMask);
                }

                misses++;
                NewValue(heap, ref frame.Value, valueType, requests.ValueBytes(key), (byte)key);
                Insert<THeap, TRef>(heap, ref frame, entryType, chain, (long)key);
            }

            heap.SafePoint();
        }

        run.Peak();
        digest.Add(hits);
        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void EvictOldest<THeap, TRef>(THeap heap, ref CacheFrame<TRef> frame, uint chainMask)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Copy(ref frame.Entry, LruLinks.Oldest(heap, frame.Sentinel));
        int chain = (int)((uint)heap.GetWord(frame.Entry, LruLinks.Key) & chainMask);
        LruLinks.RemoveFromChain(heap, frame.Table, chain, frame.Entry);
        LruLinks.RemoveFromRing(heap, frame.Entry);
        heap.Clear(ref frame.Entry);
    }

    private static void NewValue<THeap, TRef>(THeap heap, ref TRef local, TypeHandle type, int length, byte content)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.NewArray(ref local, type, length);
        heap.ElementBytes(local).Fill(content);
    }

    /// <summary>Makes an entry of the frame's value, which becomes null as all locals of the request.</summary>
    private static void Insert<THeap, TRef>(THeap heap, ref CacheFrame<TRef> frame, TypeHandle type, int chain, long key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Entry, type);
        heap.SetWord(frame.Entry, LruLinks.Key, key);
        heap.StoreTake(frame.Entry, LruLinks.Value, heap.Move(ref frame.Value));
        LruLinks.AddToChain(heap, frame.Table, chain, frame.Entry);
        LruLinks.AddToRing(heap, frame.Sentinel, frame.Entry);
        heap.Clear(ref frame.Entry);
    }

    private static long ReadValue<THeap, TRef>(THeap heap, TRef entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<byte> bytes = heap.ElementBytes(heap.Borrow(entry, LruLinks.Value));
        return ((long)bytes.Length << 16) | ((long)bytes[0] << 8) | bytes[^1];
    }

    private ref struct CacheFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef Sentinel;
        public TRef Entry;
        public TRef Value;
    }
}
