using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.PyPy.Collector;

namespace Compare.Engines.PyPy.Parameters;

/// <summary>The engine's parameters: PyPy's environment variables PYPY_GC_*, by name or from the environment.</summary>
internal static class PyPyParameters
{
    private const string Profile = "profile";
    private const string MainProfile = "main";
    private const string ReleaseProfile = "7.3.11";

    /// <summary>Size of the nursery.</summary>
    internal const string Nursery = "nursery";

    private const string NurseryDebug = "nursery-debug";

    /// <summary>Bytes that a step of marking visits.</summary>
    internal const string IncrementStep = "increment-step";

    private const string MajorCollect = "major";
    private const string Growth = "growth";
    private const string Max = "max";
    private const string MaxDelta = "max-delta";
    private const string Min = "min";
    private const string Debug = "debug";

    /// <summary>Most pinned objects.</summary>
    internal const string MaxPinned = "max-pinned";

    private const string Environment = "environment";

    /// <summary>Least nursery that is no debugging mode: two of the largest objects.</summary>
    private const long LeastNurseryBytes = 2 * CollectorParameters.DefaultLargeObject;

    /// <summary>Share of a heap limit that a nursery of no given size may take.</summary>
    private const int NurseryShareOfLimit = 8;

    private const double MostNurseryBytes = 1L << 36;
    private const double MostBytes = 1L << 50;
    private const int MostDebugLevel = 2;

    /// <summary>The parts of the machine's memory by which the threshold may exceed the live heap.</summary>
    private const double MemoryPerDelta = 8;

    /// <summary>Factors must be above one, or the heap would never be allowed to grow.</summary>
    private const double LeastFactor = 1.000001;

    private static readonly (string Name, string Variable)[] s_variables =
    [
        (Nursery, "PYPY_GC_NURSERY"),
        (NurseryDebug, "PYPY_GC_NURSERY_DEBUG"),
        (IncrementStep, "PYPY_GC_INCREMENT_STEP"),
        (MajorCollect, "PYPY_GC_MAJOR_COLLECT"),
        (Growth, "PYPY_GC_GROWTH"),
        (Max, "PYPY_GC_MAX"),
        (MaxDelta, "PYPY_GC_MAX_DELTA"),
        (Min, "PYPY_GC_MIN"),
        (Debug, "PYPY_GC_DEBUG"),
        (MaxPinned, "PYPY_GC_MAX_PINNED"),
    ];

    /// <summary>Gets the descriptions.</summary>
    public static IReadOnlyList<ParameterDescription> Descriptions { get; } =
    [
        new(Profile, ParameterKind.Choice, "Version of PyPy that is modelled: size of the nursery, accounts while sweeping.", MainProfile)
        {
            Choices = [MainProfile, ReleaseProfile],
            Positional = true,
        },
        new(Nursery, ParameterKind.Bytes, "Size of the nursery; absent: by the processor's cache. Below 264KiB: debugging, bytes left after each slow allocation.", null)
        {
            Minimum = 1,
            Maximum = MostNurseryBytes,
        },
        new(NurseryDebug, ParameterKind.Boolean, "Overwrites the emptied nursery, so that a stale reference is noticed.", "false")
        {
            Diagnostic = true,
        },
        new(IncrementStep, ParameterKind.Bytes, "Bytes that a step of marking visits; absent: four nurseries.", null)
        {
            Minimum = 1,
            Maximum = MostBytes,
        },
        Factor(MajorCollect, "Factor from the live heap to the next major collection.", CollectorParameters.DefaultMajorThreshold),
        Factor(Growth, "Most growth of the threshold from one major collection to the next.", CollectorParameters.DefaultGrowth),
        new(Max, ParameterKind.Bytes, "Bound of old objects, looked at when a major collection ends; absent: none.", null)
        {
            Minimum = 1,
            Maximum = MostBytes,
        },
        new(MaxDelta, ParameterKind.Bytes, "Most bytes by which the threshold exceeds the live heap; absent: an eighth of the memory.", null)
        {
            Minimum = 1,
            Maximum = MostBytes,
        },
        new(Min, ParameterKind.Bytes, "Least threshold of major collections; absent: eight nurseries.", null)
        {
            Minimum = 1,
            Maximum = MostBytes,
        },
        new(Debug, ParameterKind.Integer, "Self-checks: 1 after major collections, 2 after minor ones too.", "0")
        {
            Minimum = 0,
            Maximum = MostDebugLevel,
        },
        new(MaxPinned, ParameterKind.Integer, "Most pinned objects; absent: as many large ones as fit half the nursery.", null)
        {
            Minimum = 0,
            Maximum = int.MaxValue,
        },
        new(Environment, ParameterKind.Boolean, "Takes what is not given here from the variables PYPY_GC_* of the process, read as PyPy does.", "false"),
    ];

    /// <summary>Reads the numbers of the collector.</summary>
    /// <param name="options">How the engine is to be made.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ParameterException">The heap limit holds no nursery.</exception>
    public static CollectorParameters Read(EngineOptions options) => Read(options, System.Environment.GetEnvironmentVariable);

    /// <summary>Reads the numbers of the collector.</summary>
    /// <param name="options">How the engine is to be made.</param>
    /// <param name="environment">Gives the text of a variable of the process, or null.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ParameterException">The heap limit holds no nursery.</exception>
    internal static CollectorParameters Read(EngineOptions options, Func<string, string?> environment)
    {
        ParameterValues values = options.Parameters;
        Source source = new(values, values.Boolean(Environment) ? environment : _ => null);
        bool isRelease = values.Text(Profile) == ReleaseProfile;
        long requested = source.Bytes(Nursery);
        long nursery = requested > 0 ? Math.Max(requested, LeastNurseryBytes) : DefaultNursery(isRelease, options.HeapLimitBytes);
        if (options.HeapLimitBytes is { } limit && 2 * nursery > limit)
        {
            throw new ParameterException(
                $"engine pypy: a heap of {ByteSize.Format(limit)} does not hold a nursery of {ByteSize.Format(nursery)} and what leaves it; "
                + $"give {ByteSize.Format(2 * nursery)} or more.");
        }

        long min = source.Bytes(Min);
        long maxDelta = source.Bytes(MaxDelta);
        return new()
        {
            NurseryBytes = nursery,
            TinyNurseryBytes = requested is > 0 and < LeastNurseryBytes ? requested : 0,
            FillsNursery = values.Boolean(NurseryDebug) || source.Variable(NurseryDebug).Integer > 0,
            IncrementStep = source.Bytes(IncrementStep),
            MajorThreshold = source.Factor(MajorCollect, CollectorParameters.DefaultMajorThreshold),
            Growth = source.Factor(Growth, CollectorParameters.DefaultGrowth),
            MaxHeap = source.Bytes(Max),
            MaxDelta = maxDelta > 0 ? maxDelta : TotalMemory.Read() / MemoryPerDelta,
            MinHeap = min > 0 ? min : (double)nursery * CollectorParameters.MinHeapPerNursery,
            DebugLevel = (int)Math.Max(values.Integer(Debug), source.Variable(Debug).Integer),
            MaxPinned = source.Pinned(),
            RecountsWhileSweeping = isRelease,
        };
    }

    /// <summary>Chooses the nursery by PyPy's rule; a heap limit keeps it from taking most of the heap.</summary>
    private static long DefaultNursery(bool isRelease, long? heapLimit)
    {
        long bytes = (isRelease ? NurserySizeRule.Release7311 : NurserySizeRule.Main).Estimate();
        return heapLimit is { } limit ? Math.Max(Math.Min(bytes, limit / NurseryShareOfLimit), LeastNurseryBytes) : bytes;
    }

    private static ParameterDescription Factor(string name, string summary, double value) =>
        new(name, ParameterKind.Number, summary, value.ToString(CultureInfo.InvariantCulture)) { Minimum = LeastFactor };

    /// <summary>Where the numbers come from: what was given, else the environment where that was asked for.</summary>
    private readonly struct Source(ParameterValues values, Func<string, string?> environment)
    {
        public EnvironmentNumber Variable(string name) => EnvironmentNumber.Parse(environment(VariableOf(name)));

        public long Bytes(string name) => values.Has(name) ? values.Integer(name) : Variable(name).Integer;

        public double Factor(string name, double byDefault)
        {
            double given = values.Number(name);
            double real = Variable(name).Real;
            return given == byDefault && real > 1 ? real : given;
        }

        /// <summary>A variable that says 0 disables pinning, one that is not set says nothing.</summary>
        public int? Pinned()
        {
            if (values.Has(MaxPinned))
            {
                return (int)values.Integer(MaxPinned);
            }

            bool isSet = environment(VariableOf(MaxPinned)) is { Length: > 0 };
            return isSet ? (int)Variable(MaxPinned).Integer : null;
        }

        private static string VariableOf(string name) => s_variables.First(pair => pair.Name == name).Variable;
    }
}
