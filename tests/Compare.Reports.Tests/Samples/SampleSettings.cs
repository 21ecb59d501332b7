using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>Settings of the engines that report them: one met, one refused, one that nobody asked for.</summary>
internal static class SampleSettings
{
    public static IEnumerable<SettingRow> Of(InvocationRow row) => row is { Engine: "clr", Status: CellStatus.Ok }
        ?
        [
            Make(row, "conserve", "3", "3", null, tookEffect: true),
            Make(row, "gen0", "8388608", "4194304", "bytes", tookEffect: false),
            Make(row, "GCRegionSize", null, "0", null, tookEffect: null),
        ]
        : [];

    private static SettingRow Make(InvocationRow row, string name, string? requested, string? effective, string? unit, bool? tookEffect) => new()
    {
        Engine = row.Engine,
        Config = row.Config,
        Workload = row.Workload,
        HeapBytes = row.HeapBytes,
        Invocation = row.Invocation,
        Setting = name,
        Requested = requested,
        Effective = effective,
        Unit = unit,
        TookEffect = tookEffect,
    };
}
