using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Weak.WeakCacheRequests;

namespace Compare.Workloads.Weak;

/// <summary>
/// A cache that keeps its values by weak references only: owners drop values at a clear rate, lookups turn weak references into
/// strong ones while the engine may be clearing them.
/// </summary>
/// <remarks>
/// <para>When a dropped value is gone depends on the engine: at once where references are counted, after a collection where they
/// are not, never where nothing is reclaimed. So the program knows from its table of owners which values are there. A lookup of
/// an owned value must find it; one of a dropped value takes what the weak reference still gives, holds it while it makes the new
/// value and looks whether it is whole, and the answer does not say how often there was one.</para>
/// <para>No value is in a cycle: counting reclaims each with the store that drops it, and clears the weak reference there.</para>
/// </remarks>
public sealed class WeakCache : IWorkload
{
    private const string PayloadKey = "payload";
    private const string CallbackKey = "callback";
    private const string NoCallback = "none";
    private const string EmptyCallback = "empty";

    private const int Items = 0;
    private const int Payload = 0;
    private const int Stamp = 0;

    private static readonly ObjectType s_table = new("WeakCache.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly ObjectType s_value = new(
        "WeakCache.Value", PythonKind.SlotsInstance, references: 1, words: 1, traits: ObjectTraits.WeaklyReferenceable);

    private static readonly ObjectType s_payload = new(
        "WeakCache.Payload", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [EntriesKey] = "300", [OperationsKey] = "3000" },
        new Dictionary<string, string> { [EntriesKey] = "1000000", [OperationsKey] = "10000000", [SkewKey] = "0.6" });

    /// <inheritdoc/>
    public string Name => "weak-cache";

    /// <inheritdoc/>
    public string Summary =>
        "Weak references in numbers: clearing them, and lookups that make strong references of them meanwhile.";

    /// <inheritdoc/>
    public string Source => "Ours; 10^4 to 10^6 entries under Zipf keys, a fifth of the requests drops a value.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(EntriesKey, ParameterKind.Integer, "Entries of the cache, each with a weak reference once it was asked for.", "50000")
        {
            Minimum = 1,
            Maximum = 1 << 22,
        },
        new(OperationsKey, ParameterKind.Integer, "Requests; each looks a value up or drops one.", "4000000")
        {
            Minimum = 1,
            Maximum = 1e9,
        },
        new(ClearKey, ParameterKind.Number, "Share of the requests that drop the value, the weak reference stays.", "0.2")
        {
            Minimum = 0,
            Maximum = 1,
        },
        new(SkewKey, ParameterKind.Number, "Exponent of the Zipf distribution of the requests; 0 is uniform.", "0.9")
        {
            Minimum = 0,
            Maximum = 3,
        },
        new(PayloadKey, ParameterKind.Bytes, "Content of a value.", "64") { Minimum = 1, Maximum = 1 << 20 },
        new(CallbackKey, ParameterKind.Choice, "Whether weak references have no callback, or one that does nothing.", NoCallback)
        {
            Choices = [NoCallback, EmptyCallback],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public string? NotApplicable(EngineTraits traits, ParameterValues parameters) =>
        traits.HasWeakReferences ? null : "The engine has no weak references.";

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        WeakCacheRequests requests = new(parameters, seed);
        bool[] isKnown = new bool[requests.Entries];
        bool[] isOwned = new bool[requests.Entries];
        long misses = 0;
        for (long i = 0; i < requests.Operations; i++)
        {
            int entry = requests.Next(out bool drops);
            misses += drops || isOwned[entry] ? 0 : 1;
            isOwned[entry] = !drops;
            isKnown[entry] |= !drops;
        }

        const int Tables = 2;
        long tableBytes = Tables * (s_table.NominalBytes(0) + s_table.NominalBufferBytes(Items, requests.Entries));
        long weakBytes = ObjectType.WeakReference.NominalBytes(0);
        long valueBytes = s_value.NominalBytes(0) + s_payload.NominalBytes((int)parameters.Integer(PayloadKey));
        long known = isKnown.LongCount(one => one);
        long owned = isOwned.LongCount(one => one);
        return new(
            Tables + (3 * misses),
            tableBytes + (misses * (weakBytes + valueBytes)),
            Tables + known + (2 * owned),
            tableBytes + (known * weakBytes) + (owned * valueBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        WeakCacheRequests requests = new(run.Parameters, run.Seed);
        CacheTypes types = new(
            heap.Register(s_value), heap.Register(s_payload), (int)run.Parameters.Integer(PayloadKey),
            run.Parameters.Text(CallbackKey) == EmptyCallback ? 1 : 0);
        TypeHandle table = heap.Register(s_table);
        heap.SetWeakCallback(static (ref _, _) => { });
        Digest digest = default;
        CacheFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("empty cache");
        heap.New(ref frame.Cache, table);
        heap.ResizeBuffer(ref frame.Cache, Items, requests.Entries);
        heap.New(ref frame.Owners, table);
        heap.ResizeBuffer(ref frame.Owners, Items, requests.Entries);

        run.Phase("requests");
        long hits = 0;
        long broken = 0;
        for (long i = 0; i < requests.Operations; i++)
        {
            int entry = requests.Next(out bool drops);
            digest.Add(drops ? ~(long)entry : entry);
            if (drops)
            {
                heap.StoreItem(frame.Owners, Items, entry, default);
            }
            else if (TryHit<THeap, TRef>(heap, ref frame, entry))
            {
                hits++;
                digest.Add(heap.GetWord(frame.Value, Stamp));
                broken += IsWhole<THeap, TRef>(heap, frame.Value, entry, requests.Entries) ? 0 : 1;
                heap.Clear(ref frame.Value);
            }
            else
            {
                Make<THeap, TRef>(heap, ref frame, in types, entry, (i * requests.Entries) + entry);

                // What was dropped is alive while it is held, and as it was.
                broken += heap.IsNull(frame.Value) || IsWhole<THeap, TRef>(heap, frame.Value, entry, requests.Entries) ? 0 : 1;
                heap.Clear(ref frame.Value);
            }

            heap.SafePoint();
        }

        run.Peak();
        digest.Add(hits);
        digest.Add(broken);
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Loads what the weak reference of an entry gives into the frame's value.</summary>
    /// <returns>True when an owner has the value too, and it is the same.</returns>
    private static bool TryHit<THeap, TRef>(THeap heap, ref CacheFrame<TRef> frame, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef weak = heap.BorrowItem(frame.Cache, Items, entry);
        if (heap.IsNull(weak))
        {
            return false;
        }

        heap.LoadWeak(ref frame.Value, weak);
        TRef owned = heap.BorrowItem(frame.Owners, Items, entry);
        return !heap.IsNull(owned) && heap.Same(owned, frame.Value);
    }

    /// <summary>Makes a value for an entry and gives it an owner.</summary>
    private static void Make<THeap, TRef>(THeap heap, ref CacheFrame<TRef> frame, in CacheTypes types, int entry, long stamp)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Fresh, types.Value);
        heap.SetWord(frame.Fresh, Stamp, stamp);
        heap.NewArray(ref frame.Part, types.Payload, types.PayloadBytes);
        heap.ElementBytes(frame.Part).Fill((byte)stamp);
        heap.StoreTake(frame.Fresh, Payload, heap.Move(ref frame.Part));
        heap.NewWeak(ref frame.Part, ref frame.Fresh, types.Tag);
        heap.StoreItemTake(frame.Cache, Items, entry, heap.Move(ref frame.Part));
        heap.StoreItemTake(frame.Owners, Items, entry, heap.Move(ref frame.Fresh));
    }

    /// <summary>Tells whether a value belongs to an entry and has its content.</summary>
    private static bool IsWhole<THeap, TRef>(THeap heap, TRef value, int entry, int entries)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long stamp = heap.GetWord(value, Stamp);
        Span<byte> content = heap.ElementBytes(heap.Borrow(value, Payload));
        return stamp % entries == entry && content[0] == (byte)stamp && content[^1] == (byte)stamp;
    }

    /// <summary>What a value is made of; the tag of its weak reference is 0 for no callback.</summary>
    private readonly record struct CacheTypes(TypeHandle Value, TypeHandle Payload, int PayloadBytes, long Tag);

    private ref struct CacheFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Cache;
        public TRef Owners;
        public TRef Value;
        public TRef Fresh;
        public TRef Part;
    }
}
