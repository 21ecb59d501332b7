using System.Text.Json;

namespace Compare.Harness.Results;

/// <summary>Appends finished invocations, each flushed to the disk before the next one starts.</summary>
public sealed class JournalWriter : IDisposable
{
    private readonly Stream _stream;

    /// <summary>Creates a writer on an open stream.</summary>
    /// <param name="stream">Positioned at the end; the writer disposes it.</param>
    public JournalWriter(Stream stream) => _stream = stream;

    /// <summary>Opens a journal for appending behind its last whole line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Length up to which the file is whole; what follows is cut off.</param>
    public static JournalWriter Append(string path, long length)
    {
        FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        stream.SetLength(length);
        stream.Seek(0, SeekOrigin.End);
        return new JournalWriter(stream);
    }

    /// <summary>Appends one line.</summary>
    /// <param name="entry">The finished invocation.</param>
    /// <exception cref="IOException">The line could not be written; lines before it are safe.</exception>
    public void Append(JournalEntry entry)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, ResultJson.Default.JournalEntry), (byte)'\n'];
        _stream.Write(line);
        if (_stream is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
        else
        {
            _stream.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
