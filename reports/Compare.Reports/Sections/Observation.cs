using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>What listening to an engine's events cost, in numbers of the invocations themselves.</summary>
public static class Observation
{
    /// <summary>The median of what the finished invocations of a cell know; null when none knows it.</summary>
    public static double? Median(ReportCell cell, Func<InvocationRow, long?> value)
    {
        double[] known = [.. cell.Finished.Select(value).OfType<long>().Select(number => (double)number)];
        return known.Length == 0 ? null : Quantiles.Median(known);
    }

    /// <summary>One sentence for each config of which events came: the most that a cell of it took.</summary>
    public static IEnumerable<string> Sentences(ReportModel model) =>
        from cell in model.Cells
        where Median(cell, row => row.ObserverEvents) > 0
        group cell by cell.Config into cells
        let most = cells.MaxBy(cell => Median(cell, row => row.ObserverBytes))
        select $"{cells.Key.Name}: the event listener used at most {Quantity.Time(Median(most, row => row.ObserverCpuNs))} of CPU time and "
            + $"{Quantity.Bytes(Median(most, row => row.ObserverBytes))} in the measured iterations of an invocation ({most.Case.Label}); "
            + "both are part of its numbers.";
}
