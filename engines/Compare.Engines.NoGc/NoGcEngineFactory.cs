using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Heap.Bump;

namespace Compare.Engines.NoGc;

/// <summary>Makes <see cref="NoGcEngine"/>.</summary>
[Engine("nogc")]
public sealed class NoGcEngineFactory : IEngineFactory
{
    private static readonly EngineTraits s_traits = new()
    {
        Moving = false,
        Reclaims = false,
        ReclaimsCycles = false,
        Prompt = false,
        CountsReferences = false,
        ManagedHeap = false,
        Generations = 1,
        PauseBound = PauseBound.None,
        Barrier = BarrierKind.None,
        Delivery = CallbackDelivery.Never,
        FinalizerOrder = FinalizerOrder.None,
        WeakClearedBeforeFinalizer = false,
        CollectResult = CollectResult.Nothing,
        CanDisable = true,
        HasCensus = true,
        HonoursHeapLimit = true,
        HeaderBytes = BumpObject.HeaderBytes,
        CanPin = true,
    };

    /// <inheritdoc/>
    public string Summary => "Bump allocation, never reclaims: the floor that overheads are measured from.";

    /// <inheritdoc/>
    public string ModelledOn => "No collector (as Epsilon of OpenJDK, NoGC of MMTk)";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters => [];

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) => s_traits;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) =>
        new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEngine Create(EngineOptions options) => new NoGcEngine(options, s_traits);
}
