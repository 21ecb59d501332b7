using Compare.Harness.Machine.Canary;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Compare.Harness.Tests.Machine;

public sealed class CanaryDriftTests
{
    private const int Trials = 200;
    private const double Noise = 0.02;
    private const double DisturbedShare = 0.05;

    // Noise of a shared machine: 2 % between processes, and one in twenty disturbed and up to 30 % slower.
    private static CanaryRow[] Run(int seed, int count, Func<double, double> level)
    {
        Xoshiro256StarStar random = new(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                double noise = Math.Exp(Normal.Sample(random, 0, Noise));
                double disturbed = random.NextDouble() < DisturbedShare ? 1 + (0.3 * random.NextDouble()) : 1;
                return Row(i, 30e6 * level(i / (count - 1.0)) * noise * disturbed);
            }),
        ];
    }

    private static CanaryRow Row(int number, double wall, CellStatus status = CellStatus.Ok) => new()
    {
        Engine = "semispace",
        Config = "semispace",
        Workload = "binary-trees",
        Invocation = number,
        Order = number * 13,
        Status = status,
        WallNs = status == CellStatus.Ok ? (long)wall : null,
    };

    [Theory]
    [InlineData(10)]
    [InlineData(24)]
    [InlineData(60)]
    public void A_steady_machine_is_called_drifting_at_most_once_in_twenty(int count) =>
        Assert.InRange(Found(count, _ => 1, CanaryVerdict.Trend, CanaryVerdict.Step), 0, 0.05);

    [Fact]
    public void A_slow_rise_is_found()
    {
        Assert.InRange(Found(24, at => 1 + (0.08 * at), CanaryVerdict.Trend, CanaryVerdict.Step), 0.8, 1);
        Assert.InRange(Found(24, at => 1 - (0.08 * at), CanaryVerdict.Trend, CanaryVerdict.Step), 0.8, 1);
    }

    [Fact]
    public void A_step_is_found_where_it_is()
    {
        Assert.InRange(Found(60, at => at < 0.4 ? 1 : 1.15, CanaryVerdict.Step), 0.9, 1);

        CanaryDrift drift = CanaryDrift.Of(Run(7, 60, at => at < 0.4 ? 1 : 1.15));

        Assert.Equal(0.15, drift.Change!.Value, 0.02);
        Assert.InRange(drift.StepBefore!.Value, 22 * 13, 26 * 13);
    }

    [Fact]
    public void The_size_of_a_trend_is_that_over_the_run()
    {
        CanaryDrift drift = CanaryDrift.Of([.. Enumerable.Range(0, 21).Select(i => Row(i, 1e6 * (1 + (i * 0.005))))]);

        Assert.Equal(0.1, drift.Change!.Value, 6);
        Assert.InRange(drift.PValue!.Value, 0, 1e-9);
    }

    [Fact]
    public void A_certain_change_that_would_alter_no_verdict_is_no_drift() => Assert.Equal(
        CanaryVerdict.Steady,
        CanaryDrift.Of([.. Enumerable.Range(0, 20).Select(i => Row(i, 1e6 * (1 + (i * 0.0002))))]).Verdict);

    [Fact]
    public void Too_few_say_nothing()
    {
        CanaryRow[] nine = [.. Enumerable.Range(0, 9).Select(i => Row(i, 1e6 + i)), Row(9, 0, CellStatus.Timeout)];

        Assert.Equal(new CanaryDrift(CanaryVerdict.TooFew, 9, null, null, null), CanaryDrift.Of(nine));
        Assert.Equal(CanaryVerdict.None, CanaryDrift.Of([]).Verdict);
        Assert.Contains("9 of 10 runs finished", Sentence(nine), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sentences_say_what_happened()
    {
        Assert.StartsWith("No canary ran", Sentence([]), StringComparison.Ordinal);
        Assert.Contains(
            "no drift of the machine found in 24 runs of one cell", Sentence(Run(3, 24, _ => 1)), StringComparison.Ordinal);
        Assert.Contains(
            "slower by 10.0 % over the run",
            Sentence([.. Enumerable.Range(0, 12).Select(i => Row(i, 1e6 * (1 + (i / 110.0))))]),
            StringComparison.Ordinal);
        Assert.Contains(
            "faster by 50.0 % at once, before process 260 of the order",
            Sentence([.. Enumerable.Range(0, 40).Select(i => Row(i, (i < 20 ? 2e6 : 1e6) + (i % 3)))]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Canaries_of_several_machines_are_not_judged_together()
    {
        CanaryRow[] faster = [.. Enumerable.Range(0, 24).Select(i => Row(i, i < 12 ? 2e6 : 1e6))];
        ResultSet one = TestRows.Results([], [], []) with { Canary = faster };
        RunPart here = RunPart.Of(one.Environment, 12, []);
        ResultSet two = one with { Environment = one.Environment with { Parts = [here, here with { Host = "another" }] } };

        Assert.Equal(CanaryVerdict.Step, CanaryDrift.Of(one).Verdict);
        Assert.Equal(CanaryVerdict.SeveralMachines, CanaryDrift.Of(two).Verdict);
        Assert.Contains("several machines", CanarySentence.Of(two), StringComparison.Ordinal);
    }

    private static string Sentence(CanaryRow[] rows) => CanarySentence.Of(CanaryDrift.Of(rows), rows.Length);

    private static double Found(int count, Func<double, double> level, params CanaryVerdict[] verdicts) =>
        Enumerable.Range(0, Trials).Count(seed => verdicts.Contains(CanaryDrift.Of(Run(seed, count, level)).Verdict))
            / (double)Trials;
}
