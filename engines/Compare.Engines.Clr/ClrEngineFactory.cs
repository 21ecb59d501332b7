using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Clr;

/// <summary>Makes <see cref="ClrEngine"/>.</summary>
[Engine("clr")]
public sealed class ClrEngineFactory : IEngineFactory
{
    private const string ProfileKey = "profile";
    private const string IronPython = "ironpython";
    private const string Jython = "jython";
    private const string ServerKey = "server";
    private const string ConcurrentKey = "concurrent";
    private const string Gen0Key = "gen0";
    private const string ConserveKey = "conserve";
    private const double LeastGen0Bytes = 1 << 16;
    private const double MostGen0Bytes = 1L << 36;
    private const double MostConserve = 9;

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
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(ProfileKey, ParameterKind.Choice, "Implementation whose gc module and collect the engine has.", IronPython)
        {
            Choices = [IronPython, Jython],
            Positional = true,
        },
        new(ServerKey, ParameterKind.Boolean, "Server collector: one heap and collecting thread for each core.", null),
        new(ConcurrentKey, ParameterKind.Boolean, "Full collections in the background.", null),
        new(Gen0Key, ParameterKind.Bytes, "Budget of generation 0, bytes: allocation between two collections.", null)
        {
            Minimum = LeastGen0Bytes,
            Maximum = MostGen0Bytes,
        },
        new(ConserveKey, ParameterKind.Integer, "Memory conservation, 0 (off) to 9: how readily fragmentation is compacted.", null)
        {
            Minimum = 0,
            Maximum = MostConserve,
        },
    ];

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) =>
        ProfileOf(parameters) == ClrProfile.Jython ? s_jythonTraits : s_traits;

    /// <inheritdoc/>
    /// <remarks>The host reads its settings when the process starts; numbers are hexadecimal.</remarks>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options)
    {
        Dictionary<string, string> environment = [];
        ParameterValues parameters = options.Parameters;
        AddSwitch(ServerKey, "DOTNET_gcServer");
        AddSwitch(ConcurrentKey, "DOTNET_gcConcurrent");
        AddNumber(Gen0Key, "DOTNET_GCgen0size");
        AddNumber(ConserveKey, "DOTNET_GCConserveMemory");
        if (options.HeapLimitBytes is { } limit)
        {
            environment.Add("DOTNET_GCHeapHardLimit", Hexadecimal(limit));
        }

        return environment;

        void AddSwitch(string key, string variable)
        {
            if (parameters.Has(key))
            {
                environment.Add(variable, parameters.Boolean(key) ? "1" : "0");
            }
        }

        void AddNumber(string key, string variable)
        {
            if (parameters.Has(key))
            {
                environment.Add(variable, Hexadecimal(parameters.Integer(key)));
            }
        }
    }

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
        parameters.Text(ProfileKey) == Jython ? ClrProfile.Jython : ClrProfile.IronPython;

    private static string Hexadecimal(long value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);
}
