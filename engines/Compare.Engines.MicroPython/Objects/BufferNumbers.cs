namespace Compare.Engines.MicroPython.Objects;

/// <summary>
/// Where the numbers of a buffer lie behind its address: as lists, dictionaries and arrays of the original have an allocated and a
/// used length in two machine words, or in two halves of one.
/// </summary>
/// <remarks>
/// Each number has 4 bytes, so words of 8 bytes hold two. With an index, which the original's tables have not, come two more:
/// <code>
/// number      0      1      2        3
/// content     items  count  filled   bytes of the index
/// </code>
/// </remarks>
internal static class BufferNumbers
{
    /// <summary>The number of items.</summary>
    public const int Items = 0;

    /// <summary>The program's count.</summary>
    public const int Count = 1;

    /// <summary>The program's second count; tables with an index have it.</summary>
    public const int Filled = 2;

    /// <summary>The bytes of the index; tables with an index have them.</summary>
    public const int IndexBytes = 3;

    private const int Numbers = 2;
    private const int NumbersWithIndex = 4;

    /// <summary>Gets what a buffer takes in its owner.</summary>
    /// <param name="hasIndex">Whether it is a table with an index.</param>
    /// <param name="wordBytes">Bytes of a machine word.</param>
    /// <returns>Bytes: its address and its numbers.</returns>
    public static int OwnerBytes(bool hasIndex, int wordBytes) =>
        wordBytes + (sizeof(int) * (hasIndex ? NumbersWithIndex : Numbers));
}
