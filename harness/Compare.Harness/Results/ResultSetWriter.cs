using System.Text.Json;
using Compare.Harness.HeapMaps;

namespace Compare.Harness.Results;

/// <summary>Writes the files that readers use: the tables and the description of the environment.</summary>
public static class ResultSetWriter
{
    /// <summary>Writes every table and <c>environment.json</c> of a run.</summary>
    /// <param name="results">The run.</param>
    /// <param name="directory">Its directory.</param>
    /// <exception cref="Validation.InputException">The directory cannot be written.</exception>
    public static void Write(ResultSet results, ResultDirectory directory)
    {
        try
        {
            WriteEnvironment(results.Environment, directory);
            WriteTables(results, directory.WriteFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw directory.NotWritable(exception);
        }
    }

    /// <summary>Writes <c>environment.json</c>.</summary>
    /// <param name="environment">Where the run takes place.</param>
    /// <param name="directory">Its directory.</param>
    public static void WriteEnvironment(RunEnvironment environment, ResultDirectory directory) =>
        directory.WriteText(
            ResultFiles.Environment, JsonSerializer.Serialize(environment, ResultJson.Default.RunEnvironment) + "\n");

    /// <summary>Writes the tables through any opener of files.</summary>
    /// <param name="results">The run.</param>
    /// <param name="write">Opens a file by name and lets the content be written.</param>
    public static void WriteTables(ResultSet results, Action<string, Action<Stream>> write)
    {
        write(ResultFiles.Invocations, stream => CsvTables.Write(stream, results.Invocations));
        write(ResultFiles.Iterations, stream => CsvTables.Write(stream, results.Iterations));
        write(ResultFiles.Events, stream => CsvTables.Write(stream, results.Events));
        write(ResultFiles.Timeline, stream => CsvTables.Write(stream, results.Timeline));
        write(ResultFiles.Work, stream => CsvTables.Write(stream, results.Work));
        write(ResultFiles.Settings, stream => CsvTables.Write(stream, results.Settings));
        write(ResultFiles.Probes, stream => CsvTables.Write(stream, results.Probes));
        write(ResultFiles.Memory, stream => CsvTables.Write(stream, results.Memory));
        write(ResultFiles.Fragmentation, stream => CsvTables.Write(stream, results.Fragmentation));
        write(ResultFiles.Costs, stream => CsvTables.Write(stream, results.Costs));
        write(ResultFiles.Steadiness, stream => CsvTables.Write(stream, results.Steadiness));
        write(ResultFiles.Utilization, stream => CsvTables.Write(stream, results.Utilization));
        write(ResultFiles.Twins, stream => CsvTables.Write(stream, results.Twins));
        write(ResultFiles.TwinIterations, stream => CsvTables.Write(stream, results.TwinIterations));
        write(ResultFiles.AaPair, stream => CsvTables.Write(stream, results.AaPair));
        write(ResultFiles.Machine, stream => CsvTables.Write(stream, results.Machine));
        write(ResultFiles.Canary, stream => CsvTables.Write(stream, results.Canary));
        write(ResultFiles.Counters, stream => CsvTables.Write(stream, results.Counters));
        if (results.Requests.Count > 0)
        {
            write(ResultFiles.Requests, stream => CsvTables.Write(stream, results.Requests));
            write(ResultFiles.Latency, stream => CsvTables.Write(stream, results.Latency));
            write(ResultFiles.Capacity, stream => CsvTables.Write(stream, results.Capacity));
            write(ResultFiles.Slowest, stream => CsvTables.Write(stream, results.Slowest));
        }

        write(ResultFiles.Summary, stream => CsvTables.Write(stream, results.Summary));
        if (results.Lessons.Count > 0)
        {
            write(ResultFiles.Lessons, stream => CsvTables.Write(stream, results.Lessons));
        }

        if (results.HeapMaps.Count > 0)
        {
            write(ResultFiles.HeapMaps, stream => HeapMapFile.Write(stream, results.HeapMaps));
        }
    }
}
