using System.Globalization;
using Microsoft.Playwright;

namespace Compare.Browser.Tests;

/// <summary>
/// What sections look like, compared loosely with how they looked when somebody last judged them: the brightness of a coarse grid, so
/// that another font or another version of the browser passes, and a chart that is not drawn, a theme that is not applied or a layout
/// that falls apart does not. COMPARE_UPDATE_DOCS=1 takes the looks anew.
/// </summary>
public sealed class LookTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const int Columns = 16;
    private const int Rows = 12;
    private const double MostMeanDifference = 8;
    private const double MostHeightRatio = 1.25;
    private const string UpdateVariable = "COMPARE_UPDATE_DOCS";

    // A picture of the page is put into another page, which may read its pixels.
    private const string Brightness = """
        async ([picture, columns, rows]) => {
          const image = new Image();
          image.src = "data:image/png;base64," + picture;
          await image.decode();
          const canvas = new OffscreenCanvas(columns, rows);
          const context = canvas.getContext("2d");
          context.imageSmoothingQuality = "high";
          context.drawImage(image, 0, 0, columns, rows);
          const { data } = context.getImageData(0, 0, columns, rows);
          const grid = [image.height / image.width];
          for (let at = 0; at < data.length; at += 4) grid.push(0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]);
          return grid;
        }
        """;

    private static readonly string s_folder = Folder();

    private static readonly string[] s_sections = ["findings", "ratios", "pauses", "pareto", "memory", "heap-maps"];

    [SkippableTheory]
    [InlineData(1240, false)]
    [InlineData(1240, true)]
    [InlineData(390, false)]
    public async Task Sections_look_as_they_did(int width, bool dark)
    {
        await using OpenReport report = await OpenReport.At(fixture, width, dark, place: fixture.MapsUri);
        List<string> changed = [];
        foreach (string section in s_sections)
        {
            ILocator element = report.Page.Locator($"main > section#{section}");
            await element.ScrollIntoViewIfNeededAsync();
            byte[] picture = await element.ScreenshotAsync(new LocatorScreenshotOptions { Animations = ScreenshotAnimations.Disabled });
            double[] look = await Measured(picture);
            string file = Path.Combine(s_folder, $"{section}-{width}-{(dark ? "dark" : "light")}.txt");
            if (Environment.GetEnvironmentVariable(UpdateVariable) is { Length: > 0 })
            {
                await File.WriteAllTextAsync(file, Written(look));
            }
            else if (Difference(await Then(file), look) is { } difference)
            {
                changed.Add($"{section}: {difference}");
            }
        }

        Assert.True(changed.Count == 0, string.Join("; ", changed));
    }

    [SkippableFact]
    public async Task A_picture_in_other_colours_is_told_apart()
    {
        await using OpenReport report = await OpenReport.At(fixture);
        ILocator element = report.Page.Locator("main > section#pauses");
        double[] drawn = await Measured(await element.ScreenshotAsync());
        await report.Page.EvaluateAsync("document.body.style.filter = 'invert(1)'");
        double[] inverted = await Measured(await element.ScreenshotAsync());

        Assert.True(drawn.Skip(1).Zip(inverted.Skip(1), (was, now) => Math.Abs(was - now)).Average() > 2 * MostMeanDifference);
    }

    private static async Task<double[]> Then(string file) =>
    [
        .. (await File.ReadAllTextAsync(file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture)),
    ];

    // Null when the two are alike.
    private static string? Difference(double[] then, double[] look)
    {
        double height = look[0] / then[0];
        double brightness = then.Skip(1).Zip(look.Skip(1), (was, now) => Math.Abs(was - now)).Average();
        return height is > 1 / MostHeightRatio and < MostHeightRatio && brightness <= MostMeanDifference
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"height x {height:F2}, brightness of the grid off by {brightness:F1} of 255");
    }

    private async Task<double[]> Measured(byte[] picture)
    {
        IPage page = await fixture.Browser.NewPageAsync();
        try
        {
            return await page.EvaluateAsync<double[]>(Brightness, new object[] { Convert.ToBase64String(picture), Columns, Rows });
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    // Height over width, then the grid line by line, 0 for black and 255 for white.
    private static string Written(double[] look) => string.Join(
        '\n',
        look.Skip(1).Chunk(Columns).Select(row => string.Join(' ', row.Select(value => value.ToString("F0", CultureInfo.InvariantCulture))))
            .Prepend(look[0].ToString("F3", CultureInfo.InvariantCulture))) + "\n";

    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compare.sln")))
        {
            folder = folder.Parent;
        }

        string looks = Path.Combine(folder!.FullName, "tests", "Compare.Browser.Tests", "Looks");
        Directory.CreateDirectory(looks);
        return looks;
    }
}
