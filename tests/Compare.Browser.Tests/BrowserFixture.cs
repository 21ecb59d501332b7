using Compare.Harness.Results;
using Compare.Reports;
using Compare.Reports.Tests.Samples;
using Microsoft.Playwright;

namespace Compare.Browser.Tests;

/// <summary>One headless Chromium and one report on disk for all tests; no browser is a reason to skip, not to fail.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly string _folder = Directory.CreateTempSubdirectory("compare-report-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Missing { get; private set; } = string.Empty;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException(Missing);

    public Uri ReportUri => new(Path.Combine(_folder, "report.html"));

    /// <summary>The same report with maps of heaps.</summary>
    public Uri MapsUri => new(Path.Combine(_folder, "maps.html"));

    public async Task InitializeAsync()
    {
        string? chromium = System.Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? Array.Find(s_places, File.Exists);
        if (chromium is null || !File.Exists(chromium))
        {
            Missing = $"No Chromium at {string.Join(", ", s_places)}; set CHROMIUM_PATH to one.";
            return;
        }

        ResultSet results = SampleResults.Create(new SampleShape { EventsPerIteration = 12 });
        foreach ((Uri place, ResultSet content) in new[] { (ReportUri, results), (MapsUri, SampleHeapMaps.AddTo(results)) })
        {
            await using FileStream file = File.Create(place.LocalPath);
            new HtmlReport().Write(content, file);
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
