using Microsoft.Playwright;

namespace Compare.Browser.Tests;

public sealed class ReportInBrowserTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const int Sections = 23;
    private const string Light = "rgb(247, 248, 250)";
    private const string Dark = "rgb(13, 17, 23)";

    [SkippableTheory]
    [InlineData(1240, false)]
    [InlineData(1240, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task It_opens_offline_without_a_complaint_or_a_request(int width, bool dark)
    {
        await using OpenReport report = await OpenReport.At(fixture, width, dark);

        Assert.Empty(report.Complaints);
        Assert.Equal([fixture.ReportUri.AbsoluteUri], report.Requests, StringComparer.Ordinal);
        Assert.Equal(Sections, await report.Shown("main > section > h2"));
        Assert.Equal(14, await report.Shown("figure.chart .plot svg"));
        Assert.Equal(1, await report.Shown("figure.chart .plot canvas"));
        Assert.Equal(dark ? Dark : Light, await report.Ground());
    }

    [SkippableTheory]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1240)]
    [InlineData(1920)]
    public async Task The_page_never_scrolls_sideways(int width)
    {
        await using OpenReport report = await OpenReport.At(fixture, width);

        Assert.Equal(width, await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [SkippableFact]
    public async Task The_means_stand_in_the_columns_of_their_engines()
    {
        await using OpenReport report = await OpenReport.At(fixture);
        const string Offsets =
            "[...document.querySelectorAll('#table-ratios tfoot td')].map(cell => cell.getBoundingClientRect().left"
                + " - document.querySelectorAll('#table-ratios thead th')[cell.cellIndex].getBoundingClientRect().left)";

        double[] offsets = await report.Page.EvaluateAsync<double[]>(Offsets);

        Assert.True(offsets.Length > 1, "There are no means.");
        Assert.All(offsets, offset => Assert.InRange(offset, -1, 1));
    }

    // A large page lays out sections as they come near; how high they are is not known before.
    [SkippableTheory]
    [InlineData("machine")]
    [InlineData("downloads")]
    [InlineData("verdicts")]
    public async Task A_link_leads_to_its_section_in_a_large_page_too(string section)
    {
        await using OpenReport report = await OpenReport.At(fixture);
        await report.Page.EvaluateAsync("document.documentElement.classList.add('large')");

        await report.Page.EvalOnSelectorAsync($"nav.bar a[href='#{section}']", "link => link.click()");

        await report.Page.WaitForFunctionAsync(
            "id => { const top = document.getElementById(id).getBoundingClientRect().top; return top > 0 && top < 120 || scrolledToEnd(); "
                + "function scrolledToEnd() { const page = document.scrollingElement; return page.scrollTop + innerHeight >= page.scrollHeight - 1; } }",
            section);
    }

    [SkippableFact]
    public async Task The_theme_button_turns_the_page_and_its_charts()
    {
        await using OpenReport report = await OpenReport.At(fixture);
        string before = await report.Page.Locator("[data-chart=pauses] .plot").InnerHTMLAsync();

        await report.Page.ClickAsync("#theme-button");

        Assert.Equal(Dark, await report.Ground());
        Assert.False(before == await report.Page.Locator("[data-chart=pauses] .plot").InnerHTMLAsync());
        await report.Page.ClickAsync("#theme-button");
        Assert.Equal(Light, await report.Ground());
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task A_filter_takes_an_engine_out_of_every_table_and_chart()
    {
        await using OpenReport report = await OpenReport.At(fixture);

        await report.Page.ClickAsync("#filter-button");
        await report.Page.UncheckAsync("#filters input[data-filter=config][value='2']");

        Assert.Equal(0, await report.Shown("main [data-config='2']"));
        Assert.True(await report.Shown("main [data-config='1']") > 0);
        Assert.Equal(0, await report.Page.Locator(".chart-key", new() { HasText = "pypy" }).CountAsync());
        Assert.Contains("5 of 6 engines", await report.Page.InnerTextAsync("#filter-note"), StringComparison.Ordinal);

        await report.Page.ClickAsync("#filter-reset");

        Assert.True(await report.Shown("main [data-config='2']") > 0);
        Assert.Empty(report.Complaints);
    }

    [SkippableTheory]
    [InlineData(1240)]
    [InlineData(390)]
    public async Task A_finding_leads_to_its_verdict_even_where_that_was_closed_and_filtered_out(int width)
    {
        await using OpenReport report = await OpenReport.At(fixture, width);
        ILocator link = report.Page.Locator("#findings .further a[href^='#verdict-']").First;
        ILocator row = report.Page.Locator((await link.GetAttributeAsync("href"))!);
        string @case = (await row.GetAttributeAsync("data-case"))!;

        Assert.False(await row.IsVisibleAsync());
        await report.Page.ClickAsync("#filter-button");
        await report.Page.UncheckAsync($"#filters input[data-filter=case][value='{@case}']");
        await report.Page.Keyboard.PressAsync("Escape");
        await link.ClickAsync();

        Assert.True(await row.IsVisibleAsync());
        Assert.True(await row.EvaluateAsync<bool>("row => row.matches(':target')"));
        await report.Page.WaitForFunctionAsync(
            "row => { const box = row.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; }",
            await row.ElementHandleAsync());
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task With_everything_filtered_out_nothing_breaks()
    {
        await using OpenReport report = await OpenReport.At(fixture);

        await report.Page.ClickAsync("#filter-button");
        await report.Page.ClickAsync("[data-filter-none=config]");
        await report.Page.ClickAsync("[data-filter-none=case]");

        Assert.Equal(0, await report.Shown("#table-ratios tbody tr"));
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Another_baseline_turns_the_ratios_over()
    {
        await using OpenReport report = await OpenReport.At(fixture);
        ILocator cells = report.Page.Locator("#table-ratios tbody tr").First.Locator("td");
        double before = await Value(cells.Nth(2));

        await report.Page.SelectOptionAsync("[data-control=baseline]", "2");

        Assert.Equal(1, await Value(cells.Nth(2)));
        Assert.Equal(1 / before, await Value(cells.Nth(0)), 9);

        // The harness has decided nothing against this baseline.
        Assert.Contains("plain", await cells.Nth(0).GetAttributeAsync("class") ?? string.Empty, StringComparison.Ordinal);
        Assert.Empty(await cells.Nth(0).Locator(".mark").InnerTextAsync());
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task The_script_draws_the_matrix_as_the_server_did()
    {
        await using OpenReport report = await OpenReport.At(fixture);
        string before = await report.Page.Locator("#table-ratios").InnerTextAsync();

        await report.Page.SelectOptionAsync("[data-control=baseline]", "1");
        Assert.False(before == await report.Page.Locator("#table-ratios").InnerTextAsync());
        await report.Page.SelectOptionAsync("[data-control=baseline]", "0");

        Assert.Equal(before, await report.Page.Locator("#table-ratios").InnerTextAsync());
    }

    [SkippableFact]
    public async Task A_heading_sorts_its_table_by_keyboard()
    {
        await using OpenReport report = await OpenReport.At(fixture);
        ILocator heading = report.Page.Locator("#table-invocations thead th[data-name=wall_ns] button");
        const string Values = "[...document.querySelectorAll('#table-invocations tbody tr')].map(row => row.cells[5].dataset.v)";

        await heading.FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        string[] values = await report.Page.EvaluateAsync<string[]>(Values);

        List<double> known =
        [
            .. values.Where(value => value.Length > 0)
                .Select(value => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(known.Order(), known);
        Assert.Equal(12, values.Reverse().TakeWhile(value => value.Length == 0).Count());
    }

    [SkippableFact]
    public async Task The_search_narrows_the_raw_table()
    {
        await using OpenReport report = await OpenReport.At(fixture);

        await report.Page.FillAsync("[data-search=invocations]", "sigkill");

        Assert.Equal(1, await report.Shown("#table-invocations tbody tr"));
    }

    [SkippableTheory]
    [InlineData("[data-csv-table=ratios]", "table-ratios.csv", "workload,cpython:3.13,", 8)]
    [InlineData("[data-csv-table=invocations]", "table-invocations.csv", "workload,config,invocation,order,status,wall_ns", 181)]
    [InlineData("[data-csv-chart=pauses]", "chart-pauses.csv", "config,workload,percentile,pause_ns", 100)]
    [InlineData("[data-csv-chart=ratios]", "chart-ratios.csv", "config,workload,metric,baseline,ratio,ratio_low,ratio_high", 29)]
    public async Task Tables_and_charts_download_as_CSV(string button, string name, string header, int least)
    {
        await using OpenReport report = await OpenReport.At(fixture);

        IDownload download = await report.Page.RunAndWaitForDownloadAsync(() => report.Page.ClickAsync(button));

        string[] lines = (await File.ReadAllTextAsync(await download.PathAsync())).TrimEnd('\n').Split('\n');
        Assert.Equal(name, download.SuggestedFilename);
        Assert.StartsWith(header, lines[0].Replace("\"", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(lines.Length >= least, $"{lines.Length} lines");
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Every_chart_has_words_for_those_who_do_not_see_it()
    {
        await using OpenReport report = await OpenReport.At(fixture);

        string?[] labels = await report.Page.EvaluateAsync<string?[]>(
            "[...document.querySelectorAll('.plot')]"
                + ".map(plot => (plot.closest('[aria-label]') ?? plot.querySelector('[aria-label]'))"
                + "?.getAttribute('aria-label') ?? null)");

        Assert.Equal(15, labels.Length);
        Assert.All(labels, label => Assert.Contains("able ", label ?? string.Empty, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Without_JavaScript_every_number_is_there()
    {
        await using OpenReport report = await OpenReport.At(fixture, scripts: false);

        Assert.Equal(Sections, await report.Shown("main > section > h2"));
        Assert.Equal(0, await report.Shown("figure.chart, button, select"));
        Assert.Equal(6, await report.Shown("#table-ratios tbody tr"));
        Assert.Equal(6, await report.Shown("#times .panel"));
        Assert.Equal(6, await report.Shown("#overhead .panel"));
        Assert.Equal(180, await report.Shown("#table-invocations tbody tr"));
        Assert.Contains("need JavaScript", await report.Page.InnerTextAsync("noscript"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task On_paper_it_is_light_and_nothing_is_cut()
    {
        await using OpenReport report = await OpenReport.At(fixture, dark: true);
        await report.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await report.Page.SetViewportSizeAsync(690, 900);

        Assert.Equal("rgb(255, 255, 255)", await report.Ground());
        Assert.Equal(0, await report.Shown("nav.bar, #theme-button, [data-csv-table]"));
        Assert.True(await report.Page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('.plot')].every(plot => plot.getBoundingClientRect().right <= innerWidth)"));
        Assert.True(await report.Shown("#table-times thead th") > 0);
        Assert.True(await report.Shown("#table-times thead th button") > 0);

        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await report.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");

        Assert.Equal(Dark, await report.Ground());
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task It_prints_to_a_PDF()
    {
        await using OpenReport report = await OpenReport.At(fixture, dark: true);

        byte[] pdf = await report.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });

        Assert.True(pdf.AsSpan().StartsWith("%PDF-"u8));
        Assert.True(pdf.Length > 50_000);
        Assert.Empty(report.Complaints);
    }

    private static async Task<double> Value(ILocator cell) =>
        double.Parse(await cell.GetAttributeAsync("data-v") ?? string.Empty, System.Globalization.CultureInfo.InvariantCulture);
}
