using Compare.Harness.Discovery;
using Compare.Harness.Results;
using Compare.Reports;

namespace Compare.Cli;

/// <summary>The report for a browser as a file of the run, with the sections of plug-ins.</summary>
internal sealed class HtmlReportFile(Catalogs catalogs) : IResultReport
{
    /// <inheritdoc/>
    public string FileName => ResultFiles.HtmlReport;

    /// <inheritdoc/>
    public void Write(ResultSet results, Stream stream)
    {
        HtmlReport report = new(catalogs.Plugins.Select(plugin => plugin.Assembly));
        report.Write(results, stream);
    }
}
