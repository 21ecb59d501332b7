using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lifetimes;

/// <summary>A live set that grows tenfold and shrinks again, tooth after tooth, with time at each level.</summary>
/// <remarks>
/// What an engine has learnt about the heap's size at one level is wrong at the next: thresholds that follow the live set at
/// the last collection are too small on the way up and far too large after the fall, and memory that was taken at the top is
/// given back or not. At each level random objects are replaced for a while (the dwell), so that collections happen there. An
/// object is an instance with a byte string of random size; nothing is cyclic, so counting follows the live set exactly, as far
/// as the memory below it can be given back.
/// </remarks>
public sealed class Sawtooth : IWorkload
{
    private const string LowKey = "low";
    private const string RatioKey = "ratio";
    private const string TeethKey = "teeth";
    private const string DwellKey = "dwell";

    private const int Payload = 0;
    private const int Serial = 0;
    private const int Items = 0;
    private const int LeastPayload = 16;
    private const int PayloadKinds = 113;

    private static readonly ObjectType s_object = new("Sawtooth.Object", PythonKind.SlotsInstance, references: 1, words: 1);

    private static readonly ObjectType s_payload = new(
        "Sawtooth.Payload", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    private static readonly ObjectType s_table = new("Sawtooth.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [LowKey] = "50", [TeethKey] = "2", [DwellKey] = "300" },
        new Dictionary<string, string> { [LowKey] = "500000", [TeethKey] = "6", [DwellKey] = "5000000" });

    /// <inheritdoc/>
    public string Name => "sawtooth";

    /// <inheritdoc/>
    public string Summary =>
        "Policy of heap sizes: the live set goes up tenfold and down again, and stays at each level for a while.";

    /// <inheritdoc/>
    public string Source => "Ours; a factor of ten up and down with dwell times, as phases of large programs have.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(LowKey, ParameterKind.Integer, "Live objects at the low level, each with a byte string of 16 to 128 bytes.", "50000")
        {
            Minimum = 1,
            Maximum = 1e6,
        },
        new(RatioKey, ParameterKind.Integer, "Live objects at the high level for each one at the low level.", "10")
        {
            Minimum = 2,
            Maximum = 100,
        },
        new(TeethKey, ParameterKind.Integer, "Times up and down.", "4") { Minimum = 1, Maximum = 20 },
        new(DwellKey, ParameterKind.Integer, "Objects replaced at each level before the next change.", "300000")
        {
            Minimum = 0,
            Maximum = 1e9,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        Settings settings = Settings.From(parameters);
        Xoshiro256 random = new(seed);
        int[] payloads = new int[settings.High];
        long objects = 0;
        long payloadBytes = 0;
        long livePayloadBytes = 0;
        for (int tooth = 0; tooth < settings.Teeth; tooth++)
        {
            Dwell(tooth == 0 ? 0 : settings.Low, settings.Low);
            Dwell(settings.Low, settings.High);
            livePayloadBytes = payloads.Sum(length => s_payload.NominalBytes(length));
        }

        long objectBytes = s_object.NominalBytes(0);
        long tableBytes = s_table.NominalBytes(0) + s_table.NominalBufferBytes(Items, settings.High);
        return new(
            (objects * 2) + 1,
            (objects * objectBytes) + payloadBytes + tableBytes,
            (settings.High * 2L) + 1,
            (settings.High * objectBytes) + livePayloadBytes + tableBytes);

        void Dwell(int from, int to)
        {
            for (int slot = from; slot < to; slot++)
            {
                Put(slot);
            }

            for (long i = 0; i < settings.Dwell; i++)
            {
                Put(Uniform.Below(ref random, to));
            }
        }

        void Put(int slot)
        {
            payloads[slot] = DrawPayload(ref random);
            payloadBytes += s_payload.NominalBytes(payloads[slot]);
            objects++;
        }
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Settings settings = Settings.From(run.Parameters);
        Toothed tooth = new(heap.Register(s_object), heap.Register(s_payload), run.Seed);
        ToothFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.New(ref frame.Table, heap.Register(s_table));
        heap.ResizeBuffer(ref frame.Table, Items, settings.High);

        for (int left = settings.Teeth; left > 0; left--)
        {
            run.Phase("low");
            Level(heap, ref frame, ref tooth, left == settings.Teeth ? 0 : settings.Low, settings.Low, settings.Dwell);

            run.Phase("up");
            Level(heap, ref frame, ref tooth, settings.Low, settings.High, dwell: 0);

            run.Phase("high");
            Level(heap, ref frame, ref tooth, settings.High, settings.High, settings.Dwell);
            if (left == 1)
            {
                run.Peak();
            }

            run.Phase("down");
            for (int slot = settings.High - 1; slot >= settings.Low; slot--)
            {
                tooth.Digest.Add(Read<THeap, TRef>(heap, frame.Table, slot));
                heap.StoreItem(frame.Table, Items, slot, default);
                heap.SafePoint();
            }
        }

        heap.Leave(ref frame);
        return tooth.Digest.Value;
    }

    /// <summary>Fills slots that are empty, then replaces random objects.</summary>
    private static void Level<THeap, TRef>(
        THeap heap, ref ToothFrame<TRef> frame, ref Toothed tooth, int from, int to, long dwell)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int slot = from; slot < to; slot++)
        {
            Put(heap, ref frame, ref tooth, slot);
        }

        for (long i = 0; i < dwell; i++)
        {
            int slot = Uniform.Below(ref tooth.Random, to);
            tooth.Digest.Add(Read<THeap, TRef>(heap, frame.Table, slot));
            Put(heap, ref frame, ref tooth, slot);
        }
    }

    private static void Put<THeap, TRef>(THeap heap, ref ToothFrame<TRef> frame, ref Toothed tooth, int slot)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.NewArray(ref frame.Payload, tooth.PayloadType, DrawPayload(ref tooth.Random));
        heap.ElementBytes(frame.Payload).Fill((byte)tooth.Made);
        heap.New(ref frame.Object, tooth.ObjectType);
        heap.SetWord(frame.Object, Serial, tooth.Made);
        heap.StoreTake(frame.Object, Payload, heap.Move(ref frame.Payload));
        heap.StoreItemTake(frame.Table, Items, slot, heap.Move(ref frame.Object));
        tooth.Made++;
        heap.SafePoint();
    }

    /// <summary>Reads an object and its byte string.</summary>
    private static ulong Read<THeap, TRef>(THeap heap, TRef table, int slot)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef value = heap.BorrowItem(table, Items, slot);
        Span<byte> bytes = heap.ElementBytes(heap.Borrow(value, Payload));
        Digest digest = default;
        digest.Add(slot);
        digest.Add(heap.GetWord(value, Serial));
        digest.Add(bytes.Length);
        digest.Add((ulong)bytes[^1]);
        return digest.Value;
    }

    private static int DrawPayload(ref Xoshiro256 random) => LeastPayload + Uniform.Below(ref random, PayloadKinds);

    private readonly record struct Settings(int Low, int High, int Teeth, long Dwell)
    {
        public static Settings From(ParameterValues parameters)
        {
            int low = (int)parameters.Integer(LowKey);
            return new(
                low,
                low * (int)parameters.Integer(RatioKey),
                (int)parameters.Integer(TeethKey),
                parameters.Integer(DwellKey));
        }
    }

    /// <summary>What is the same at every level, and the state of the program outside the heap.</summary>
    private struct Toothed(TypeHandle objectType, TypeHandle payloadType, ulong seed)
    {
        public Xoshiro256 Random = new(seed);
        public Digest Digest;
        public long Made;

        public readonly TypeHandle ObjectType => objectType;

        public readonly TypeHandle PayloadType => payloadType;
    }

    private ref struct ToothFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef Object;
        public TRef Payload;
    }
}
