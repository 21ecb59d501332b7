using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>One planned invocation of a sample.</summary>
internal sealed record SampleCell(
    int ConfigIndex,
    string Config,
    int WorkloadIndex,
    string Workload,
    long? HeapBytes,
    int Invocation) : ICellKey
{
    private static readonly Dictionary<string, double> s_speeds = new(StringComparer.Ordinal)
    {
        ["cpython"] = 1,
        ["pypy"] = 0.31,
        ["clr"] = 0.38,
        ["nogc"] = 0.27,
        ["semispace"] = 0.62,
        ["micropython"] = 2.4,
    };

    private static readonly Dictionary<string, double> s_pauses = new(StringComparer.Ordinal)
    {
        ["cpython"] = 0.0004,
        ["pypy"] = 0.0012,
        ["clr"] = 0.002,
        ["semispace"] = 0.006,
        ["micropython"] = 0.003,
    };

    public string Engine => Config.Split(':')[0];

    /// <summary>Seconds of one iteration without noise.</summary>
    public double Seconds => (0.12 + (0.23 * (WorkloadIndex % 5))) * s_speeds.GetValueOrDefault(Engine, 0.9)
        * (1 + (0.05 * Math.Sin(ConfigIndex + (3 * WorkloadIndex))));

    /// <summary>Seconds of a usual pause; 0 for an engine that never pauses.</summary>
    public double PauseSeconds => Engine == "nogc" ? 0 : s_pauses.GetValueOrDefault(Engine, 0.002);

    /// <summary>Bytes that one iteration asks for, the same for every engine.</summary>
    public long AllocatedBytes => (64L + (48 * WorkloadIndex)) << 20;

    public int Seed => (ConfigIndex * 7919) + (WorkloadIndex * 104729) + (Invocation * 31) + 17;
}
