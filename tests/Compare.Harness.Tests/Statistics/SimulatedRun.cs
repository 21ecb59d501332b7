using Compare.Harness.Matrix;
using Compare.Harness.Metrics;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Statistics;

/// <summary>
/// Wall times of a whole matrix in the order of its own plan, with the noise that real runs have: a machine that drifts
/// (autocorrelated over the order), processes that differ (with a long upper tail: one in ten is disturbed), and iterations
/// that resemble their neighbours. What a cell truly takes is known.
/// </summary>
internal sealed class SimulatedRun
{
    private const double BaseNs = 1e8;
    private const double Persistence = 0.9;
    private const double DriftStep = 0.004;
    private const double BetweenInvocations = 0.015;
    private const double Disturbance = 0.04;
    private const double WithinInvocation = 0.006;

    private static readonly IMetric[] s_metrics = [new WallTime()];

    private readonly List<InvocationRow> _rows = [];
    private readonly List<InvocationRow> _twins = [];
    private readonly List<IterationRow> _iterations = [];
    private readonly List<IterationRow> _twinIterations = [];
    private readonly RunMatrix _matrix;

    /// <summary>Simulates a run.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="slowdown">True time of an invocation over that of the others.</param>
    /// <param name="seed">Seed of the noise.</param>
    public SimulatedRun(RunMatrix matrix, Func<PlannedInvocation, double> slowdown, ulong seed)
    {
        _matrix = matrix;
        SplitMix64 random = new(seed);
        double drift = 0;
        foreach (PlannedInvocation planned in RunPlan.Of(matrix).Invocations.Where(entry => entry.Kind != InvocationKind.Work))
        {
            drift = (Persistence * drift) + (DriftStep * Noise.Normal(random));
            double own = (BetweenInvocations * Noise.Normal(random))
                + (Noise.Uniform(random) < 0.1 ? -Disturbance * Math.Log(Noise.Uniform(random)) : 0);
            Add(planned, Math.Log(BaseNs * slowdown(planned)) + drift + own, random);
        }
    }

    /// <summary>The summary of the run, greyed where its A/A pair differs.</summary>
    public IReadOnlyList<SummaryRow> Summary(IReadOnlyList<SummaryRow> pair) => AaPair.Grey(
        SummaryBuilder.Build(_rows, _iterations, s_metrics, Settings), pair);

    /// <summary>The A/A pair.</summary>
    public IReadOnlyList<SummaryRow> Pair() =>
        AaPair.Compare(_twins, _rows, (_iterations, _twinIterations), s_metrics, Settings);

    /// <summary>Wall times of a cell, ns.</summary>
    public IEnumerable<double> Times(string config, string workload) =>
        _rows.Where(row => row.Config == config && row.Workload == workload).Select(row => (double)row.WallNs!.Value);

    private SummarySettings Settings =>
        new(_matrix.Baseline, _matrix.Runs.Invocations, _matrix.Runs.Seed, _matrix.Runs.Tolerance);

    private void Add(PlannedInvocation planned, double logarithm, SplitMix64 random)
    {
        bool twin = planned.Kind == InvocationKind.Twin;
        double inside = 0;
        long[] times = new long[_matrix.Runs.Iterations!.Value];
        for (int i = 0; i < times.Length; i++)
        {
            inside = (0.5 * inside) + (WithinInvocation * Noise.Normal(random));
            times[i] = (long)Math.Exp(logarithm + inside);
            (twin ? _twinIterations : _iterations).Add(Iteration(planned, i, times[i]));
        }

        (twin ? _twins : _rows).Add(TestRows.Invocation(
            planned.Key.Config,
            planned.Key.Workload,
            planned.Invocation,
            (long)Quantiles.Median([.. times.Select(time => (double)time)])));
    }

    private static IterationRow Iteration(PlannedInvocation planned, int number, long wall) => new()
    {
        Engine = planned.Cell.Engine.Name,
        Config = planned.Key.Config,
        Workload = planned.Key.Workload,
        Invocation = planned.Invocation,
        Iteration = number,
        Measured = true,
        WallNs = wall,
        CpuNs = wall,
        AllocatedObjects = 1,
        AllocatedBytes = 16,
    };
}
