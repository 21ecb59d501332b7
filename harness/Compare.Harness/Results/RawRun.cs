namespace Compare.Harness.Results;

/// <summary>
/// What a run measured, before anything was computed from it: the journal and the files that its lines name. Every table is
/// made from this.
/// </summary>
/// <param name="Root">Full path of the result directory.</param>
/// <param name="Entries">Finished invocations, each once.</param>
/// <param name="Damage">One sentence for every line of the journal that could not be read.</param>
public sealed record RawRun(string Root, IReadOnlyList<JournalEntry> Entries, IReadOnlyList<string> Damage)
{
    /// <summary>Reads the raw files of a run; nothing is locked or written.</summary>
    /// <param name="path">The result directory.</param>
    /// <returns>The run, with entries whose files are missing or cut.</returns>
    public static RawRun Read(string path)
    {
        string root = Path.GetFullPath(path);
        Journal journal = Journal.Read(Path.Combine(root, ResultFiles.Journal));
        return new RawRun(root, journal.Entries, journal.Damage);
    }

    /// <summary>Full path of a file in the directory.</summary>
    /// <param name="name">Name relative to the directory.</param>
    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>True when everything that a journal line promises is there.</summary>
    /// <param name="entry">The line.</param>
    public bool IsComplete(JournalEntry entry)
    {
        if (entry.File is null)
        {
            return true;
        }

        FileInfo file = new(PathOf(entry.File));
        return file.Exists && file.Length == entry.FileBytes;
    }
}
