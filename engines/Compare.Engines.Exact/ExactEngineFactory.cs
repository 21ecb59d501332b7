using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Exact.Forms;

namespace Compare.Engines.Exact;

/// <summary>Makes <see cref="ExactEngine"/>.</summary>
[Engine("exact", IsInstrument = true)]
public sealed class ExactEngineFactory : IEngineFactory
{
    /// <summary>Key of the stress mode.</summary>
    internal const string StressKey = "stress";

    /// <summary>What the engine promises, but for <see cref="EngineTraits.CountsReferences"/>, which goes by the forms.</summary>
    private static readonly EngineTraits s_traits = new()
    {
        Moving = false,
        Reclaims = true,
        ReclaimsCycles = true,
        Prompt = true,
        CountsReferences = true,
        ManagedHeap = false,
        Generations = 1,
        Barrier = BarrierKind.ReferenceCounting,
        Delivery = CallbackDelivery.AtDeath,
        FinalizerOrder = FinalizerOrder.ByCount,
        WeakClearedBeforeFinalizer = true,
        CollectResult = CollectResult.Nothing,
        CanDisable = true,
        HasCensus = true,
        HonoursHeapLimit = false,
        HeaderBytes = ObjectType.NominalHeaderBytes,
    };

    /// <inheritdoc/>
    public string Summary => "Instrument: knows when every object dies, by exact counts and the Merlin algorithm.";

    /// <inheritdoc/>
    public string ModelledOn => "M. Hertz et al., Generating object lifetime traces with Merlin, TOPLAS 28(3), 2006";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(StressKey, ParameterKind.Boolean, "Looks for cyclic garbage at every allocation.", "false") { Diagnostic = true },
    ];

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) => s_traits;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) =>
        new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEngine Create(EngineOptions options) =>
        new ExactEngine(options, s_traits, ExactForms.Plain with { CountsReferences = true });

    /// <summary>Makes an engine that keeps objects in the forms of another.</summary>
    /// <param name="forms">The forms.</param>
    /// <returns>The engine; the caller disposes it.</returns>
    internal ExactEngine Create(ExactForms forms) => new(
        new EngineOptions { Parameters = ParameterValues.Parse("engine exact", Parameters, []) },
        s_traits with { CountsReferences = forms.CountsReferences },
        forms);
}
