using System.Globalization;
using System.Runtime;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Clr.Host;

/// <summary>Compares what was asked of the host with what it says is in effect.</summary>
/// <remarks>
/// The host's own list (<see cref="GC.GetConfigurationVariables"/>) partly repeats the environment and partly shows what
/// came of it. Where it only repeats, something that can be seen is used: the heap's budget in its events, the kind of
/// collector, the latency mode.
/// </remarks>
internal static class HostSettings
{
    private const string AdaptationVariable = "GCDynamicAdaptationMode";
    private const string ConcurrentVariable = "ConcurrentGC";
    private const string HeapCountVariable = "HeapCount";
    private const string Gen0MaxVariable = "GCGen0MaxBudget";
    private const string ConserveVariable = "GCConserveMem";
    private const string RetainVariable = "RetainVM";
    private const string LohVariable = "LOHThreshold";
    private const string HighMemoryVariable = "GCHighMemPercent";
    private const string LimitVariable = "GCHeapHardLimit";
    private const string Percent = "percent";

    /// <summary>What is told under the name of a parameter is not told again under the host's name.</summary>
    private static readonly string[] s_told =
    [
        "ServerGC", ConcurrentVariable, AdaptationVariable, HeapCountVariable, Gen0MaxVariable, ConserveVariable, RetainVariable,
        LohVariable, HighMemoryVariable, LimitVariable,
    ];

    /// <summary>Lists the settings: the engine's parameters, then every other variable that the host names.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="gen0BudgetBytes">The budget of generation 0 that was seen, bytes for each heap; null when none was.</param>
    /// <returns>The settings.</returns>
    public static IReadOnlyList<EngineSetting> Read(EngineOptions options, long? gen0BudgetBytes)
    {
        ParameterValues asked = options.Parameters;
        IReadOnlyDictionary<string, object> host = GC.GetConfigurationVariables();
        long? limit = Number(host, LimitVariable);
        return
        [
            EngineSetting.Of(ClrParameters.Server, Flag(asked, ClrParameters.Server), GCSettings.IsServerGC),
            EngineSetting.Of(
                ClrParameters.Concurrent,
                Flag(asked, ClrParameters.Concurrent),
                IsTrue(host, ConcurrentVariable) && HostLatency.AllowsBackground),
            EngineSetting.Of(
                ClrParameters.Datas, Flag(asked, ClrParameters.Datas), GCSettings.IsServerGC && Number(host, AdaptationVariable) == 1),
            EngineSetting.Of(ClrParameters.HeapCount, Number(asked, ClrParameters.HeapCount), Number(host, HeapCountVariable)),
            Gen0(Number(asked, ClrParameters.Gen0), gen0BudgetBytes),
            EngineSetting.Of(
                ClrParameters.Gen0Max, Number(asked, ClrParameters.Gen0Max), Number(host, Gen0MaxVariable), EngineSetting.Bytes),
            EngineSetting.Of(ClrParameters.Conserve, Number(asked, ClrParameters.Conserve), Number(host, ConserveVariable)),
            EngineSetting.Of(ClrParameters.RetainVm, Flag(asked, ClrParameters.RetainVm), IsTrue(host, RetainVariable)),
            EngineSetting.Of(
                ClrParameters.LohThreshold, Number(asked, ClrParameters.LohThreshold), Number(host, LohVariable), EngineSetting.Bytes),
            EngineSetting.Of(
                ClrParameters.HighMemory, Number(asked, ClrParameters.HighMemory), Number(host, HighMemoryVariable), Percent),
            EngineSetting.Of(
                ClrParameters.Latency, asked.Has(ClrParameters.Latency) ? asked.Text(ClrParameters.Latency) : null, HostLatency.Current),
            EngineSetting.Of(ClrParameters.HeapLimit, options.HeapLimitBytes, limit > 0 ? limit : null, EngineSetting.Bytes),
            .. from variable in host
               where !s_told.Contains(variable.Key, StringComparer.Ordinal)
               orderby variable.Key
               select EngineSetting.Of(variable.Key, null, Text(variable.Value)),
        ];
    }

    /// <summary>The budget is rounded up to whole pages at most; a heap that is nearly full may get a little more.</summary>
    private static EngineSetting Gen0(long? asked, long? seen)
    {
        EngineSetting setting = EngineSetting.Of(ClrParameters.Gen0, asked, seen, EngineSetting.Bytes);
        return asked is { } wanted && seen is { } budget
            ? setting with { TookEffect = Math.Abs(budget - wanted) < System.Environment.SystemPageSize }
            : setting;
    }

    private static bool? Flag(ParameterValues asked, string key) => asked.Has(key) ? asked.Boolean(key) : null;

    private static long? Number(ParameterValues asked, string key) => asked.Has(key) ? asked.Integer(key) : null;

    private static long? Number(IReadOnlyDictionary<string, object> host, string variable) =>
        host.TryGetValue(variable, out object? value) ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    private static bool IsTrue(IReadOnlyDictionary<string, object> host, string variable) =>
        host.TryGetValue(variable, out object? value) && value is true;

    private static string? Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string { Length: 0 } => null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
