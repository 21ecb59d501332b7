using Compare.Harness.Results;
using Compare.Harness.Steadiness;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Steadiness;

public sealed class SteadinessTableTests
{
    private const double Scale = 1e6;

    [Fact]
    public void A_collection_in_every_fifth_iteration_is_periodic_and_not_unsteady()
    {
        double[] wall = SteadyStateTests.Series(201, i => i % 5 == 0 ? 160 : 100);

        SteadinessRow row = Judge(wall, i => i % 5 == 0 ? 60 : 0, warmUp: 1);

        Assert.Equal((SteadinessTable.BatchMeans, "flat", 5), (row.Method, row.Class, row.Period));
        Assert.Equal((200, 1, 0), (row.Iterations, row.SteadyFromIteration, row.MeasuredBeforeSteady));
    }

    [Fact]
    public void A_warm_up_that_reaches_into_the_measured_iterations_is_counted()
    {
        double[] wall = SteadyStateTests.Series(60, i => i < 12 ? 200 : 100);

        SteadinessRow row = Judge(wall, _ => 10, warmUp: 4);

        Assert.Equal(
            (SteadinessTable.Pelt, "warm_up", 12, 8), (row.Method, row.Class, row.SteadyFromIteration, row.MeasuredBeforeSteady));
        Assert.True(row.Autocorrelation > 0.5);
    }

    [Fact]
    public void Few_iterations_are_judged_by_their_last_three_and_fewer_are_taken_on_trust()
    {
        SteadinessRow steady = Judge([900, 100, 101, 100], _ => 0, warmUp: 1);
        SteadinessRow restless = Judge([900, 100, 150, 100], _ => 0, warmUp: 1);
        SteadinessRow single = Judge([900, 100], _ => 0, warmUp: 1);

        Assert.Equal((SteadinessTable.Cov, null), (steady.Method, steady.Class));
        Assert.Equal(Math.Sqrt(1 / 3.0) / (301 / 3.0), steady.CovLast3!.Value, 12);
        Assert.Equal(SteadinessTable.Fixed, restless.Method);
        Assert.NotNull(restless.CovLast3);
        Assert.Equal((SteadinessTable.Fixed, null, null), (single.Method, single.CovLast3, single.Autocorrelation));
    }

    private static SteadinessRow Judge(double[] wall, Func<int, double> collector, int warmUp)
    {
        TestRun run = new TestRun().Invocation("pypy");
        for (int i = 0; i < wall.Length; i++)
        {
            run.Iteration(i, 0, (long)(wall[i] * Scale), gc: (long)(collector(i) * Scale), measured: i >= warmUp);
        }

        return Assert.Single(SteadinessTable.Of(run.Results));
    }
}
