using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Churn;

/// <summary>
/// Replaces random blocks of random sizes in a large array, whose parts pass from one generation of workers to the next.
/// </summary>
/// <remarks>
/// A block's age at death says nothing about the age of others (exponential lifetimes) and sizes mix freely, so free-list
/// engines meet fragmentation and generations gain nothing. As in the original a victim is freed before its successor is
/// allocated: counting reuses the hole at once. The workers of the original are threads that hand their blocks to a
/// successor and end; here they take turns on one thread, one round each, and work is fixed in place of time. The first two
/// bytes of a block are written and are read when it is freed.
/// </remarks>
public sealed class Larson : IWorkload
{
    private const string Smallest = "smallest";
    private const string Largest = "largest";
    private const string Slots = "slots";
    private const string Rounds = "rounds";
    private const string Generations = "generations";
    private const string Workers = "workers";

    private const int MostWorkers = 64;
    private const int WarmUpFactor = 4;
    private const int Items = 0;
    private const byte Mark = (byte)'a';

    private static readonly ObjectType s_block = new(
        "Larson.Block", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    private static readonly ObjectType s_array = new("Larson.Array", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Slots] = "200", [Rounds] = "2", [Generations] = "4", [Workers] = "2" },
        new Dictionary<string, string> { [Generations] = "8", [Workers] = "4" });

    /// <inheritdoc/>
    public string Name => "larson";

    /// <inheritdoc/>
    public string Summary =>
        "Random replacement of blocks of mixed sizes: exponential lifetimes, holes of all sizes, blocks handed on.";

    /// <inheritdoc/>
    public string Source =>
        "The server simulation of Larson and Krishnan (ISMM 1998) as in mimalloc-bench, arguments 5 8 1000 5000 100 4141 P: "
        + "seconds, smallest, largest, slots, rounds, seed, threads; here on one thread with a fixed number of generations.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Smallest, ParameterKind.Integer, "Smallest block, bytes.", "8") { Minimum = 2, Maximum = 1 << 24 },
        new(Largest, ParameterKind.Integer, "Size that blocks stay below, bytes; not above smallest: all have that.", "1000")
        {
            Minimum = 2,
            Maximum = 1 << 24,
        },
        new(Slots, ParameterKind.Integer, "Blocks that a worker keeps.", "5000") { Minimum = 1, Maximum = 1e6 },
        new(Rounds, ParameterKind.Integer, "Rounds that a worker lives; each replaces as many blocks as it has.", "100")
        {
            Minimum = 1,
            Maximum = 1e6,
        },
        new(Generations, ParameterKind.Integer, "Generations of workers.", "10") { Minimum = 1, Maximum = 1e6 },
        new(Workers, ParameterKind.Integer, "Workers of a generation, which take turns.", "1")
        {
            Minimum = 1,
            Maximum = MostWorkers,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        Settings settings = Settings.From(parameters);
        int[] live = new int[settings.Blocks];
        long replaced = 0;
        long bytes = 0;
        Xoshiro256 random = new(seed);
        for (int i = 0; i < live.Length; i++)
        {
            Put(i, ref random);
        }

        for (int i = live.Length; i > 0; i--)
        {
            int other = Below(ref random, i);
            (live[other], live[i - 1]) = (live[i - 1], live[other]);
        }

        for (long left = (long)WarmUpFactor * live.Length; left > 0; left--)
        {
            Put(Below(ref random, live.Length), ref random);
        }

        Span<Xoshiro256> own = stackalloc Xoshiro256[MostWorkers];
        for (long generation = settings.Generations; generation > 0; generation--)
        {
            Hire(own[..settings.Workers], ref random);
            for (long turn = 0; turn < settings.Rounds * settings.Workers; turn++)
            {
                int worker = (int)(turn % settings.Workers);
                for (int left = settings.Slots; left > 0; left--)
                {
                    Put((worker * settings.Slots) + Below(ref own[worker], settings.Slots), ref own[worker]);
                }
            }
        }

        long arrayBytes = s_array.NominalBytes(0) + s_array.NominalBufferBytes(Items, settings.Blocks);
        return new(
            1 + replaced,
            arrayBytes + bytes,
            1 + live.Length,
            arrayBytes + live.Sum(size => s_block.NominalBytes(size)));

        void Put(int slot, ref Xoshiro256 source)
        {
            live[slot] = settings.BlockSize(ref source);
            bytes += s_block.NominalBytes(live[slot]);
            replaced++;
        }
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Settings settings = Settings.From(run.Parameters);
        TypeHandle block = heap.Register(s_block);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        ArrayFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("warm-up");
        heap.New(ref frame.Array, heap.Register(s_array));
        heap.ResizeBuffer(ref frame.Array, Items, settings.Blocks);
        heap.SetCount(frame.Array, Items, settings.Blocks);
        for (int i = 0; i < settings.Blocks; i++)
        {
            Allocate<THeap, TRef>(heap, ref frame, block, i, settings.BlockSize(ref random));
        }

        for (int i = settings.Blocks; i > 0; i--)
        {
            int other = Below(ref random, i);
            heap.LoadItem(ref frame.Block, frame.Array, Items, other);
            heap.StoreItem(frame.Array, Items, other, heap.BorrowItem(frame.Array, Items, i - 1));
            heap.StoreItemTake(frame.Array, Items, i - 1, heap.Move(ref frame.Block));
        }

        for (long left = (long)WarmUpFactor * settings.Blocks; left > 0; left--)
        {
            int victim = Below(ref random, settings.Blocks);
            Replace<THeap, TRef>(heap, ref frame, block, victim, settings.BlockSize(ref random), ref digest);
        }

        run.Phase("generations");
        Span<Xoshiro256> own = stackalloc Xoshiro256[MostWorkers];
        for (long generation = settings.Generations; generation > 0; generation--)
        {
            Hire(own[..settings.Workers], ref random);
            for (long turn = 0; turn < settings.Rounds * settings.Workers; turn++)
            {
                int worker = (int)(turn % settings.Workers);
                for (int left = settings.Slots; left > 0; left--)
                {
                    int victim = (worker * settings.Slots) + Below(ref own[worker], settings.Slots);
                    Replace<THeap, TRef>(heap, ref frame, block, victim, settings.BlockSize(ref own[worker]), ref digest);
                }
            }
        }

        run.Peak();
        for (int i = 0; i < settings.Blocks; i++)
        {
            digest.Add(Read(heap, heap.BorrowItem(frame.Array, Items, i)));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Frees the block of a slot, then allocates another in its place.</summary>
    private static void Replace<THeap, TRef>(
        THeap heap, ref ArrayFrame<TRef> frame, TypeHandle block, int victim, int size, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        digest.Add(victim);
        digest.Add(Read(heap, heap.BorrowItem(frame.Array, Items, victim)));
        heap.StoreItem(frame.Array, Items, victim, default);
        Allocate<THeap, TRef>(heap, ref frame, block, victim, size);
        heap.SafePoint();
    }

    private static void Allocate<THeap, TRef>(THeap heap, ref ArrayFrame<TRef> frame, TypeHandle block, int slot, int size)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.NewArray(ref frame.Block, block, size);
        Span<byte> bytes = heap.ElementBytes(frame.Block);
        bytes[0] = Mark;
        bytes[1] = (byte)slot;
        heap.StoreItemTake(frame.Array, Items, slot, heap.Move(ref frame.Block));
    }

    private static long Read<THeap, TRef>(THeap heap, TRef block)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<byte> bytes = heap.ElementBytes(block);
        return ((long)bytes.Length << 16) | ((long)bytes[0] << 8) | bytes[1];
    }

    /// <summary>Gives the workers of a generation random numbers of their own.</summary>
    private static void Hire(Span<Xoshiro256> own, ref Xoshiro256 random)
    {
        foreach (ref Xoshiro256 one in own)
        {
            one = new(random.Next());
        }
    }

    private static int Below(ref Xoshiro256 random, int bound) => (int)(random.Next() % (uint)bound);

    private readonly record struct Settings(int Smallest, int Largest, int Slots, long Rounds, long Generations, int Workers)
    {
        public int Blocks => Slots * Workers;

        public static Settings From(ParameterValues parameters) => new(
            (int)parameters.Integer(Larson.Smallest),
            (int)parameters.Integer(Larson.Largest),
            (int)parameters.Integer(Larson.Slots),
            parameters.Integer(Larson.Rounds),
            parameters.Integer(Larson.Generations),
            (int)parameters.Integer(Larson.Workers));

        public int BlockSize(ref Xoshiro256 random) =>
            Largest > Smallest ? Smallest + Below(ref random, Largest - Smallest) : Smallest;
    }

    private ref struct ArrayFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Array;
        public TRef Block;
    }
}
