using System.Text;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Rendering;

/// <summary>What the template of the whole page reads.</summary>
internal sealed class Page
{
    private const string Vendor = "assets/vendor/echarts/";

    // Below this size plain JSON is smaller than what unpacking costs, and a reader can look at it in the source.
    private const int PackFrom = 64 * 1024;

    private static readonly Lazy<string> s_library = new(() => Packed.Pack(Resources.Bytes(Vendor + "echarts.min.js")));

    public Page(ReportModel model, IReadOnlyList<IReportSection> sections, string body, string data)
    {
        Title = model.Results.Title;
        Sections = [.. sections.Select(section => new { section.Id, section.ShortTitle })];
        BodyHtml = body;
        DataIsPacked = data.Length > PackFrom;
        DataHtml = DataIsPacked ? Packed.Pack(Encoding.UTF8.GetBytes(data)) : data;
        Configs = [.. model.Configs.Select(config => new { config.Index, config.Name, KeyHtml = Key.Of(config) })];
        Cases = [.. model.Cases.Select(@case => new { @case.Index, @case.Label })];
        ToolVersion = model.Results.Environment.ToolVersion;
        Started = model.Results.Environment.StartedAt;
    }

    public string Title { get; }

    public IReadOnlyList<object> Sections { get; }

    public IReadOnlyList<object> Configs { get; }

    public IReadOnlyList<object> Cases { get; }

    public string BodyHtml { get; }

    public string DataHtml { get; }

    public bool DataIsPacked { get; }

    public string ToolVersion { get; }

    public string Started { get; }

    public string LibraryHtml => s_library.Value;

    public string StyleHtml => Resources.Text("assets/report.css");

    public string HuesHtml => string.Concat(Palette.Light.Zip(Palette.Dark, (light, dark) => (light, dark))
        .Select((pair, hue) => $"--hue-{hue}:light-dark({pair.light},{pair.dark});"));

    public string CardHtml => $"light-dark({Palette.LightCard},{Palette.DarkCard})";

    public string ScriptHtml => string.Join('\n', Resources.Under("assets/js/").Select(Resources.Text));

    /// <summary>The licences that must travel with the chart library; free of what would end an HTML comment.</summary>
    public string LicencesHtml => string.Join(
        "\n\n",
        new[] { "NOTICE", "LICENSE", "LICENSE-d3" }.Select(name => Resources.Text(Vendor + name)))
        .Replace("--", "- -", StringComparison.Ordinal);
}
