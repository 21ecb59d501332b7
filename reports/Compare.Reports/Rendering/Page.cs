using System.Text;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Rendering;

/// <summary>What the template of the whole page reads. Members whose name ends in Html are ready to stand in the page.</summary>
internal sealed class Page
{
    public Page(ReportModel model, IReadOnlyList<IReportSection> sections, string body, PageData data)
    {
        Title = model.Results.Title;
        IsLarge = CaseCards.First(model) < model.Cases.Count || data.Late.Count > 0;
        ToolVersion = model.Results.Environment.ToolVersion;
        Started = Words.Moment(model.Results.Environment.StartedAt);
        Sections = [.. sections.Select(section => new { section.Id, section.ShortTitle })];
        Configs = [.. model.Configs.Select(config => new { config.Index, NameHtml = Names.Html(config.Name), KeyHtml = Key.Of(config) })];
        Cases = [.. model.Cases.Select(@case => new { @case.Index, @case.Label })];
        KeysHtml = Key.Definitions(model.Configs);
        BodyHtml = body;
        ScriptHtml = string.Join('\n', Resources.TextsUnder(
            "assets/js/", sections.Select(section => section.GetType().Assembly).Distinct().Where(other => other != GetType().Assembly)));
        DataIsPacked = data.IsPacked;
        DataHtml = data.Html;
        LateData = data.Late;
    }

    public string Title { get; }

    /// <summary>Whether the browser lays out only what is near the reader, and the rest as it comes near.</summary>
    public bool IsLarge { get; }

    public string ToolVersion { get; }

    public string Started { get; }

    public IReadOnlyList<object> Sections { get; }

    public IReadOnlyList<object> Configs { get; }

    public IReadOnlyList<object> Cases { get; }

    public string KeysHtml { get; }

    public string BodyHtml { get; }

    public bool DataIsPacked { get; }

    public string DataHtml { get; }

    public IReadOnlyList<object> LateData { get; }

    public string StyleHtml { get; } = Hues() + Resources.Text("assets/report.css");

    public string ScriptHtml { get; }

    public string LibraryHtml { get; } = ChartLibrary.Packed;

    public string LibraryVersion { get; } = ChartLibrary.Version;

    public string LicencesHtml { get; } = ChartLibrary.Licences;

    private static string Hues()
    {
        IEnumerable<string> pairs = Palette.Light.Zip(
            Palette.Dark, (light, dark) => $"light-dark({light}, {dark})");
        StringBuilder css = new($":root {{ --card: light-dark({Palette.LightCard}, {Palette.DarkCard}); }}\n");
        foreach ((int hue, string pair) in pairs.Index())
        {
            css.Append($".hue-{hue} {{ --hue: {pair}; }}\n");
        }

        return css.ToString();
    }
}
