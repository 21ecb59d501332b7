using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Heap.Probes;
using Compare.Engines.MicroPython.Blocks;

namespace Compare.Engines.MicroPython;

/// <summary>Makes <see cref="MicroPythonEngine{TProbe, TGeometry}"/>.</summary>
[Engine("micropython")]
public sealed class MicroPythonEngineFactory : IEngineFactory
{
    /// <summary>Least bytes of a heap: a few blocks of each size.</summary>
    private const double LeastHeapBytes = 256;

    /// <summary>Most bytes of all areas: what 32-bit references reach above the start of RAM, page aligned.</summary>
    private const long MostHeapBytes = 0xDFFF_F000;

    /// <summary>Most areas at the start.</summary>
    private const double MostAreas = 16;

    /// <summary>Most entries of the mark stack; the original's build option is a small number.</summary>
    private const double MostMarkStack = 1 << 20;

    /// <summary>Share of the machine's memory that a growing heap without a limit may take.</summary>
    private const double SystemShare = 0.8;

    /// <summary>Alignment of areas, so that their tables can be read as 64-bit words.</summary>
    private const long AreaAlignment = 8;

    private const string NaturalBlock = "natural";

    private const string BoxedFloats = "boxed";

    private const string UnboxedFloats = "unboxed";

    private static readonly EngineTraits s_traits = new()
    {
        Moving = false,
        Reclaims = true,
        ReclaimsCycles = true,
        Prompt = false,
        CountsReferences = false,
        ManagedHeap = false,
        Generations = 1,
        Barrier = BarrierKind.None,
        Delivery = CallbackDelivery.InCollection,
        FinalizerOrder = FinalizerOrder.None,
        WeakClearedBeforeFinalizer = true,
        CollectResult = CollectResult.FreedBlocks,
        CanDisable = true,
        HasCensus = true,
        HonoursHeapLimit = true,
        HeaderBytes = sizeof(long),
        CanPin = true,
    };

    /// <inheritdoc/>
    public string Summary =>
        "A fixed heap of small blocks, first fit, with a conservative mark and sweep: a microcontroller's collector.";

    /// <inheritdoc/>
    public string ModelledOn => "MicroPython 1.29-preview (py/gc.c), unix port and 32-bit ports";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new("heap", ParameterKind.Bytes, "Bytes of the heap, tables included; a heap limit goes before it.", "256MiB")
        {
            Minimum = LeastHeapBytes,
            Maximum = MostHeapBytes,
        },
        new("word", ParameterKind.Choice, "Bits of a machine word: 64, or 32 as on a microcontroller.", "64")
        {
            Choices = ["64", "32"],
        },
        new("block", ParameterKind.Choice, "Bytes of a block: natural (4 words) or 16.", NaturalBlock)
        {
            Choices = [NaturalBlock, "16"],
        },
        new(
            "marking",
            ParameterKind.Choice,
            "What counts as a reference: every word (conservative) or the reference fields only (precise).",
            "conservative")
        {
            Choices = ["conservative", "precise"],
        },
        new("floats", ParameterKind.Choice, "Where loaded floats are: in objects (boxed) or references (unboxed).", BoxedFloats)
        {
            Choices = [BoxedFloats, UnboxedFloats],
        },
        new("threshold", ParameterKind.Integer, "Bytes allocated since the last collection that start one; -1 for never.", "-1")
        {
            Minimum = -1,
            Maximum = long.MaxValue >> 1,
        },
        new(
            "markstack",
            ParameterKind.Integer,
            "Entries of the mark stack of conservative marking.",
            BlockHeapOptions.DefaultMarkStackEntries.ToString(CultureInfo.InvariantCulture))
        {
            Minimum = 1,
            Maximum = MostMarkStack,
        },
        new("areas", ParameterKind.Integer, "Number of areas that the heap is split into at the start.", "1")
        {
            Minimum = 1,
            Maximum = MostAreas,
        },
        new(
            "grow",
            ParameterKind.Boolean,
            "Adds an area that doubles the heap when it is full, and gives unused ones back.",
            "false"),
        new("maxsplit", ParameterKind.Bytes, "Most bytes of an area that is added when the heap grows.", "128MiB")
        {
            Maximum = MostHeapBytes,
        },
        new("finalisers", ParameterKind.Boolean, "Has a table of blocks with finalizers, for native objects.", "true"),
        new("weakrefs", ParameterKind.Boolean, "Has weak references and the table that they need.", "true"),
        new(
            "clear",
            ParameterKind.Boolean,
            "Clears all of a fresh block, so that no old word in it keeps an object alive.",
            "true"),
        new("strict", ParameterKind.Boolean, "Keeps the quirks of the original; see the documentation for each.", "true"),
    ];

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) => s_traits with
    {
        HasWeakReferences = parameters.Boolean("weakrefs"),
        HeaderBytes = parameters.Text("word") == "32" ? sizeof(int) : sizeof(long),
        FixedHeapBytes = parameters.Boolean("grow") ? null : MostNominalBytes(parameters),
    };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) =>
        new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEngine Create(EngineOptions options)
    {
        if (options.HeapLimitBytes is { } limit and (< (long)LeastHeapBytes or > MostHeapBytes))
        {
            throw new ParameterException(
                $"engine micropython: a heap of {ByteSize.Format(limit)} is not possible; "
                + $"give {LeastHeapBytes} bytes to {ByteSize.Format(MostHeapBytes)}.");
        }

        bool isNarrow = options.Parameters.Text("word") == "32";
        bool isSmallBlock = isNarrow || options.Parameters.Text("block") != NaturalBlock;
        return (isNarrow, isSmallBlock) switch
        {
            (true, _) => Create<Words32Blocks16>(options),
            (_, true) => Create<Words64Blocks16>(options),
            _ => Create<Words64Blocks32>(options),
        };
    }

    /// <summary>What fits at most: 32-bit words take half of what the allocation clock counts, never less.</summary>
    private static long MostNominalBytes(ParameterValues parameters) =>
        parameters.Integer("heap") * (parameters.Text("word") == "32" ? sizeof(long) / sizeof(int) : 1);

    private static BlockHeapOptions DescribeBlocks(ParameterValues parameters)
    {
        bool grows = parameters.Boolean("grow");
        return new()
        {
            HasFinalizerTable = parameters.Boolean("finalisers"),
            HasWeakTable = parameters.Boolean("weakrefs"),
            IsSplit = grows || parameters.Integer("areas") > 1,
            Grows = grows,
            MarkStackEntries = (int)parameters.Integer("markstack"),
            ClearsFreshMemory = parameters.Boolean("clear"),
            IsStrict = parameters.Boolean("strict"),
        };
    }

    private static MicroPythonSettings Decode(EngineOptions options)
    {
        ParameterValues parameters = options.Parameters;
        long heap = parameters.Integer("heap");
        BlockHeapOptions blocks = DescribeBlocks(parameters);
        long limit = options.HeapLimitBytes
            ?? (blocks.Grows ? Math.Max(heap, Math.Min(MostHeapBytes, SystemBytes())) : heap);
        long first = blocks.Grows ? Math.Min(heap, limit) : limit;
        long areas = parameters.Integer("areas");
        nint each = (nint)(first / areas);
        return new()
        {
            Blocks = blocks,
            AreaBytes = [.. Enumerable.Repeat(areas == 1 ? each : each & -(nint)AreaAlignment, (int)areas)],
            LimitBytes = (nint)limit,
            MostNewAreaBytes = (nint)parameters.Integer("maxsplit"),
            ThresholdBytes = parameters.Integer("threshold"),
            IsPrecise = parameters.Text("marking") == "precise",
            UnboxesFloats = parameters.Text("floats") == UnboxedFloats,
        };
    }

    private static long SystemBytes() => (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * SystemShare);

    private IEngine Create<TGeometry>(EngineOptions options)
        where TGeometry : struct, IGeometry
    {
        EngineTraits traits = GetTraits(options.Parameters);
        MicroPythonSettings settings = Decode(options);
        return options.CountWork
            ? new MicroPythonEngine<WorkProbe, TGeometry>(options, traits, settings)
            : new MicroPythonEngine<NoProbe, TGeometry>(options, traits, settings);
    }
}
