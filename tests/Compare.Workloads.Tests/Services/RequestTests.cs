using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Services;

/// <summary>What programs that serve say of their requests.</summary>
public sealed class RequestTests
{
    private const string Engine = "nogc";
    private const double NanosecondsPerSecond = 1e9;

    private static RequestWitness Watch(string workload, ulong seed = Laboratory.Seed)
    {
        using IEngine engine = EngineUnderTest.Create(Engine);
        RequestWitness witness = new();
        Laboratory.Run(engine, workload, seed, witness);
        return witness;
    }

    [Theory]
    [ClassData(typeof(EveryWorkload))]
    public void Requests_come_one_after_the_other_and_as_many_as_promised(string name)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(name);

        RequestWitness witness = Watch(name);

        Assert.True(witness.IsInOrder);
        Assert.Equal(workload.CountRequests(parameters), witness.Arrivals.Count);
    }

    [Theory]
    [InlineData("web-session")]
    [InlineData("event-loop")]
    public void Nothing_is_scheduled_in_a_closed_loop(string workload) =>
        Assert.All(Watch(workload).Arrivals, arrival => Assert.Equal(WorkloadRun.Unscheduled, arrival));

    [Fact]
    public void Constant_arrivals_are_at_equal_distances() =>
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => i * 500_000L), Watch("web-session:rate=2000,arrival=constant").Arrivals);

    /// <summary>Distances are exponential: their mean is the standard deviation. 4000 of them leave an error of 2 %.</summary>
    [Fact]
    public void Poisson_arrivals_have_the_rate_and_the_spread()
    {
        List<long> arrivals = Watch("web-session:requests=4000,most=2KiB,rate=1000,arrival=poisson").Arrivals;

        double[] distances = [.. arrivals.Zip(arrivals.Skip(1), (one, next) => (next - one) / NanosecondsPerSecond)];
        double mean = distances.Average();
        double deviation = Math.Sqrt(distances.Average(distance => (distance - mean) * (distance - mean)));

        Assert.True(arrivals[0] > 0);
        Assert.InRange(mean, 0.0009, 0.0011);
        Assert.InRange(deviation, 0.0009, 0.0011);
    }

    [Fact]
    public void The_schedule_depends_on_the_seed_and_changes_no_work()
    {
        const string Open = "web-session:rate=1000,arrival=poisson";

        Assert.Equal(Watch(Open).Arrivals, Watch(Open).Arrivals);
        Assert.NotEqual(Watch(Open).Arrivals, Watch(Open, seed: 7).Arrivals);
        Assert.Equal(Laboratory.Checksum(Engine, "web-session"), Laboratory.Checksum(Engine, Open));
        Assert.NotEqual(Laboratory.Checksum(Engine, "web-session"), Laboratory.Checksum(Engine, "web-session", seed: 7));
    }
}
