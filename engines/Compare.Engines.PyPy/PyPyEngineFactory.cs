using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Heap.Probes;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Objects;
using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.PyPy;

/// <summary>Makes <see cref="PyPyEngine{TProbe}"/>.</summary>
[Engine("pypy")]
public sealed class PyPyEngineFactory : IEngineFactory
{
    private static readonly EngineTraits s_traits = new()
    {
        Moving = true,
        Reclaims = true,
        ReclaimsCycles = true,
        Prompt = false,
        CountsReferences = false,
        ManagedHeap = false,
        Generations = 3,
        PauseBound = PauseBound.Step,
        Barrier = BarrierKind.ObjectRemembering,
        Delivery = CallbackDelivery.AtSafePoint,
        FinalizerOrder = FinalizerOrder.Topological,
        WeakClearedBeforeFinalizer = true,
        CollectResult = CollectResult.Nothing,
        CanDisable = true,
        HasCensus = true,
        HonoursHeapLimit = true,
        HeaderBytes = ObjectHeader.Bytes,
        CanPin = true,
    };

    /// <inheritdoc/>
    public string Summary => "A nursery whose survivors are copied out, and an old space marked and swept in steps.";

    /// <inheritdoc/>
    public string ModelledOn => "PyPy's incminimark: main of 2026-08 and 7.3.11";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters => PyPyParameters.Descriptions;

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) => s_traits;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) =>
        new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEngine Create(EngineOptions options)
    {
        CollectorParameters parameters = PyPyParameters.Read(options);
        return options.CountWork
            ? new PyPyEngine<WorkProbe>(options, s_traits, parameters)
            : new PyPyEngine<NoProbe>(options, s_traits, parameters);
    }
}
