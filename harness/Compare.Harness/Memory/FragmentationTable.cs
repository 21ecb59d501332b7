using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Results;

namespace Compare.Harness.Memory;

/// <summary>Makes <c>fragmentation.csv</c>, at the peak and at the end of the invocations that collect the work vector.</summary>
/// <param name="workloads">The workloads of the run, for what theory says of them.</param>
internal sealed class FragmentationTable(IReadOnlyList<WorkloadConfig> workloads)
{
    /// <summary>Smallest size for which external fragmentation is told, as a binary logarithm: 16 bytes.</summary>
    private const int FirstPower = 4;

    /// <summary>Largest: 1 MiB.</summary>
    private const int LastPower = 20;

    /// <summary>Makes the rows of one invocation.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public IEnumerable<FragmentationRow> Rows(ICellKey key, WorkerResult result)
    {
        IReadOnlyList<WorkerMemory> samples = result.Memory ?? [];
        List<FragmentationRow> rows = [];
        foreach (WorkerMemory sample in samples.Where(sample => sample.Moment is "peak" or "end"))
        {
            AddSample(rows, key, sample);
        }

        if (samples.Count > 0)
        {
            AddRun(rows, key, samples);
        }

        return rows;
    }

    private static void AddSample(List<FragmentationRow> rows, ICellKey key, WorkerMemory sample)
    {
        MemoryBreakdown memory = sample.Memory;
        void Add(string measure, double? value, string unit, long? size = null) => rows.AddRange(Row(key, sample.Moment, measure, value, unit, size));

        Add(FragmentationMeasures.Internal, Fragmentation.Internal(memory), "share");
        for (int power = FirstPower; power <= LastPower; power++)
        {
            Add(FragmentationMeasures.External, Fragmentation.External(memory, power), "share", 1L << power);
        }

        Add(FragmentationMeasures.ExternalSingle, Fragmentation.ExternalSingle(memory), "share");
        Add(FragmentationMeasures.BlockWaste, Fragmentation.BlockWaste(memory), "share");
        Add(FragmentationMeasures.Unreturnable, memory.UnreturnableBytes, "bytes");
    }

    private void AddRun(List<FragmentationRow> rows, ICellKey key, IReadOnlyList<WorkerMemory> samples)
    {
        long? live = samples.Max(sample => sample.Memory.LiveBytes);
        long committed = samples.Max(sample => Math.Max(sample.CommittedPeakBytes ?? 0, sample.Memory.CommittedBytes));
        rows.AddRange(Row(key, "run", FragmentationMeasures.BlowUp, live is null or 0 ? null : (double)committed / live, "ratio"));
        if (Sizes(key.Workload) is var (cells, largest))
        {
            rows.AddRange(Row(
                key, "run", FragmentationMeasures.RobsonBound, RobsonBound.Of(cells, largest) / cells, "ratio"));
        }
    }

    private (long Live, long Largest)? Sizes(string label)
    {
        try
        {
            WorkloadConfig? workload = workloads.FirstOrDefault(one => one.Label == label);
            return workload?.Workload.FragmentingSizes(workload.Parameters);
        }
        catch (ParameterException)
        {
            return null; // The run says what is wrong with the parameters.
        }
    }

    private static IEnumerable<FragmentationRow> Row(
        ICellKey key, string moment, string measure, double? value, string unit, long? size = null) => value is not { } known
        ? []
        :
        [
            new()
            {
                Engine = key.Engine,
                Config = key.Config,
                Workload = key.Workload,
                HeapBytes = key.HeapBytes,
                Invocation = key.Invocation,
                Moment = moment,
                Measure = measure,
                SizeBytes = size,
                Value = known,
                Unit = unit,
            },
        ];
}
