using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary>Writes the reports of a run.</summary>
internal sealed class ReportFiles(IEnumerable<IResultReport> reports)
{
    /// <summary>The reports that this build can write.</summary>
    public IReadOnlyList<IResultReport> All { get; } = [.. reports];

    /// <summary>Writes every report into the run's directory.</summary>
    /// <param name="results">The run.</param>
    /// <param name="directory">Its directory.</param>
    public void WriteAll(ResultSet results, string directory)
    {
        foreach (IResultReport report in All)
        {
            Write(results, report, Path.Combine(directory, report.FileName));
        }
    }

    /// <summary>Writes the report whose usual name is given to any path.</summary>
    /// <param name="results">The run.</param>
    /// <param name="fileName">Usual name of the report.</param>
    /// <param name="path">Where it goes.</param>
    public void Write(ResultSet results, string fileName, string path) =>
        Write(
            results,
            All.FirstOrDefault(report => report.FileName == fileName)
                ?? throw new InputException($"This build cannot write {fileName}; it can write {string.Join(", ", All.Select(report => report.FileName))}."),
            path);

    private static void Write(ResultSet results, IResultReport report, string path)
    {
        try
        {
            string temporary = path + ".tmp";
            using (FileStream stream = new(temporary, FileMode.Create))
            {
                report.Write(results, stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{path}: The report cannot be written ({exception.Message.TrimEnd('.')}); free space or name another place. The measurements are kept.", exception);
        }
    }
}
