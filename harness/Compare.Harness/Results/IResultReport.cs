namespace Compare.Harness.Results;

/// <summary>Something that is made from a finished run, as one file in its directory.</summary>
public interface IResultReport
{
    /// <summary>Name of the file, e.g. <c>report.html</c>.</summary>
    string FileName { get; }

    /// <summary>Writes the report.</summary>
    /// <param name="results">The run.</param>
    /// <param name="stream">Receives the file; stays open.</param>
    void Write(ResultSet results, Stream stream);
}
