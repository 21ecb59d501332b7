using System.Text.Json;

namespace Compare.Harness.Results;

/// <summary>The journal as it was found: what is finished, and what of the file could not be read.</summary>
public sealed class Journal
{
    private Journal(IReadOnlyList<JournalEntry> entries, IReadOnlyList<string> damage, long wholeBytes)
    {
        Entries = entries;
        Damage = damage;
        WholeBytes = wholeBytes;
    }

    /// <summary>Finished invocations in the order in which they first finished, each once.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>One sentence for every line that could not be read; its invocation runs again.</summary>
    public IReadOnlyList<string> Damage { get; }

    /// <summary>Length up to which the file consists of whole lines.</summary>
    public long WholeBytes { get; }

    /// <summary>Reads a journal; a missing file is an empty journal.</summary>
    /// <param name="path">The file.</param>
    public static Journal Read(string path) => File.Exists(path) ? Parse(File.ReadAllBytes(path)) : Parse([]);

    /// <summary>Reads the bytes of a journal. A line that was cut while it was written is reported, never an error.</summary>
    /// <param name="bytes">Content of the file.</param>
    public static Journal Parse(ReadOnlySpan<byte> bytes)
    {
        List<JournalEntry> entries = [];
        List<string> damage = [];
        Dictionary<Planning.InvocationKey, int> places = [];
        int start = 0;
        for (int number = 1; start < bytes.Length; number++)
        {
            int length = bytes[start..].IndexOf((byte)'\n');
            if (length < 0)
            {
                damage.Add($"Line {number} of {ResultFiles.Journal} is cut off; its invocation runs again.");
                break;
            }

            JournalEntry? entry = TryParse(bytes.Slice(start, length));
            if (entry is null)
            {
                damage.Add($"Line {number} of {ResultFiles.Journal} is damaged; its invocation runs again.");
            }
            else if (places.TryAdd(entry.Key, entries.Count))
            {
                entries.Add(entry);
            }
            else
            {
                entries[places[entry.Key]] = entry; // It ran again because its file was gone: the file is that of the later line.
            }

            start += length + 1;
        }

        return new Journal(entries, damage, start);
    }

    private static JournalEntry? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            JournalEntry? entry = JsonSerializer.Deserialize(line, ResultJson.Default.JournalEntry);
            return entry is { IsConsistent: true } ? entry : null;
        }
        catch (JsonException)
        {
            // Reported by the caller with the number of the line.
            return null;
        }
    }
}
