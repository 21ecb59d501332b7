using Compare.Harness.Memory;
using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>Where the memory was in each finished cell: one engine does not tell its terms.</summary>
internal static class SampleMemory
{
    private const int Samples = 12;
    private const long Step = 1 << 20;

    public static IEnumerable<MemoryRow> Of(InvocationRow row) => Enumerable.Range(0, Samples).Select(i => new MemoryRow
    {
        Engine = row.Engine,
        Config = row.Config,
        Workload = row.Workload,
        HeapBytes = row.HeapBytes,
        Invocation = row.Invocation,
        Sample = i,
        Moment = i switch { 0 => "begin", Samples - 2 => "peak", Samples - 1 => "end", _ => i % 2 == 1 ? "before" : "after" },
        AllocatedBytes = (i + 1) / 2 * Step,
        CommittedBytes = 16 * Step,
        LiveBytes = IsKnown(row) ? i * Step / 4 : null,
        FloatingBytes = IsKnown(row) ? i % 2 * Step : null,
        InternalBytes = IsKnown(row) ? Step / 2 : null,
        ExternalBytes = IsKnown(row) ? (15 * Step) - (i * Step / 4) - (i % 2 * Step) : null,
        MetadataBytes = IsKnown(row) ? Step / 2 : null,
    });

    public static IEnumerable<FragmentationRow> MeasuresOf(InvocationRow row) => IsKnown(row)
        ?
        [
            Make(row, "run", FragmentationMeasures.BlowUp, null, 5.5, "ratio"),
            Make(row, "run", FragmentationMeasures.RobsonBound, null, 3, "ratio"),
            Make(row, "peak", FragmentationMeasures.External, 16, 0, "share"),
            Make(row, "peak", FragmentationMeasures.External, 32, 0.25, "share"),
            Make(row, "peak", FragmentationMeasures.External, 64, 1, "share"),
            Make(row, "peak", FragmentationMeasures.ExternalSingle, null, 0.875, "share"),
        ]
        : [];

    private static bool IsKnown(InvocationRow row) => row.Engine != "clr";

    private static FragmentationRow Make(InvocationRow row, string moment, string measure, long? size, double value, string unit) => new()
    {
        Engine = row.Engine,
        Config = row.Config,
        Workload = row.Workload,
        HeapBytes = row.HeapBytes,
        Invocation = row.Invocation,
        Moment = moment,
        Measure = measure,
        SizeBytes = size,
        Value = value,
        Unit = unit,
    };
}
