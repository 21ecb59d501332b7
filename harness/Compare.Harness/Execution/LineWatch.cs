namespace Compare.Harness.Execution;

/// <summary>Finds a line in a stream of bytes that comes in pieces.</summary>
/// <param name="line">The line, ASCII.</param>
internal sealed class LineWatch(string line)
{
    private int _matched;
    private bool _atStart = true;

    /// <summary>Looks through the next piece.</summary>
    /// <param name="bytes">The piece.</param>
    /// <returns>How many of the lines end in it.</returns>
    public int CountIn(ReadOnlySpan<byte> bytes)
    {
        int found = 0;
        foreach (byte value in bytes)
        {
            if (value == '\n')
            {
                found += _atStart && _matched == line.Length ? 1 : 0;
                _atStart = true;
                _matched = 0;
            }
            else if (_atStart && _matched < line.Length && value == line[_matched])
            {
                _matched++;
            }
            else
            {
                _atStart = false;
            }
        }

        return found;
    }
}
