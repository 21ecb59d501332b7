using Microsoft.Playwright;

namespace Compare.Browser.Tests;

public sealed class HeapMapsInBrowserTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Figure = "figure[data-chart=heap-maps]";
    private const string Slider = Figure + " input[type=range]";
    private const string FirstMap = Figure + " .map-space canvas";
    private const string Picture = "document.querySelector('figure[data-chart=heap-maps] .map-space canvas').toDataURL()";

    [SkippableTheory]
    [InlineData(1240, false)]
    [InlineData(1240, true)]
    [InlineData(390, false)]
    public async Task Every_engine_has_its_maps_and_nothing_complains(int width, bool dark)
    {
        await using OpenReport report = await OpenReport.At(fixture, width, dark, place: fixture.MapsUri);

        int panels = await report.Shown(Figure + " .map-panel");

        Assert.True(panels > 1, "There are no maps side by side.");
        Assert.Equal(2 * panels, await report.Shown(FirstMap));
        Assert.Equal(width, await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task The_maps_open_at_full_heaps_and_the_slider_reaches_the_first_moment()
    {
        await using OpenReport report = await OpenReport.At(fixture, place: fixture.MapsUri);
        string opened = await report.Page.InputValueAsync(Slider);
        string facts = await report.Page.Locator(Figure + " .map-facts").First.InnerTextAsync();
        string[] titles = [.. await report.Page.Locator(Figure + " .map-live th").AllInnerTextsAsync()];
        string[] explained = await report.Page.EvaluateAsync<string[]>(
            $"[...document.querySelectorAll('{Figure} .map-live th[title]')].map(cell => cell.title).filter(Boolean)");

        await report.Page.FocusAsync(Slider);
        await report.Page.Keyboard.PressAsync("Home");

        Assert.Equal("2", opened); // The look before the collection has most in use.
        Assert.StartsWith("57.9\u00A0KiB in use", facts, StringComparison.Ordinal);
        Assert.Equal(["Engine", "Space", "In use", "Recyclable", "Free", "Overhead"], titles);
        Assert.Equal(4, explained.Length);
        Assert.StartsWith(
            "0\u00A0B in use", await report.Page.Locator(Figure + " .map-facts").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_slider_moves_the_picture_the_words_and_the_table()
    {
        await using OpenReport report = await OpenReport.At(fixture, place: fixture.MapsUri);
        await report.Page.FocusAsync(Slider);
        await report.Page.Keyboard.PressAsync("Home");
        string picture = await report.Page.EvaluateAsync<string>(Picture);
        string table = await report.Page.Locator(Figure + " .map-live").InnerTextAsync();

        await report.Page.Keyboard.PressAsync("ArrowRight");

        Assert.NotEqual(picture, await report.Page.EvaluateAsync<string>(Picture));
        Assert.NotEqual(table, await report.Page.Locator(Figure + " .map-live").InnerTextAsync());
        Assert.Equal("9.77\u00A0KiB asked for, phase “fill”", await report.Page.Locator(Figure + " .map-now").InnerTextAsync());
        Assert.Equal("9.77\u00A0KiB asked for, phase “fill”", await report.Page.GetAttributeAsync(Slider, "aria-valuetext"));
    }

    [SkippableFact]
    public async Task A_step_goes_to_the_next_collection_and_back()
    {
        await using OpenReport report = await OpenReport.At(fixture, place: fixture.MapsUri);

        await report.Page.ClickAsync(Figure + " [data-map=next]");
        string after = await report.Page.Locator(Figure + " .map-facts").First.InnerTextAsync();
        string place = await report.Page.InputValueAsync(Slider);
        await report.Page.ClickAsync(Figure + " [data-map=next]");
        string hint = await report.Page.Locator(Figure + " .map-hint").InnerTextAsync();
        await report.Page.FocusAsync(Slider);
        await report.Page.Keyboard.PressAsync("End");
        await report.Page.ClickAsync(Figure + " [data-map=previous]");

        Assert.EndsWith("1 collections · a collection has ended", after, StringComparison.Ordinal);
        Assert.Equal("3", place);
        Assert.Equal("No collection comes after this moment.", hint);
        Assert.Equal("3", await report.Page.InputValueAsync(Slider));
    }

    [SkippableFact]
    public async Task Play_goes_on_to_the_end_and_stops_there()
    {
        await using OpenReport report = await OpenReport.At(fixture, place: fixture.MapsUri);

        await report.Page.ClickAsync(Figure + " [data-map=play]");
        await report.Page.WaitForSelectorAsync(Figure + " [data-map=play][aria-pressed=true]");
        Assert.NotEqual("2", await report.Page.InputValueAsync(Slider)); // It begins at the first moment.
        await report.Page.WaitForSelectorAsync(Figure + " [data-map=play][aria-pressed=false]");

        Assert.Equal(
            await report.Page.GetAttributeAsync(Slider, "max"), await report.Page.InputValueAsync(Slider));
        Assert.Equal("Play", await report.Page.Locator(Figure + " [data-map=play]").InnerTextAsync());
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Pointer_and_keys_tell_what_a_cell_holds()
    {
        await using OpenReport report = await OpenReport.At(fixture, place: fixture.MapsUri);
        await report.Page.ClickAsync(Figure + " [data-map=next]");
        ILocator hint = report.Page.Locator(Figure + " .map-hint");
        ILocator map = report.Page.Locator(FirstMap).First;

        await map.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 4, Y = 4 } });
        string pointed = await hint.InnerTextAsync();
        await map.FocusAsync();
        await report.Page.Keyboard.PressAsync("ArrowRight");
        await report.Page.Keyboard.PressAsync("ArrowRight");

        Assert.EndsWith(
            "pools, cell 1 of 8: 8.00\u00A0KiB of 16.0\u00A0KiB in use of blocks of 48.0\u00A0B (50 %)", pointed, StringComparison.Ordinal);
        Assert.EndsWith("pools, cell 3 of 8: free, 16.0\u00A0KiB", await hint.InnerTextAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_station_of_the_story_shows_its_look()
    {
        await using OpenReport report = await OpenReport.At(fixture, place: fixture.MapsUri);
        ILocator station = report.Page.Locator(".map-story li:visible", new PageLocatorOptions { HasText = "no collection has run" }).First;

        await station.Locator("button").ClickAsync();

        Assert.Equal("4", await report.Page.InputValueAsync(Slider));
        Assert.Contains("now", await station.GetAttributeAsync("class"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Without_JavaScript_the_table_and_the_story_are_there()
    {
        await using OpenReport report = await OpenReport.At(fixture, scripts: false, place: fixture.MapsUri);

        Assert.Equal(0, await report.Shown(Figure));
        Assert.True(await report.Shown("#table-heap-maps tbody tr") >= 3, "The table is not there.");
        Assert.True(await report.Shown(".map-story li .what") > 0, "The story is not there.");
        Assert.Equal(0, await report.Shown(".map-story button"));
    }

    [SkippableFact]
    public async Task On_paper_there_are_two_looks_for_each_map()
    {
        await using OpenReport report = await OpenReport.At(fixture, place: fixture.MapsUri);
        int placed = await report.Shown(FirstMap + "[tabindex='0']");

        await report.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        int papers = await report.Count(Figure + " .map-paper");
        await report.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");

        Assert.True(placed > 0 && papers >= placed, $"{papers} looks more for {placed} maps.");
        Assert.Equal(0, await report.Count(Figure + " .map-paper"));
        Assert.Empty(report.Complaints);
    }
}
