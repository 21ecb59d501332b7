using System.Text.Json;
using Compare.Harness.Results;

namespace Compare.Harness.Steadiness;

/// <summary>Makes <c>steadiness.csv</c>: judges every finished invocation and names the fallback where it is too short.</summary>
public static class SteadinessTable
{
    /// <summary>Changepoints of normal noise.</summary>
    public const string Pelt = "pelt";

    /// <summary>Changepoints of means over whole cycles of collections.</summary>
    public const string BatchMeans = "pelt-batch-means";

    /// <summary>The last three iterations differ by little (DaCapo's rule).</summary>
    public const string Cov = "cov";

    /// <summary>Nothing could be judged.</summary>
    public const string Fixed = "fixed";

    /// <summary>Fewest values in which changes are looked for: below that the penalty hides all but huge ones.</summary>
    public const int FewestForChangepoints = 20;

    /// <summary>Fewest iterations for an autocorrelation.</summary>
    public const int FewestForAutocorrelation = 10;

    /// <summary>Most that the last three iterations may differ, standard deviation over mean.</summary>
    public const double SteadyCov = 0.03;

    private const int CovIterations = 3;

    /// <summary>Makes the rows.</summary>
    /// <param name="results">A run with its measured rows.</param>
    public static IReadOnlyList<SteadinessRow> Of(ResultSet results)
    {
        ILookup<(string, string, long?, int), IterationRow> iterations =
            results.Iterations.ToLookup(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation));
        return
        [
            .. from row in results.Invocations
               where row.Status == CellStatus.Ok
               let judged = Judged(iterations[(row.Config, row.Workload, row.HeapBytes, row.Invocation)])
               where judged.Length > 0
               select Row(row, judged),
        ];
    }

    // The first warm-up also verifies the heap, which takes time of its own.
    private static IterationRow[] Judged(IEnumerable<IterationRow> rows) =>
        [.. rows.Where(row => row.Measured || row.Iteration > 0).OrderBy(row => row.Iteration)];

    private static SteadinessRow Row(InvocationRow key, IterationRow[] iterations)
    {
        double[] wall = Array.ConvertAll(iterations, row => (double)row.WallNs);
        bool canCorrelate = wall.Length >= FewestForAutocorrelation;
        int? period = canCorrelate && Array.TrueForAll(iterations, row => row.GcNs.HasValue)
            ? Autocorrelation.Period(Array.ConvertAll(iterations, row => (double)row.GcNs!.Value))
            : null;
        SteadinessRow row = new()
        {
            Engine = key.Engine,
            Config = key.Config,
            Workload = key.Workload,
            HeapBytes = key.HeapBytes,
            Invocation = key.Invocation,
            Iterations = wall.Length,
            Method = Fixed,
            Autocorrelation = canCorrelate ? Autocorrelation.Of(wall, 1) : null,
            Period = period,
            CovLast3 = CovOfLast(wall),
        };

        // One batch spans a whole cycle, so that a collection in every k-th iteration is no change. The rest at the front is
        // warm-up at most.
        int batch = period ?? 1;
        return wall.Length / batch >= FewestForChangepoints ? Judge(row, iterations, wall, batch)
            : row.CovLast3 <= SteadyCov ? row with { Method = Cov }
            : row;
    }

    private static SteadinessRow Judge(SteadinessRow row, IterationRow[] iterations, double[] wall, int batch)
    {
        int skipped = wall.Length % batch;
        SteadyState state = SteadyState.Of([.. wall.Skip(skipped).Chunk(batch).Select(values => values.Average())]);
        int? from = state.SteadyFrom is { } index ? index == 0 ? 0 : skipped + (index * batch) : null;
        return row with
        {
            Method = batch == 1 ? Pelt : BatchMeans,
            Class = JsonNamingPolicy.SnakeCaseLower.ConvertName(state.Class.ToString()),
            SteadyFromIteration = from is { } steady ? iterations[steady].Iteration : null,
            MeasuredBeforeSteady = from is { } first ? iterations[..first].Count(iteration => iteration.Measured) : null,
            Changepoints = state.Changes,
            Outliers = state.Outliers,
        };
    }

    private static double? CovOfLast(double[] wall)
    {
        if (wall.Length < CovIterations)
        {
            return null;
        }

        (double mean, double variance) = Statistics.Moments.Of(wall[^CovIterations..]);
        return mean > 0 ? Math.Sqrt(variance) / mean : null;
    }
}
