using System.Xml.Linq;
using Microsoft.Playwright;

namespace Compare.Browser.Tests;

/// <summary>Charts leave the page as pictures that stand alone, and are zoomed without a mouse.</summary>
public sealed class PictureTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [SkippableTheory]
    [InlineData("pauses", false)]
    [InlineData("collections", true)]
    [InlineData("ratios", true)]
    public async Task A_chart_is_saved_as_SVG_with_title_and_key(string chart, bool dark)
    {
        await using OpenReport report = await OpenReport.At(fixture, dark: dark);
        string figure = $"figure[data-chart={chart}]";

        IDownload download = await report.Page.RunAndWaitForDownloadAsync(
            () => report.Page.ClickAsync($"{figure} [data-picture=svg]"));

        XDocument picture = XDocument.Load(await download.PathAsync());
        string[] texts = [.. picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        string title = await report.Page.InnerTextAsync($"{figure} h3");
        string engine = await report.Page.InnerTextAsync($"{figure} .chart-key li span");
        Assert.Equal($"chart-{chart}.svg", download.SuggestedFilename);
        Assert.Contains(texts, text => text.StartsWith(title, StringComparison.Ordinal));
        Assert.Contains(engine, texts);
        Assert.True(picture.Descendants().Count(element => element.Name.LocalName == "path") > 10);
        Assert.DoesNotContain("var(", picture.ToString(), StringComparison.Ordinal);
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task A_chart_is_saved_as_PNG_at_twice_its_size()
    {
        await using OpenReport report = await OpenReport.At(fixture);

        IDownload download = await report.Page.RunAndWaitForDownloadAsync(
            () => report.Page.ClickAsync("figure[data-chart=pauses] [data-picture=png]"));

        byte[] picture = await File.ReadAllBytesAsync(await download.PathAsync());
        int width = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16));
        int shown = await report.Page.EvaluateAsync<int>("document.querySelector('figure[data-chart=pauses] .plot').clientWidth");
        Assert.True(picture.AsSpan().StartsWith(s_png));
        Assert.InRange(width, 2 * shown, (2 * shown) + 200);
        Assert.True(picture.Length > 10_000, $"{picture.Length} bytes");
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task The_keyboard_zooms_a_chart_moves_it_and_shows_all_again()
    {
        await using OpenReport report = await OpenReport.At(fixture);
        ILocator plot = report.Page.Locator("figure[data-chart=collections] .plot");
        const string Range = "report.zoom.range(document.querySelector('figure[data-chart=collections]'))";

        await plot.FocusAsync();
        await report.Page.Keyboard.PressAsync("+");
        double[] near = await report.Page.EvaluateAsync<double[]>(Range);
        await report.Page.Keyboard.PressAsync("ArrowRight");
        double[] moved = await report.Page.EvaluateAsync<double[]>(Range);
        await report.Page.Keyboard.PressAsync("0");
        double[] all = await report.Page.EvaluateAsync<double[]>(Range);

        Assert.InRange(near[1] - near[0], 30, 90);
        Assert.Equal(near[1] - near[0], moved[1] - moved[0], 6);
        Assert.True(moved[0] > near[0]);
        Assert.Equal([0, 100], all);
        Assert.Empty(report.Complaints);
    }
}
