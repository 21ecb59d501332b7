using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class FindingsTests
{
    [Fact]
    public void An_interval_that_leaves_out_one_is_a_claim()
    {
        Finding finding = Of(ratio: 0.5, low: 0.45, high: 0.55);

        Assert.Equal(("better", "Faster", "clr"), (finding.Kind, finding.Tag, finding.Subject));
        Assert.Contains("0.50× the wall time of cpython:3.13 (95 % interval 0.45–0.55", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_above_one_is_slower() => Assert.Equal("Slower", Of(ratio: 1.5, low: 1.1, high: 2).Tag);

    [Theory]
    [InlineData(0.9, 0.7, 1.0)]
    [InlineData(1.2, 0.99, 1.4)]
    public void An_interval_that_contains_one_is_inconclusive(double ratio, double low, double high) =>
        Assert.Equal(("open", "Inconclusive"), (Of(ratio, low, high).Kind, Of(ratio, low, high).Tag));

    [Fact]
    public void Without_an_interval_nothing_is_claimed() => Assert.Equal("No interval", Of(ratio: 0.1, low: null, high: null).Tag);

    [Fact]
    public void The_fastest_is_named_only_when_its_interval_stands_alone()
    {
        Finding apart = Assert.Single(Findings.ByWorkload(Model((100, 95, 105), (200, 190, 210))));
        Finding together = Assert.Single(Findings.ByWorkload(Model((100, 95, 105), (104, 100, 109))));

        Assert.Equal("Fastest", apart.Tag);
        Assert.Equal("Inconclusive", together.Tag);
    }

    private static Finding Of(double ratio, double? low, double? high)
    {
        ResultSet results = SampleResults.Create(new SampleShape { Configs = ["cpython:3.13", "clr"], Workloads = ["gcbench"], WithFailures = false });
        return Findings.Overall(new ReportModel(results with
        {
            Summary = [.. results.Summary.Select(row => row.Config == "clr" ? row with { Ratio = ratio, RatioLow = low, RatioHigh = high } : row)],
        }))[0];
    }

    private static ReportModel Model((double Value, double Low, double High) first, (double Value, double Low, double High) second)
    {
        ResultSet results = SampleResults.Create(new SampleShape { Configs = ["cpython:3.13", "clr"], Workloads = ["gcbench"], WithFailures = false });
        return new ReportModel(results with
        {
            Summary =
            [
                .. results.Summary.Where(row => row.Metric == "wall_ns").Select(row => row.Config == "clr"
                    ? row with { Estimate = first.Value, Low = first.Low, High = first.High }
                    : row with { Estimate = second.Value, Low = second.Low, High = second.High }),
            ],
        });
    }
}
