using System.Globalization;
using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.Costs;

/// <summary>The rows of <c>costs.csv</c> on overhead in one unit of cost: totals, explicit parts, bounds.</summary>
internal sealed class OverheadTable
{
    private const string FloorEngine = "nogc";

    private readonly IReadOnlyList<CellRows> _cells;
    private readonly OverheadNames _names;
    private readonly CostSample[] _samples;

    /// <summary>Prepares the rows.</summary>
    /// <param name="cells">The cells of one workload under all heap limits.</param>
    /// <param name="names">Names of the measures.</param>
    /// <param name="total">Total of one iteration.</param>
    /// <param name="collections">
    /// What collections of all measured iterations of an invocation cost together, null where it is not known.
    /// </param>
    public OverheadTable(
        IReadOnlyList<CellRows> cells,
        OverheadNames names,
        Func<IterationRow, double> total,
        Func<CellRows.OneInvocation, double?> collections)
    {
        _cells = cells;
        _names = names;
        _samples =
        [
            .. from cell in cells
               let processes = ByProcess.Group(cell.Invocations, one => one.Row)
               let parts = processes.Select(process => process.Average(one => collections(one) / one.Iterations.Count)).ToArray()
               let isKnown = cell.Invocations.All(one => collections(one) is not null)
               select new CostSample(
                   [.. processes.Select(process => process.Average(one => one.Iterations.Average(total)))],
                   isKnown ? [.. parts.Select(part => part!.Value)] : null),
        ];
    }

    /// <summary>Makes the rows of every cell.</summary>
    public IEnumerable<CostRow> Rows()
    {
        bool[] isFloor = [.. _cells.Select(cell => cell.Cell is { Engine: FloorEngine, HeapBytes: null })];
        ulong[] seeds = [.. _cells.Select(SeedOf)];
        Bound? bound = LowerBoundOverhead.Distilled(_samples);
        Bound? floor = LowerBoundOverhead.Floor(_samples, isFloor);
        IReadOnlyList<Estimate>? overBound = LowerBoundOverhead.OverDistilled(_samples, seeds);
        IReadOnlyList<Estimate>? overFloor = LowerBoundOverhead.OverFloor(_samples, isFloor, seeds);
        string candidates = Candidates(i => _samples[i].Explicit is not null);
        string floors = Candidates(i => isFloor[i]);
        for (int i = 0; i < _cells.Count; i++)
        {
            double mean = _samples[i].Totals.Average();
            double? part = _samples[i].Explicit?.Average();
            yield return Row(i, _names.Mean, "ns", mean);
            if (part is { } known)
            {
                yield return Row(i, _names.Explicit, "ns", known);
                yield return Row(i, _names.Distilled, "ns", mean - known);
                yield return Row(i, _names.Share, "share", known / mean);
            }

            if (bound is { } least && overBound is not null)
            {
                yield return Row(i, _names.Overhead, "ratio", overBound[i], _cells[least.Cell], candidates);
            }

            if (floor is { } lowest && overFloor is not null)
            {
                yield return Row(i, _names.OverFloor, "ratio", overFloor[i], _cells[lowest.Cell], floors);
            }
        }
    }

    private CostRow Row(int index, string metric, string unit, double value) => new()
    {
        Engine = _cells[index].Cell.Engine,
        Config = _cells[index].Cell.Config,
        Workload = _cells[index].Cell.Workload,
        HeapBytes = _cells[index].Cell.HeapBytes,
        Metric = metric,
        Unit = unit,
        Value = value,
        N = _cells[index].Invocations.Count,
    };

    private CostRow Row(int index, string metric, string unit, Estimate estimate, CellRows reference, string candidates) =>
        Row(index, metric, unit, estimate.Value) with
        {
            Low = estimate.Low,
            High = estimate.High,
            IntervalMethod = estimate.Method,
            Reference = reference.Cell.Config,
            ReferenceHeapBytes = reference.Cell.HeapBytes,
            Candidates = candidates,
        };

    private ulong SeedOf(CellRows cell) =>
        (ulong)cell.Seed ^ StableHash.Of($"{cell.Cell.Config}\n{cell.Cell.Workload}\n{cell.Cell.HeapBytes}\n{_names.Overhead}");

    private string Candidates(Func<int, bool> isCandidate)
    {
        IEnumerable<string> names = Enumerable.Range(0, _cells.Count).Where(isCandidate)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{_cells[i].Cell.Config}\n{_cells[i].Cell.HeapBytes}"))
            .Order(StringComparer.Ordinal);
        return StableHash.Of(string.Join('\n', names)).ToString("x16", CultureInfo.InvariantCulture);
    }
}
