using System.Reflection;
using System.Text;
using Compare.Harness.Results;
using Compare.Reports.Model;
using Compare.Reports.Rendering;

namespace Compare.Reports;

/// <summary>Writes the HTML report: one file that opens offline and asks for nothing else.</summary>
public sealed class HtmlReport
{
    private readonly IReadOnlyList<IReportSection> _sections;

    /// <summary>Makes a report of every section that this assembly holds.</summary>
    public HtmlReport()
        : this(SectionCatalog.All)
    {
    }

    /// <summary>Makes a report of every section that this assembly and others hold.</summary>
    public HtmlReport(IEnumerable<Assembly> others)
        : this(SectionCatalog.With(others))
    {
    }

    /// <summary>Makes a report of the given sections, in the given order.</summary>
    public HtmlReport(IEnumerable<IReportSection> sections) => _sections = [.. sections];

    /// <summary>Writes the page into a string.</summary>
    public string Render(ResultSet results)
    {
        ReportModel model = new(results);
        Dictionary<string, object> data = new(StringComparer.Ordinal);
        StringBuilder body = new();
        List<IReportSection> shown = [];
        foreach (IReportSection section in _sections)
        {
            SectionContent? content = section.Build(model);
            if (content is null && section.IsOptional)
            {
                continue;
            }

            shown.Add(section);
            if (content?.Data is { } sectionData)
            {
                data[section.Id] = sectionData;
            }

            string inner = content is null ? string.Empty : Templates.Render(section.GetType().Assembly, section.Id, content.View);
            body.Append(Templates.Render(
                "section",
                new { section.Id, section.Title, section.WhenEmpty, IsEmpty = content is null, InnerHtml = inner }));
        }

        return Templates.Render("page", new Page(model, shown, body.ToString(), PageData.Write(model, data)));
    }

    /// <summary>Writes the page as UTF-8 into a stream, which stays open.</summary>
    public void Write(ResultSet results, Stream stream)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write(Render(results));
    }
}
