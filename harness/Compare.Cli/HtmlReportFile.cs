using Compare.Harness.Results;
using Compare.Reports;

namespace Compare.Cli;

/// <summary>The report for a browser as a file of the run.</summary>
internal sealed class HtmlReportFile : IResultReport
{
    /// <inheritdoc/>
    public string FileName => ResultFiles.HtmlReport;

    /// <inheritdoc/>
    public void Write(ResultSet results, Stream stream) => new HtmlReport().Write(results, stream);
}
