using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Heap.Bump;

namespace MyEngine;

/// <summary>Makes the engine: its name in matrices, its parameters, and what it promises.</summary>
[Engine("my-engine")]
public sealed class MyEngineFactory : IEngineFactory
{
    internal const string ReserveKey = "reserve";

    // The contract suite holds the engine to each of these.
    private static readonly EngineTraits s_traits = new()
    {
        Moving = false,
        Reclaims = false,
        ReclaimsCycles = false,
        Prompt = false,
        CountsReferences = false,
        ManagedHeap = false,
        Generations = 1,
        Barrier = BarrierKind.None,
        Delivery = CallbackDelivery.Never,
        FinalizerOrder = FinalizerOrder.None,
        WeakClearedBeforeFinalizer = false,
        CollectResult = CollectResult.Nothing,
        CanDisable = true,
        HasCensus = true,
        HonoursHeapLimit = true,
        HeaderBytes = BumpObject.HeaderBytes,
        PauseBound = PauseBound.None,
        CanPin = true,
    };

    /// <inheritdoc/>
    public string Summary => "An arena: one reserve that is filled from its start and freed as a whole.";

    /// <inheritdoc/>
    public string ModelledOn => "Arenas of compilers and servers (obstack, region)";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(ReserveKey, ParameterKind.Bytes, "Address space that the arena reserves; a heap limit makes it smaller.", "1GiB")
        {
            Minimum = 4096,
            Maximum = 1L << 40,
        },
    ];

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) => s_traits;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) => new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEngine Create(EngineOptions options) => new ArenaEngine(options, s_traits);
}
