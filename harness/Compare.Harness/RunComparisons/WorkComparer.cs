using Compare.Harness.Results;

namespace Compare.Harness.RunComparisons;

/// <summary>
/// Compares work vectors. They are bit-identical for a seed, so any change is real and needs no statistics; and since every
/// count is work, a change of time is explained by the count that changed most in its direction (methodology, part 5).
/// </summary>
internal static class WorkComparer
{
    /// <summary>Finds the cells whose work vectors differ.</summary>
    /// <param name="cells">Cells that both runs have, with wall time of the new run over the base.</param>
    /// <param name="baseRows">Rows of <c>work.csv</c> of the base.</param>
    /// <param name="newRows">Rows of <c>work.csv</c> of the new run.</param>
    /// <param name="decided">Cells that are better or worse in wall time.</param>
    public static IReadOnlyList<WorkChange> Of(
        IReadOnlyList<(CellKey Key, double? TimeRatio)> cells,
        IEnumerable<WorkRow> baseRows,
        IEnumerable<WorkRow> newRows,
        IReadOnlySet<CellKey> decided)
    {
        ILookup<CellKey, WorkRow> was = baseRows.ToLookup(KeyOf);
        ILookup<CellKey, WorkRow> now = newRows.ToLookup(KeyOf);
        List<WorkChange> changed = [];
        foreach ((CellKey cell, double? ratio) in cells)
        {
            CountChange[] counts = Joined([.. was[cell]], [.. now[cell]]);
            CountChange[] changes =
            [
                .. counts.Where(count => count.Base != count.New)
                    .OrderByDescending(count => count.Magnitude ?? double.NegativeInfinity)
                    .ThenByDescending(count => count.Distance)
                    .ThenBy(count => count.Count, StringComparer.Ordinal),
            ];
            if (changes.Length > 0)
            {
                changed.Add(new WorkChange(
                    cell, changes, counts.Length, ratio, decided.Contains(cell), Explanation(changes, ratio)));
            }
        }

        return changed;
    }

    private static CountChange? Explanation(CountChange[] changes, double? ratio) =>
        ratio is null or 1 ? null : Array.Find(changes, change => change.Grew == ratio > 1);

    private static CountChange[] Joined(WorkRow[] was, WorkRow[] now)
    {
        Dictionary<string, WorkRow> before = was.DistinctBy(row => row.Metric).ToDictionary(row => row.Metric, StringComparer.Ordinal);
        Dictionary<string, WorkRow> after = now.DistinctBy(row => row.Metric).ToDictionary(row => row.Metric, StringComparer.Ordinal);
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal).Select(name =>
            {
                WorkRow? old = before.GetValueOrDefault(name);
                WorkRow? young = after.GetValueOrDefault(name);
                return new CountChange(name, (young ?? old)!.Unit, old?.Value, young?.Value);
            }),
        ];
    }

    private static CellKey KeyOf(WorkRow row) => new(row.Config, row.Workload, row.HeapBytes);
}
