using Microsoft.Playwright;

namespace Compare.Browser.Tests;

/// <summary>The report opened in a fresh offline context, with all that it asked for and all that it complained of.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    private OpenReport(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, message) => _complaints.Add(message.Text);
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Every console message and every uncaught error; a clean page has none.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<OpenReport> At(
        BrowserFixture fixture, int width = 1240, bool dark = false, bool scripts = true, string fragment = "", Uri? place = null)
    {
        Skip.If(fixture.Missing.Length > 0, fixture.Missing);
        IBrowserContext context = await fixture.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
            Offline = true,
        });
        OpenReport report = new(context, await context.NewPageAsync());
        await report.Page.GotoAsync((place ?? fixture.ReportUri).AbsoluteUri + fragment);
        if (scripts)
        {
            await report.Page.WaitForSelectorAsync(
                "html[data-ready]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        }

        return report;
    }

    public Task<int> Count(string selector) => Page.Locator(selector).CountAsync();

    /// <summary>Number of elements that match and are shown.</summary>
    public Task<int> Shown(string selector) => Page.Locator($":is({selector}):visible").CountAsync();

    public Task<string> Ground() => Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
