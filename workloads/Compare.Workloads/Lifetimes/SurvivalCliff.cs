using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lifetimes;

/// <summary>
/// Objects that all live for the same amount of allocation: just below what a young generation takes they are cheap, just above
/// they are promoted for nothing.
/// </summary>
/// <remarks>
/// <para>With <c>pattern=ring</c> an object dies when as many younger ones are there as the lifetime holds. Then the part of a
/// nursery that survives grows with the lifetime, up to all of it where the lifetime is the nursery.</para>
/// <para>With <c>pattern=batch</c> the objects of one lifetime die together, just before the next batch begins, and one object
/// makes the difference. A nursery that is filled by a batch exactly is collected when all of it has died; with one object more
/// in a batch, all of it is live, and the two drift apart by no more than one object a collection. An engine that counts
/// allocations less deallocations, as CPython does for its youngest generation, sees a ring in balance and does not collect
/// once it is full; a batch crosses its threshold or it does not, and then it collects in each, when most is live.</para>
/// <para>The lifetime is nominal: an object takes 40 bytes of it, whatever it takes in an engine. <c>cpython</c>'s generation
/// of threshold t has its cliff above t objects, which are t × 40 bytes, 80,000 for t = 2000. In <c>pypy</c> an object takes 80
/// bytes, so that a nursery of 4 MiB has its cliff at 2 MiB, the default.</para>
/// <para>Nothing is cyclic: counting reclaims each object as it dies.</para>
/// </remarks>
public sealed class SurvivalCliff : IWorkload
{
    private const string LifetimeKey = "lifetime";
    private const string AllocateKey = "allocate";
    private const string PatternKey = "pattern";
    private const string Ring = "ring";
    private const string Batch = "batch";

    private const int Serial = 0;
    private const int Items = 0;
    private const int None = -1;

    private static readonly ObjectType s_object = new("SurvivalCliff.Object", PythonKind.SlotsInstance, references: 2, words: 1);

    private static readonly ObjectType s_ring = new("SurvivalCliff.Ring", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [LifetimeKey] = "20000B", [AllocateKey] = "120000B" },
        new Dictionary<string, string> { [AllocateKey] = "20GiB" });

    /// <inheritdoc/>
    public string Name => "survival-cliff";

    /// <inheritdoc/>
    public string Summary => "Death at one age: objects that live just shorter or just longer than a young generation lasts.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; lifetimes around the size of a nursery or the threshold of a generation, plus or minus one object.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(LifetimeKey, ParameterKind.Bytes, "Allocation that an object outlives, nominal; the size of a batch.", "2MiB")
        {
            Minimum = 64,
            Maximum = 4L << 30,
        },
        new(AllocateKey, ParameterKind.Bytes, "Allocation in all, nominal.", "2GiB") { Minimum = 64, Maximum = 1L << 40 },
        new(PatternKey, ParameterKind.Choice, "Objects die one by one as others come, or a lifetime of them together.", Ring)
        {
            Choices = [Ring, Batch],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        Settings settings = Settings.From(parameters);
        long objectBytes = s_object.NominalBytes(0);
        long ringBytes = s_ring.NominalBytes(0) + s_ring.NominalBufferBytes(Items, settings.Slots);
        long live = Math.Min(settings.Objects, settings.Slots);
        return new(
            settings.Objects + 1,
            (settings.Objects * objectBytes) + ringBytes,
            live + 1,
            (live * objectBytes) + ringBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Settings settings = Settings.From(run.Parameters);
        TypeHandle type = heap.Register(s_object);
        Digest digest = default;
        RingFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.New(ref frame.Ring, heap.Register(s_ring));
        heap.ResizeBuffer(ref frame.Ring, Items, settings.Slots);

        run.Phase("lifetimes");
        int slot = 0;
        for (long serial = 0; serial < settings.Objects; serial++)
        {
            if (slot == settings.Slots)
            {
                slot = 0;
                if (settings.DieTogether)
                {
                    digest.Add(Drop<THeap, TRef>(heap, frame.Ring));
                }
            }

            heap.New(ref frame.Object, type);
            heap.SetWord(frame.Object, Serial, serial);
            digest.Add(Read<THeap, TRef>(heap, frame.Ring, slot));
            heap.StoreItemTake(frame.Ring, Items, slot, heap.Move(ref frame.Object));
            slot++;
            heap.SafePoint();
            if (serial == settings.LastAtPeak)
            {
                run.Peak();
            }
        }

        digest.Add(Drop<THeap, TRef>(heap, frame.Ring));
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Reads the number of an object.</summary>
    private static long Read<THeap, TRef>(THeap heap, TRef ring, int slot)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef value = heap.BorrowItem(ring, Items, slot);
        return heap.IsNull(value) ? None : heap.GetWord(value, Serial);
    }

    /// <summary>Reads and drops all objects.</summary>
    private static ulong Drop<THeap, TRef>(THeap heap, TRef ring)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        int slots = heap.BufferLength(ring, Items);
        for (int slot = 0; slot < slots; slot++)
        {
            digest.Add(Read<THeap, TRef>(heap, ring, slot));
            heap.StoreItem(ring, Items, slot, default);
        }

        return digest.Value;
    }

    private readonly record struct Settings(long Objects, int Slots, bool DieTogether)
    {
        /// <summary>Gets the number of the object with which the last batch is whole; if none is, of the last object.</summary>
        public long LastAtPeak => Objects < Slots ? Objects - 1 : Objects - (Objects % Slots) - 1;

        public static Settings From(ParameterValues parameters)
        {
            long objectBytes = s_object.NominalBytes(0);
            return new(
                parameters.Integer(AllocateKey) / objectBytes,
                (int)(parameters.Integer(LifetimeKey) / objectBytes),
                parameters.Text(PatternKey) == Batch);
        }
    }

    private ref struct RingFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Ring;
        public TRef Object;
    }
}
