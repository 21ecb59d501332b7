using Compare.Reports.Model;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class LineStyleTests
{
    [Fact]
    public void An_engine_keeps_its_style_whatever_else_is_in_the_run()
    {
        LineStyle alone = new ReportModel(SampleResults.Create(new SampleShape { Configs = ["semispace"] })).Configs[0].Style;
        LineStyle among = new ReportModel(SampleResults.Default).Configs.Single(config => config.Name == "semispace").Style;

        Assert.Equal(alone.Hue, among.Hue);
        Assert.Equal(alone.Marker, among.Marker);
        Assert.Equal(alone.Dash, among.Dash);
    }

    [Fact]
    public void Configs_of_an_engine_share_its_hue_and_differ_otherwise()
    {
        List<LineStyle> styles = [.. Enumerable.Range(0, 24).Select(number => LineStyle.Of("pypy", [], number))];

        Assert.Single(styles.Select(style => style.Hue).Distinct());
        Assert.Equal(24, styles.Select(style => (style.Marker, string.Join(',', style.Dash))).Distinct().Count());
    }

    [Fact]
    public void Engines_come_in_their_fixed_order_and_others_by_name()
    {
        SampleShape shape = new() { Configs = ["zeta", "semispace", "alpha", "clr", "cpython:3.13"], WithFailures = false };

        ReportModel model = new(SampleResults.Create(shape));

        Assert.Equal(["cpython:3.13", "clr", "semispace", "alpha", "zeta"], model.Configs.Select(config => config.Name), StringComparer.Ordinal);
        Assert.Equal(5, model.Configs.Select(config => config.Style.Hue).Distinct().Count());
    }
}
