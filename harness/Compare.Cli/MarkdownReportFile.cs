using System.Text;
using Compare.Harness.Results;
using Compare.Reports;

namespace Compare.Cli;

/// <summary>The report for a pull request as a file of the run.</summary>
internal sealed class MarkdownReportFile : IResultReport
{
    /// <inheritdoc/>
    public string FileName => ResultFiles.MarkdownReport;

    /// <inheritdoc/>
    public void Write(ResultSet results, Stream stream) =>
        stream.Write(Encoding.UTF8.GetBytes(MarkdownReport.Render(results)));
}
