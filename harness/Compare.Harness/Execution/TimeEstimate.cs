using Compare.Harness.Planning;
using Compare.Harness.Statistics;

namespace Compare.Harness.Execution;

/// <summary>How long the rest of a plan takes, as a range, from invocations that ran.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="Middle">The most likely time: that of <see cref="RemainingTime"/>.</param>
/// <param name="High">Upper end.</param>
/// <param name="SeenCells">Cells of the rest of which an invocation ran.</param>
/// <param name="Cells">All cells of the rest.</param>
public sealed record TimeEstimate(TimeSpan Low, TimeSpan Middle, TimeSpan High, int SeenCells, int Cells)
{
    private const double UpperProbability = 0.975;

    /// <summary>
    /// Standard deviation between invocations of one cell, as a share of its time, while nobody has measured it: ten per cent is what a
    /// shared machine shows.
    /// </summary>
    private const double SpreadOfInvocations = 0.1;

    /// <summary>Estimates the time of invocations that are still to run; null when nothing ran.</summary>
    /// <param name="rest">The invocations.</param>
    /// <param name="seen">Invocations that ran, with their time in ms.</param>
    /// <remarks>
    /// Cells that ran count with their mean, which is uncertain by the spread between invocations. The others count with the mean of
    /// the cells that ran: their sum has a prediction interval, of Student's t over the cells.
    /// </remarks>
    public static TimeEstimate? Of(IReadOnlyCollection<InvocationKey> rest, IReadOnlyCollection<(InvocationKey Key, long Ms)> seen)
    {
        if (seen.Count == 0)
        {
            return null;
        }

        RemainingTime remaining = new();
        foreach ((InvocationKey key, long milliseconds) in seen)
        {
            remaining.Add(key, milliseconds);
        }

        Dictionary<object, (double Mean, int Count)> known = seen.GroupBy(one => CellOf(one.Key))
            .ToDictionary(cell => cell.Key, cell => (cell.Average(one => (double)one.Ms), cell.Count()));
        (object Cell, int Count)[] cells = [.. rest.GroupBy(CellOf).Select(cell => (cell.Key, cell.Count()))];
        double variance = 0;
        double least = 0;
        double unseen = 0;
        double unseenSquares = 0;
        double shortest = known.Values.Min(one => one.Mean);
        foreach ((object cell, int count) in cells)
        {
            if (known.TryGetValue(cell, out (double Mean, int Count) one))
            {
                variance += Square(count * one.Mean * SpreadOfInvocations) / one.Count;
            }
            else
            {
                unseen += count;
                unseenSquares += Square(count);
                least += count * shortest;
            }
        }

        double[] means = [.. known.Values.Select(one => one.Mean)];
        variance += Square(Spread(means)) * (unseenSquares + (Square(unseen) / means.Length));
        TimeSpan middle = remaining.For(rest);
        double reach = StudentQuantiles.Of(Math.Max(1, means.Length - 1), UpperProbability) * Math.Sqrt(variance);
        return new TimeEstimate(
            TimeSpan.FromMilliseconds(Math.Max(least, middle.TotalMilliseconds - reach)),
            middle,
            TimeSpan.FromMilliseconds(middle.TotalMilliseconds + reach),
            cells.Count(cell => known.ContainsKey(cell.Cell)),
            cells.Length);
    }

    // One cell says nothing of how far cells are apart: then as far as times that are distributed exponentially.
    private static double Spread(double[] means) =>
        means.Length < 2 ? means[0] : Math.Sqrt(means.Sum(mean => Square(mean - means.Average())) / (means.Length - 1));

    private static double Square(double value) => value * value;

    private static object CellOf(InvocationKey key) => (key.Config, key.Workload, key.HeapBytes);
}
