using System.Net;

namespace Compare.Reports.Formatting;

/// <summary>Writes the names of configs and workloads as HTML.</summary>
internal static class Names
{
    /// <summary>Escapes a name and lets it break after its punctuation rather than inside a word.</summary>
    public static string Html(string name) => WebUtility.HtmlEncode(name)
        .Replace(":", ":<wbr>", StringComparison.Ordinal)
        .Replace(",", ",<wbr>", StringComparison.Ordinal)
        .Replace("=", "=<wbr>", StringComparison.Ordinal);
}
