namespace Compare.Browser.Tests;

/// <summary>What a reader chooses stands in the address, and an address shows what was chosen.</summary>
public sealed class LinkTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Fragment = "decodeURIComponent(location.hash.replaceAll('+', ' '))";

    [SkippableFact]
    public async Task An_address_shows_again_what_was_chosen()
    {
        await using OpenReport report = await OpenReport.At(fixture);
        await report.Page.SelectOptionAsync("[data-control=baseline]", "2");
        await report.Page.SelectOptionAsync("[data-control=show]", "values");
        await report.Page.SelectOptionAsync("[data-control=metric]", "1");
        await report.Page.ClickAsync("#filter-button");
        await report.Page.UncheckAsync("#filters input[data-filter=config][value='1']");
        await report.Page.FillAsync("[data-search=invocations]", "sigkill");
        await report.Page.ClickAsync("#table-invocations thead th[data-name=wall_ns] button");
        await report.Page.ClickAsync("#theme-button");
        await report.Page.WaitForFunctionAsync("location.hash.includes('theme=dark')");
        string address = report.Page.Url;
        string matrix = await report.Page.InnerTextAsync("#table-ratios");
        string ground = await report.Ground();

        await using OpenReport again = await OpenReport.At(fixture, fragment: new Uri(address).Fragment);

        Assert.Equal(matrix, await again.Page.InnerTextAsync("#table-ratios"));
        Assert.Equal(ground, await again.Ground());
        Assert.Equal(0, await again.Shown("main [data-config='1']"));
        Assert.Equal(1, await again.Shown("#table-invocations tbody tr"));
        Assert.Equal("ascending", await again.Page.GetAttributeAsync("#table-invocations th[data-name=wall_ns]", "aria-sort"));
        Assert.Equal(address, again.Page.Url);
        Assert.Empty(again.Complaints);
    }

    [SkippableFact]
    public async Task Names_stand_in_the_address_and_no_numbers()
    {
        await using OpenReport report = await OpenReport.At(fixture);

        await report.Page.SelectOptionAsync("[data-control=baseline]", "2");

        await report.Page.WaitForFunctionAsync("location.hash !== ''");
        string chosen = await report.Page.EvaluateAsync<string>("report.data.configs[2].name");
        Assert.Equal($"#?baseline={chosen}", await report.Page.EvaluateAsync<string>(Fragment));
    }

    [SkippableFact]
    public async Task A_section_of_an_address_with_choices_is_scrolled_to()
    {
        await using OpenReport report = await OpenReport.At(fixture, fragment: "#ratios?show=values");

        double top = await report.Page.EvaluateAsync<double>("document.getElementById('ratios').getBoundingClientRect().top");

        Assert.InRange(top, -5, 200);
    }

    [SkippableTheory]
    [InlineData("#ratios?baseline=nobody&metric=no_such&engines=none&show=nonsense&sort=nothing:at:all&find.invocations=")]
    [InlineData("#ratios?%E0%A4%A&&&===&?")]
    [InlineData("#</script><script>alert(1)</script>?engines=<img src=x onerror=alert(1)>")]
    public async Task What_an_address_asks_for_in_vain_is_passed_over(string fragment)
    {
        await using OpenReport plain = await OpenReport.At(fixture);
        await using OpenReport report = await OpenReport.At(fixture, fragment: fragment);

        Assert.Equal(await plain.Page.InnerTextAsync("#table-ratios"), await report.Page.InnerTextAsync("#table-ratios"));
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Measured_values_stand_in_place_of_ratios_when_asked_for()
    {
        await using OpenReport report = await OpenReport.At(fixture);

        await report.Page.SelectOptionAsync("[data-control=show]", "values");

        string text = await report.Page.Locator("#table-ratios tbody td .value").First.InnerTextAsync();
        Assert.Matches("^[0-9.\u202f]+\u00a0(ns|µs|ms|s)$", text);
        Assert.False(await report.Page.Locator("#table-ratios tfoot").IsVisibleAsync());

        await report.Page.SelectOptionAsync("[data-control=show]", "ratios");

        Assert.True(await report.Page.Locator("#table-ratios tfoot").IsVisibleAsync());
        Assert.Empty(report.Complaints);
    }
}
