namespace Compare.Harness.Verification;

/// <summary>
/// A stream that compares what is written to it with a file, so that a table that is as it should be is never held in memory.
/// </summary>
/// <param name="expected">The file; read to its end, not disposed.</param>
internal sealed class EqualityStream(Stream expected) : Stream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private bool _isEqual = true;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>True when all that was written is all that the file holds. Ask once, after the last write.</summary>
    public bool ReachedTheEndEqual() => _isEqual && expected.ReadByte() < 0;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (_isEqual && buffer.Length > 0)
        {
            Span<byte> piece = _buffer.AsSpan(0, Math.Min(buffer.Length, _buffer.Length));
            int read = expected.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            _isEqual = read == piece.Length && buffer[..read].SequenceEqual(piece);
            buffer = buffer[piece.Length..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
