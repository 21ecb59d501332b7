using System.Text.Json;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Harness.HeapMaps;

/// <summary>Reads and writes <c>heapmaps.json</c>: a line of JSON for each invocation, in the order of the plan.</summary>
public static class HeapMapFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="rows">The lines.</param>
    public static void Write(Stream stream, IEnumerable<HeapMapRow> rows)
    {
        foreach (HeapMapRow row in rows)
        {
            JsonSerializer.Serialize(stream, row, ResultJson.Default.HeapMapRow);
            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The lines; none when there is no such file.</returns>
    /// <exception cref="InputException">The file cannot be read; the message names the line.</exception>
    public static IReadOnlyList<HeapMapRow> Read(string path)
    {
        List<HeapMapRow> rows = [];
        try
        {
            foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
            {
                HeapMapRow row = JsonSerializer.Deserialize(line, ResultJson.Default.HeapMapRow)
                    ?? throw new JsonException("The line is empty.");
                rows.Add(HeapMapCheck.IsWhole(row.Map) ? row : throw new JsonException("The maps do not fit together."));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException(
                $"{path}:{rows.Count + 1}: the file is damaged ({exception.Message.TrimEnd('.')}); "
                    + "continue the run with --resume to write it again.",
                exception);
        }

        return rows;
    }
}
