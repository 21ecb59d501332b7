using System.Globalization;
using System.Text;

namespace Compare.Engines.MicroPython.Modules;

/// <summary>Writes the map of an area as gc_dump_alloc_table does: a character a block, 64 in a line.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="blockBytes">Bytes of a block, for the offset that each line begins with.</param>
internal sealed class HeapMapWriter(StringBuilder output, long blockBytes)
{
    private const int BlocksPerLine = 64;

    /// <summary>Lines that must all be free for them to be left out.</summary>
    private const int LeastFreeLines = 2;

    private const char FreeBlock = '.';

    /// <summary>Writes a map.</summary>
    /// <param name="letters">A character for each block.</param>
    public void Write(ReadOnlySpan<char> letters)
    {
        output.Append("GC memory layout; from ADDR:");
        for (int block = 0; block < letters.Length; block += BlocksPerLine)
        {
            block = SkipFreeLines(letters, block);
            if (block < letters.Length)
            {
                int count = Math.Min(BlocksPerLine, letters.Length - block);
                output.Append(CultureInfo.InvariantCulture, $"\n{block * blockBytes:x8}: ").Append(letters.Slice(block, count));
            }
        }

        output.Append('\n');
    }

    /// <summary>Leaves out a stretch of whole lines that are free, if it is long enough.</summary>
    private int SkipFreeLines(ReadOnlySpan<char> letters, int block)
    {
        int used = letters[block..].IndexOfAnyExcept(FreeBlock);
        int lines = (used < 0 ? letters.Length - block : used) / BlocksPerLine;
        if (lines < LeastFreeLines)
        {
            return block;
        }

        output.Append(CultureInfo.InvariantCulture, $"\n       ({lines} lines all free)");
        return block + (lines * BlocksPerLine);
    }
}
