namespace Compare.Harness.Statistics;

/// <summary>A hash that is the same in every process and on every machine (FNV-1a, 64 bits).</summary>
internal static class StableHash
{
    /// <summary>Hashes the UTF-16 units of a text.</summary>
    /// <param name="text">The text.</param>
    public static ulong Of(string text)
    {
        ulong hash = 0xCBF29CE484222325UL;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 0x100000001B3UL;
        }

        return hash;
    }
}
