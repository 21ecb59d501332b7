using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Clr.Host;

namespace Compare.Engines.Clr;

/// <summary>The profile and the host's settings as parameters, and the environment variables that carry them.</summary>
/// <remarks>
/// Names and letter case of the variables are those that .NET 10 reads (<c>GCGen0Size</c>, for one, is ignored). Ranges
/// are wide on purpose: what the host makes of a value is reported beside it.
/// </remarks>
internal static class ClrParameters
{
    /// <summary>The implementation whose surface the engine has.</summary>
    public const string Profile = "profile";

    /// <summary>The default profile.</summary>
    public const string IronPython = "ironpython";

    /// <summary>The other profile.</summary>
    public const string Jython = "jython";

    /// <summary>Server collector.</summary>
    public const string Server = "server";

    /// <summary>Full collections in the background.</summary>
    public const string Concurrent = "concurrent";

    /// <summary>Dynamic adaptation to application sizes (DATAS).</summary>
    public const string Datas = "datas";

    /// <summary>Number of heaps of the server collector.</summary>
    public const string HeapCount = "heap-count";

    /// <summary>Budget of generation 0.</summary>
    public const string Gen0 = "gen0";

    /// <summary>Cap of the budget of generation 0.</summary>
    public const string Gen0Max = "gen0-max";

    /// <summary>Memory conservation.</summary>
    public const string Conserve = "conserve";

    /// <summary>Keeping freed memory.</summary>
    public const string RetainVm = "retain-vm";

    /// <summary>Size from which an object is large.</summary>
    public const string LohThreshold = "loh-threshold";

    /// <summary>Memory load from which the host collects more.</summary>
    public const string HighMemory = "high-memory";

    /// <summary>Latency mode, set while the engine lives.</summary>
    public const string Latency = "latency";

    /// <summary>Name of the heap limit among the settings.</summary>
    public const string HeapLimit = "heap-limit";

    private const string ConcurrentVariable = "DOTNET_gcConcurrent";
    private const double LeastGen0Bytes = 1 << 16;
    private const double MostBytes = 1L << 36;
    private const double MostConserve = 9;
    private const double MostHeaps = 1024;
    private const double MostPercent = 100;

    private static readonly (string Key, string Variable)[] s_variables =
    [
        (Server, "DOTNET_gcServer"),
        (Datas, "DOTNET_GCDynamicAdaptationMode"),
        (HeapCount, "DOTNET_GCHeapCount"),
        (Gen0, "DOTNET_GCgen0size"),
        (Gen0Max, "DOTNET_GCGen0MaxBudget"),
        (Conserve, "DOTNET_GCConserveMemory"),
        (RetainVm, "DOTNET_GCRetainVM"),
        (LohThreshold, "DOTNET_GCLOHThreshold"),
        (HighMemory, "DOTNET_GCHighMemPercent"),
    ];

    /// <summary>Gets the parameters of the engine.</summary>
    public static IReadOnlyList<ParameterDescription> Descriptions { get; } =
    [
        new(Profile, ParameterKind.Choice, "Implementation whose gc module and collect the engine has.", IronPython)
        {
            Choices = [IronPython, Jython],
            Positional = true,
        },
        Switch(Server, "Server collector: one heap and collecting thread for each core."),
        Switch(Concurrent, "Full collections in the background."),
        Switch(Datas, "Server collector adapts heaps and budgets to the size of the program (DATAS)."),
        Number(
            HeapCount, ParameterKind.Integer, "Heaps of the server collector, at most one for each core; switches DATAS off.",
            1, MostHeaps),
        Number(
            Gen0, ParameterKind.Bytes, "Budget of generation 0, bytes for each heap: allocation between two collections.",
            LeastGen0Bytes, MostBytes),
        Number(
            Gen0Max, ParameterKind.Bytes, "Cap of the budget of generation 0, bytes for each heap.",
            LeastGen0Bytes, MostBytes),
        Number(
            Conserve, ParameterKind.Integer, "Memory conservation, 0 (off) to 9: how readily fragmentation is compacted.",
            0, MostConserve),
        Switch(RetainVm, "Freed memory is kept for later and not given back to the system."),
        Number(
            LohThreshold, ParameterKind.Bytes, "Bytes from which an object goes to the large object heap; the host's least is 85000.",
            1, MostBytes),
        Number(
            HighMemory, ParameterKind.Integer, "Memory load in per cent of the machine from which the host collects more; its most is 99.",
            1, MostPercent),
        new(Latency, ParameterKind.Choice, "Latency mode while the engine lives.", null) { Choices = [.. HostLatency.Words] },
    ];

    /// <summary>Lists the environment variables of the cell's process; numbers are hexadecimal, as the host reads them.</summary>
    /// <param name="options">How the engine will be made.</param>
    /// <returns>Names and values.</returns>
    /// <remarks>
    /// Under a hard limit .NET 10.0.12 dies of a segmentation fault in place of running out of memory when its concurrent
    /// collector is switched off (a plain C# program does). So it is switched on for every limit; <see cref="HostLatency"/>
    /// keeps collections out of the background all the same.
    /// </remarks>
    public static IReadOnlyDictionary<string, string> Environment(EngineOptions options)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal);
        ParameterValues parameters = options.Parameters;
        foreach ((string key, string variable) in s_variables)
        {
            if (parameters.Has(key))
            {
                environment.Add(variable, Value(parameters, key));
            }
        }

        if (options.HeapLimitBytes is { } limit)
        {
            environment.Add("DOTNET_GCHeapHardLimit", Hexadecimal(limit));
            environment.Add(ConcurrentVariable, "1");
        }
        else if (parameters.Has(Concurrent))
        {
            environment.Add(ConcurrentVariable, Value(parameters, Concurrent));
        }

        return environment;
    }

    private static string Value(ParameterValues parameters, string key) => parameters.Text(key) switch
    {
        "true" => "1",
        "false" => "0",
        _ => Hexadecimal(parameters.Integer(key)),
    };

    private static string Hexadecimal(long value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    private static ParameterDescription Switch(string name, string summary) => new(name, ParameterKind.Boolean, summary, null);

    private static ParameterDescription Number(string name, ParameterKind kind, string summary, double least, double most) =>
        new(name, kind, summary, null) { Minimum = least, Maximum = most };
}
