using Compare.Engines.Abstractions.Parameters;

namespace Compare.Harness.Matrix;

/// <summary>Sizes in the short form of modifiers: <c>512k</c> is 512 KiB, <c>2m</c> is 2 MiB, <c>1g</c> is 1 GiB.</summary>
internal static class ShortSize
{
    private static readonly (char Letter, string Unit)[] s_units = [('k', "KiB"), ('m', "MiB"), ('g', "GiB")];

    /// <summary>The one way of writing a size, so that it has one name in every result; any other text as it is.</summary>
    /// <param name="text">A size, short or in full.</param>
    public static string Canonical(string text)
    {
        int unit = text.Length == 0 ? -1 : Array.FindIndex(s_units, one => one.Letter == char.ToLowerInvariant(text[^1]));
        string full = unit < 0 ? text : text[..^1] + s_units[unit].Unit;
        return ByteSize.TryParse(full, out long bytes) ? ByteSize.Format(bytes) : text;
    }
}
