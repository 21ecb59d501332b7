using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>The table of what the machine did while each process ran.</summary>
internal static class MachineRows
{
    private const int MostRows = 2000;
    private const double HertzPerMegahertz = 1e6;
    private const double MicrojoulesPerJoule = 1e6;

    /// <summary>Makes the table; where there are very many rows, flagged ones first.</summary>
    public static TableView Table(IReadOnlyList<MachineRow> rows, int processors) => new(
        "machine",
        "One row per process in the order of execution, canary and work vector included; shares are of the time that the "
            + "process took, those of other processes of all processors' time",
        [
            new("order", "Order"),
            new("kind", "Kind", IsNumeric: false),
            new("config", "Engine", IsNumeric: false),
            new("workload", "Workload", IsNumeric: false),
            new("flags", "Flags", IsNumeric: false),
            new("steal_share", "Steal", Direction: "lower"),
            new("cpu_pressure_some_share", "Waiting for a processor", Direction: "lower"),
            new("memory_pressure_some_share", "Waiting for memory", Direction: "lower"),
            new("disk_pressure_some_share", "Waiting for a disk", Direction: "lower"),
            new("other_cpu_share", "Other processes", Direction: "lower"),
            new("involuntary_switches", "Involuntary switches", Direction: "lower"),
            new("major_faults", "Major faults", Direction: "lower"),
            new("clock_after_max_mhz", "Fastest clock after"),
            new("energy_package_j", "Energy of the packages"),
        ],
        [
            .. rows.OrderBy(row => rows.Count > MostRows && row.Flags is null).Take(MostRows)
                .OrderBy(row => row.Order).Select(row => Row(row, processors)),
        ],
        IsSearchable: true);

    /// <summary>A time as a share of what the process took.</summary>
    public static double? Share(long? nanoseconds, MachineRow row) =>
        row.ElapsedNs > 0 ? nanoseconds / (double)row.ElapsedNs : null;

    private static TableRow Row(MachineRow row, int processors) => new(
        -1,
        -1,
        [
            TableCell.Count(row.Order),
            TableCell.Of(row.Kind),
            TableCell.Of(row.Config),
            TableCell.Of(row.Workload),
            TableCell.Of(row.Flags?.Replace(" ", ", ", StringComparison.Ordinal).Replace('_', ' ')),
            Percent(Share(row.StealNs, row)),
            Percent(Share(row.CpuSomeNs, row)),
            Percent(Share(row.MemorySomeNs, row)),
            Percent(Share(row.DiskSomeNs, row)),
            Percent(Share(row.OtherCpuNs, row) / processors),
            TableCell.Count(row.InvoluntarySwitches),
            TableCell.Count(row.MajorFaults),
            Scaled(row.ClockAfterMaxHz / HertzPerMegahertz, "MHz"),
            Scaled(row.PackageMicroJoules / MicrojoulesPerJoule, "J"),
        ]);

    private static TableCell Percent(double? share) => new(Quantity.Percent(share), Raw(share));

    private static TableCell Scaled(double? value, string unit) =>
        new(value is { } known ? $"{Quantity.Significant(known)}\u00A0{unit}" : Quantity.NotAvailable, Raw(value));

    private static string Raw(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
