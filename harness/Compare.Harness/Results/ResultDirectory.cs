using System.Text;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Validation;

namespace Compare.Harness.Results;

/// <summary>A result directory that is being written. One process at a time; the open journal is the lock.</summary>
public sealed class ResultDirectory : IDisposable
{
    private const string Temporary = ".tmp";

    private readonly string _root;
    private readonly JournalWriter _writer;
    private readonly List<JournalEntry> _appended = [];

    private ResultDirectory(string root, Journal journal, JournalWriter writer)
    {
        _root = root;
        Journal = journal;
        _writer = writer;
    }

    /// <summary>The journal as it was when the directory was opened.</summary>
    public Journal Journal { get; }

    /// <summary>Full path of the directory.</summary>
    public string Root => _root;

    /// <summary>
    /// Everything that is finished, each invocation once: what was found whole, then what was appended. One that ran again is what
    /// was appended, even where the new file is as long as the lost one.
    /// </summary>
    public IReadOnlyList<JournalEntry> Entries =>
    [
        .. Journal.Entries.Where(IsComplete)
            .ExceptBy(_appended.Select(entry => entry.Key), entry => entry.Key)
            .Concat(_appended)
            .DistinctBy(entry => entry.Key),
    ];

    /// <summary>What was finished since the directory was opened.</summary>
    public IReadOnlyList<JournalEntry> Appended => _appended;

    /// <summary>What was measured so far, for those who compute from it.</summary>
    public RawRun Raw => new(_root, Entries, Journal.Damage);

    /// <summary>Checks whether a directory can take a run, without writing anything.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="yaml">Flattened matrix.</param>
    /// <param name="resume">True to continue what is there.</param>
    /// <param name="shard">The part of the matrix that is to run, or null for the whole.</param>
    /// <returns>What is wrong, or null.</returns>
    public static Problem? Check(string path, string yaml, bool resume, Shard? shard = null)
    {
        if (File.Exists(path))
        {
            return new Problem(path, "This is a file; name a directory with --out.");
        }

        string matrix = Path.Combine(path, ResultFiles.Matrix);
        try
        {
            if (!Directory.Exists(path) || HoldsNothing(path))
            {
                return resume
                    ? new Problem(path, "There is no run to resume here; leave out --resume or name its directory with --out.")
                    : null;
            }

            if (!resume)
            {
                return new Problem(path, "This directory exists and is not empty; add --resume to continue its run, or name another one with --out.");
            }

            if (!File.Exists(matrix))
            {
                return new Problem(path, $"This directory holds no {ResultFiles.Matrix}, so it is not the result of a run; name another one with --out.");
            }

            return MatrixWriter.Hash(File.ReadAllText(matrix)) == MatrixWriter.Hash(yaml)
                ? CheckShard(path, shard)
                : new Problem(path, "This directory belongs to another matrix; resume it with its own matrix.yaml, or name another directory with --out.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Problem(path, $"The directory cannot be read ({exception.Message.TrimEnd('.')}); name another one with --out.");
        }
    }

    /// <summary>Creates or reopens a directory.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="yaml">Flattened matrix.</param>
    /// <param name="plan">The order of the cells.</param>
    /// <param name="resume">True to continue what is there.</param>
    /// <param name="shard">The part of the matrix that the plan is of, or null for the whole.</param>
    /// <exception cref="InputException">The directory cannot take the run.</exception>
    public static ResultDirectory Open(string path, string yaml, RunPlan plan, bool resume, Shard? shard = null)
    {
        if (Check(path, yaml, resume, shard) is { } problem)
        {
            throw new InputException([problem]);
        }

        string root = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.Combine(root, ResultFiles.Cells));
            if (shard is null)
            {
                File.Delete(Path.Combine(root, ResultFiles.Shard)); // Left by a start that died before it was one.
            }

            string journalPath = Path.Combine(root, ResultFiles.Journal);
            Journal journal = Journal.Read(journalPath);
            JournalWriter writer = JournalWriter.Append(journalPath, journal.WholeBytes);
            ResultDirectory directory = new(root, journal, writer);
            directory.DeleteHalfWritten();
            directory.WriteText(ResultFiles.Plan, PlanLine.Text(plan));
            if (shard is not null)
            {
                directory.WriteText(ResultFiles.Shard, $"{shard}\n");
            }

            // Last: a directory with a matrix is one that can be resumed.
            directory.WriteText(ResultFiles.Matrix, yaml);
            directory.WriteText(MatrixSchema.FileName, MatrixSchema.Text);
            return directory;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, exception.Message, exception);
        }
    }

    /// <summary>The part of the matrix that a directory holds.</summary>
    /// <param name="path">The directory.</param>
    /// <returns>The part; null when it holds the whole, or nothing yet.</returns>
    /// <exception cref="InputException">The file that names it is damaged or cannot be read.</exception>
    public static Shard? ShardOf(string path)
    {
        string file = Path.Combine(path, ResultFiles.Shard);
        return File.Exists(file) ? Shard.Of(ResultSetReader.Text(path, ResultFiles.Shard).Trim(), file) : null;
    }

    /// <summary>True when everything that a journal line promises is there.</summary>
    /// <param name="entry">The line.</param>
    public bool IsComplete(JournalEntry entry) => new RawRun(_root, [], []).IsComplete(entry);

    /// <summary>Appends a finished invocation to the journal.</summary>
    /// <param name="entry">The invocation.</param>
    /// <exception cref="InputException">The journal can no longer be written.</exception>
    public void Append(JournalEntry entry)
    {
        try
        {
            _writer.Append(entry);
            _appended.Add(entry);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(exception);
        }
    }

    /// <summary>Full path of a file in the directory.</summary>
    /// <param name="name">Name relative to the directory.</param>
    public string PathOf(string name) => Path.Combine(_root, name);

    /// <summary>Writes a text file under a temporary name, then renames it, so that a reader never sees half of it.</summary>
    /// <param name="name">Name relative to the directory.</param>
    /// <param name="text">The text.</param>
    public void WriteText(string name, string text) =>
        WriteFile(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file under a temporary name, then renames it, so that a reader never sees half of it.</summary>
    /// <param name="name">Name relative to the directory.</param>
    /// <param name="write">Writes the content.</param>
    public void WriteFile(string name, Action<Stream> write)
    {
        string temporary = PathOf(name + Temporary);
        using (FileStream stream = new(temporary, FileMode.Create))
        {
            write(stream);
        }

        File.Move(temporary, PathOf(name), overwrite: true);
    }

    /// <summary>The error for a directory that can no longer be written.</summary>
    /// <param name="exception">What the system reported.</param>
    public InputException NotWritable(Exception exception) => NotWritable(_root, exception.Message, exception);

    /// <summary>The error for a directory that can no longer be written.</summary>
    /// <param name="reason">What the system reported.</param>
    public InputException NotWritable(string reason) => NotWritable(_root, reason, null);

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    // Empty, or what a run leaves that dies before its matrix is written and anything is measured.
    private static bool HoldsNothing(string path) => Directory.EnumerateFileSystemEntries(path).All(entry =>
        Path.GetFileName(entry) switch
        {
            ResultFiles.Cells => Directory.Exists(entry) && !Directory.EnumerateFileSystemEntries(entry).Any(),
            ResultFiles.Journal => new FileInfo(entry) is { Exists: true, Length: 0 },
            ResultFiles.Plan or ResultFiles.Shard => true,
            ResultFiles.Plan + Temporary or ResultFiles.Shard + Temporary or ResultFiles.Matrix + Temporary => true,
            _ => false,
        });

    // The lock is ours, so nobody writes them any more.
    private void DeleteHalfWritten()
    {
        string cells = PathOf(ResultFiles.Cells);
        foreach (string file in (string[])
            [
                .. Directory.GetFiles(_root, "*" + Temporary),
                .. Directory.GetFiles(cells, "*" + Temporary), .. Directory.GetFiles(cells, "*.spec"),
            ])
        {
            File.Delete(file);
        }
    }

    private static Problem? CheckShard(string path, Shard? shard)
    {
        Shard? own = ShardOf(path);
        string holds = own is null ? "the whole matrix" : $"shard {own} of the matrix";
        string option = own is null ? "without --shard" : $"with --shard {own}";
        return own == shard
            ? null
            : new Problem(path, $"This directory holds {holds}; resume it {option}, or name another directory with --out.");
    }

    private static InputException NotWritable(string path, string reason, Exception? inner)
    {
        string message = $"{path}: The directory cannot be written ({reason.TrimEnd('.')}); "
            + "free space or name another directory with --out. What is finished is kept: continue with --resume.";
        return inner is null ? new InputException(message) : new InputException(message, inner);
    }
}
