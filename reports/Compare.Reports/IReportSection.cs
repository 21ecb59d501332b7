using Compare.Reports.Model;

namespace Compare.Reports;

/// <summary>
/// One section of the HTML report. A class in this assembly that implements it, with a constructor without parameters,
/// is found and shown; nothing else has to be edited. Its text is a template of the same name.
/// </summary>
public interface IReportSection
{
    /// <summary>Anchor of the section and name of its data: lower-case letters and hyphens.</summary>
    string Id { get; }

    /// <summary>Heading.</summary>
    string Title { get; }

    /// <summary>Word of the navigation bar.</summary>
    string ShortTitle { get; }

    /// <summary>Place among the sections; equal places are ordered by <see cref="Id"/>.</summary>
    int Order { get; }

    /// <summary>Whether the section is left out, its word in the navigation too, when there is nothing to show.</summary>
    bool IsOptional => false;

    /// <summary>Sentence that stands in place of the section when there is nothing to show.</summary>
    string WhenEmpty { get; }

    /// <summary>Makes the content from the results, or returns null when there is nothing to show.</summary>
    SectionContent? Build(ReportModel model);
}
