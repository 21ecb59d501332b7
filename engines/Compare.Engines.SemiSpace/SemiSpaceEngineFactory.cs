using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Heap.Bump;

namespace Compare.Engines.SemiSpace;

/// <summary>Makes <see cref="SemiSpaceEngine"/>.</summary>
[Engine("semispace")]
public sealed class SemiSpaceEngineFactory : IEngineFactory
{
    /// <summary>Key of the size of one space at the start.</summary>
    internal const string InitialKey = "initial";

    /// <summary>Key of the growth factor.</summary>
    internal const string GrowthKey = "growth";

    /// <summary>Key of the stress mode.</summary>
    internal const string StressKey = "stress";

    private const double LeastGrowth = 1.1;
    private const double MostGrowth = 16;
    private const double MostInitialBytes = 1L << 36;

    private static readonly EngineTraits s_traits = new()
    {
        Moving = true,
        Reclaims = true,
        ReclaimsCycles = true,
        Prompt = false,
        CountsReferences = false,
        ManagedHeap = false,
        Generations = 1,
        PauseBound = PauseBound.LiveObjects,
        Barrier = BarrierKind.None,
        Delivery = CallbackDelivery.InCollection,
        FinalizerOrder = FinalizerOrder.Allocation,
        WeakClearedBeforeFinalizer = true,
        CollectResult = CollectResult.Nothing,
        CanDisable = false,
        HasCensus = true,
        HonoursHeapLimit = true,
        HeaderBytes = BumpObject.HeaderBytes,
    };

    /// <inheritdoc/>
    public string Summary => "Copying between two spaces: every live object moves at every collection.";

    /// <inheritdoc/>
    public string ModelledOn => "C. J. Cheney, A nonrecursive list compacting algorithm, 1970";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(InitialKey, ParameterKind.Bytes, "Size of each of the two spaces at the start, bytes.", "4MiB")
        {
            Minimum = SemiSpaceEngine.PageBytes,
            Maximum = MostInitialBytes,
        },
        new(GrowthKey, ParameterKind.Number, "Factor by which the spaces grow when more than half of one is live.", "2")
        {
            Minimum = LeastGrowth,
            Maximum = MostGrowth,
        },
        new(StressKey, ParameterKind.Boolean, "Collects, and so moves every object, at every allocation.", "false")
        {
            Diagnostic = true,
        },
    ];

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) => s_traits;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) =>
        new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEngine Create(EngineOptions options) => new SemiSpaceEngine(options, s_traits);
}
