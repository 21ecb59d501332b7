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
        (IReportSection Section, string Html, byte[]? Data)[] shown =
            [.. _sections.AsParallel().AsOrdered().Select(section => Part(model, section)).OfType<(IReportSection, string, byte[]?)>()];
        PageData data = new(model, shown.ToDictionary(part => part.Section.Id, part => part.Data, StringComparer.Ordinal));
        return Templates.Render(
            "page",
            new Page(model, [.. shown.Select(part => part.Section)], string.Concat(shown.Select(part => part.Html)), data));
    }

    private static (IReportSection Section, string Html, byte[]? Data)? Part(ReportModel model, IReportSection section)
    {
        SectionContent? content = section.Build(model);
        if (content is null && section.IsOptional)
        {
            return null;
        }

        string inner = content is null ? string.Empty : Templates.Render(section.GetType().Assembly, section.Id, content.View);
        string html = Templates.Render(
            "section",
            new { section.Id, section.Title, section.WhenEmpty, IsEmpty = content is null, InnerHtml = inner });
        return (section, html, content?.Data is { } data ? PageData.Write(data) : null);
    }

    /// <summary>Writes the page as UTF-8 into a stream, which stays open.</summary>
    public void Write(ResultSet results, Stream stream)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write(Render(results));
    }
}
