using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Clr;

/// <summary>Makes <see cref="ClrEngine"/>.</summary>
[Engine("clr")]
public sealed class ClrEngineFactory : IEngineFactory
{
    private static readonly EngineTraits s_traits = new()
    {
        Moving = true,
        Reclaims = true,
        ReclaimsCycles = true,
        Prompt = false,
        CountsReferences = false,
        ManagedHeap = true,
        Generations = 3,
        Barrier = BarrierKind.CardMarking,
        Delivery = CallbackDelivery.AtSafePoint,
        FinalizerOrder = FinalizerOrder.Undefined,
        WeakClearedBeforeFinalizer = true,
        CollectResult = CollectResult.FreedBytes,
        CanDisable = false,
        HasCensus = false,
        HonoursHeapLimit = false,
        HeaderBytes = ClrSizes.HeaderBytes,
        CanPin = true,
    };

    private static readonly EngineTraits s_jythonTraits = s_traits with
    {
        Generations = 1,
        CollectResult = CollectResult.Constant,
    };

    /// <inheritdoc/>
    public string Summary => "Delegated to the host runtime: real managed objects, the host's generational collector.";

    /// <inheritdoc/>
    public string ModelledOn => "IronPython 3 on .NET 10, or Jython 2.7 with that host";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters => ClrParameters.Descriptions;

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) =>
        ProfileOf(parameters) == ClrProfile.Jython ? s_jythonTraits : s_traits;

    /// <inheritdoc/>
    /// <remarks>The host reads its settings when the process starts.</remarks>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) => ClrParameters.Environment(options);

    /// <inheritdoc/>
    public IEngine Create(EngineOptions options)
    {
        foreach ((string variable, string value) in GetProcessEnvironment(options))
        {
            if (Environment.GetEnvironmentVariable(variable) != value)
            {
                throw new ParameterException(
                    $"engine clr: the host takes this setting only when the process starts; start it with {variable}={value}.");
            }
        }

        return new ClrEngine(options, GetTraits(options.Parameters), ProfileOf(options.Parameters));
    }

    private static ClrProfile ProfileOf(ParameterValues parameters) =>
        parameters.Text(ClrParameters.Profile) == ClrParameters.Jython ? ClrProfile.Jython : ClrProfile.IronPython;
}
