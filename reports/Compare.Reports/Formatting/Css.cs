using System.Globalization;

namespace Compare.Reports.Formatting;

/// <summary>Writes lengths for style attributes.</summary>
internal static class Css
{
    /// <summary>A share of the width that there is.</summary>
    /// <param name="share">0 for none, 1 for all.</param>
    public static string Share(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
