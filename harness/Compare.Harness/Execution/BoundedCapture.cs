using System.Text;

namespace Compare.Harness.Execution;

/// <summary>Keeps the begin and the end of a stream of any length in bounded memory.</summary>
internal sealed class BoundedCapture
{
    /// <summary>Bytes kept of either end.</summary>
    public const int Kept = 16 << 10;

    private readonly Lock _lock = new();
    private readonly byte[] _head = new byte[Kept];
    private readonly byte[] _tail = new byte[Kept];
    private long _total;

    /// <summary>Reads a stream to its end, or until it is closed under the reader.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="arrived">Hears of every piece; null where nobody listens.</param>
    public async Task DrainAsync(Stream stream, Func<ReadOnlyMemory<byte>, Task>? arrived = null)
    {
        byte[] buffer = new byte[Kept];
        int read;
        while ((read = await ReadAsync(stream, buffer)) > 0)
        {
            Add(buffer.AsSpan(0, read));
            await (arrived?.Invoke(buffer.AsMemory(0, read)) ?? Task.CompletedTask);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_lock)
        {
            int head = (int)Math.Min(_total, Kept);
            string begin = Encoding.UTF8.GetString(_head, 0, head);
            long rest = _total - head;
            if (rest == 0)
            {
                return begin;
            }

            int kept = (int)Math.Min(rest, Kept);
            byte[] tail = new byte[kept];
            for (int i = 0; i < kept; i++)
            {
                tail[i] = _tail[(int)((_total - kept + i) % Kept)];
            }

            string gap = rest > kept ? $"\n… {rest - kept} bytes left out …\n" : string.Empty;
            return begin + gap + Encoding.UTF8.GetString(tail);
        }
    }

    private static async Task<int> ReadAsync(Stream stream, byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed while a grandchild still held its other end; what was read so far is enough.
            _ = exception;
            return 0;
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (byte value in bytes)
            {
                if (_total < Kept)
                {
                    _head[_total] = value;
                }
                else
                {
                    _tail[(int)(_total % Kept)] = value;
                }

                _total++;
            }
        }
    }
}
