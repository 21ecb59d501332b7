using System.Globalization;
using System.Text.RegularExpressions;
using Compare.Reports.Model;
using Compare.Reports.Rendering;

namespace Compare.Reports.Tests;

public sealed class PaletteTests
{
    public static TheoryData<string> Visions => [.. ColourVision.Simulations.Keys];

    [Fact]
    public void Every_colour_stands_out_from_its_card()
    {
        Assert.All(Palette.Light, colour => Assert.True(ColourVision.Contrast(colour, Palette.LightCard) >= 3, colour));
        Assert.All(Palette.Dark, colour => Assert.True(ColourVision.Contrast(colour, Palette.DarkCard) >= 4.5, colour));
    }

    [Theory]
    [MemberData(nameof(Visions))]
    public void No_two_colours_come_close_however_they_are_seen(string vision)
    {
        double[,] simulation = ColourVision.Simulations[vision];

        Assert.True(LeastDistance(Palette.Light, simulation) > 25);
        Assert.True(LeastDistance(Palette.Dark, simulation) > 25);
    }

    [Fact]
    public void Text_is_readable_on_every_background()
    {
        string css = Resources.Text("assets/report.css");
        (string Text, string Ground, double Least)[] pairs =
        [
            ("text", "page", 7), ("quiet", "page", 4.5), ("accent", "page", 4.5), ("alert", "page", 4.5),
            ("text", "alert-soft", 7), ("text", "hover", 7), ("quiet", "hover", 4.5), ("worse-text", "page", 4.5), ("better", "page", 4.5),
        ];
        Assert.All(pairs, pair =>
        {
            (string light, string dark) = Colours(css, pair.Text);
            (string lightGround, string darkGround) = Colours(css, pair.Ground);
            Assert.True(ColourVision.Contrast(light, lightGround) >= pair.Least, $"light {pair}");
            Assert.True(ColourVision.Contrast(dark, darkGround) >= pair.Least, $"dark {pair}");
        });
    }

    // What is fuller stands out more from the page: darker on a light one, lighter on a dark one.
    [Theory]
    [MemberData(nameof(Visions))]
    public void The_ramp_of_the_maps_goes_one_way_in_steps_that_are_seen_however_they_are_seen(string vision)
    {
        const int Colors = 6;
        const double LeastLightness = 5;
        const double LeastDistance = 10;
        string css = Resources.Text("assets/report.css");
        double[,] simulation = ColourVision.Simulations[vision];
        (string Light, string Dark)[] ramp =
            [.. Enumerable.Range(0, Colors).Select(number => Colours(css, string.Create(CultureInfo.InvariantCulture, $"map-{number}")))];

        Assert.All(ramp.Zip(ramp.Skip(1)), step =>
        {
            (double light, double dark) = (
                ColourVision.Lightness(step.First.Light, simulation) - ColourVision.Lightness(step.Second.Light, simulation),
                ColourVision.Lightness(step.Second.Dark, simulation) - ColourVision.Lightness(step.First.Dark, simulation));
            Assert.True(light >= LeastLightness && dark >= LeastLightness, $"{step}: {light:0.0}, {dark:0.0}");
            Assert.True(ColourVision.Distance(step.First.Light, step.Second.Light, simulation) >= LeastDistance, $"light {step}");
            Assert.True(ColourVision.Distance(step.First.Dark, step.Second.Dark, simulation) >= LeastDistance, $"dark {step}");
        });
        Assert.DoesNotContain("--map-6", css, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simulation_can_find_a_bad_pair()
    {
        double red = ColourVision.Distance("#d62728", "#8c7a00", ColourVision.Simulations["normal"]);
        double seen = ColourVision.Distance("#d62728", "#8c7a00", ColourVision.Simulations["deuteranopia"]);

        Assert.True(red > 60);
        Assert.True(seen < 25);
    }

    private static double LeastDistance(IReadOnlyList<string> colours, double[,] simulation) => (
        from one in colours.Index()
        from other in colours.Index()
        where one.Index < other.Index
        select ColourVision.Distance(one.Item, other.Item, simulation)).Min();

    private static (string Light, string Dark) Colours(string css, string name)
    {
        Match match = Regex.Match(
            css, $@"--{name}: light-dark\((?<light>#[0-9a-f]{{6}}), (?<dark>#[0-9a-f]{{6}})\)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, name);
        return (match.Groups["light"].Value, match.Groups["dark"].Value);
    }
}
