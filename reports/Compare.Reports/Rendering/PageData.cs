using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Rendering;

/// <summary>Writes what the page's scripts read, as JSON that is safe inside a script element.</summary>
internal sealed class PageData
{
    // The default encoder writes < > & ' as \u003C and so on: neither </script nor <!-- can occur in the output.
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    // Below this size plain JSON is smaller than what unpacking costs, and a reader can look at it in the source.
    private const int PackFrom = 64 * 1024;

    // What most runs have is unpacked with the rest.
    private const int ApartFrom = 4 << 20;

    public PageData(ReportModel model, IReadOnlyDictionary<string, byte[]?> sections)
    {
        Late = [.. from section in sections
                   where section.Value?.Length > ApartFrom
                   select new { Id = section.Key, DataHtml = Packed.Pack(section.Value) }];
        byte[] data = Write(new
        {
            title = model.Results.Title,
            baseline = model.Baseline?.Index ?? -1,
            greyed = model.IsGreyed,
            firstCases = CaseCards.First(model),
            configs = model.Configs.Select(config => new
            {
                config.Name,
                config.Engine,
                config.Style.Hue,
                config.Style.Dash,
                config.Style.Marker,
                config.Style.Hollow,
            }),
            cases = model.Cases.Select(@case => new { @case.Label, @case.Workload, @case.HeapBytes }),
            metrics = model.Metrics.Select(metric => new
            {
                name = metric.Metric,
                label = Words.Metric(metric.Metric),
                metric.Unit,
                metric.Direction,
                cells = MetricCells.Of(model, metric.Metric),
            }),
            sections = sections.Where(section => section.Value is { Length: <= ApartFrom })
                .ToDictionary(section => section.Key, section => new RawJson(section.Value)),
        });
        IsPacked = data.Length > PackFrom;
        Html = IsPacked ? Packed.Pack(data) : Encoding.UTF8.GetString(data);
    }

    /// <summary>Whether the data are packed.</summary>
    public bool IsPacked { get; }

    /// <summary>What the scripts need at once, ready to stand in the page.</summary>
    public string Html { get; }

    /// <summary>Data of single sections that are packed apart, until a chart of theirs comes near.</summary>
    public IReadOnlyList<object> Late { get; }

    public static byte[] Write(object data) => JsonSerializer.SerializeToUtf8Bytes(data, s_options);
}
