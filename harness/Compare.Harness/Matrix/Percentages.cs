using System.Globalization;

namespace Compare.Harness.Matrix;

/// <summary>Shares as they are written in matrices and on the command line: a number with a percent sign.</summary>
public static class Percentages
{
    private const double Most = 50;

    /// <summary>Reads a share above 0 % and up to 50 %.</summary>
    /// <param name="text">Text such as <c>2%</c> or <c>0.5 %</c>.</param>
    /// <param name="share">The share as a fraction.</param>
    /// <param name="error">What is wrong with the text, without a final stop.</param>
    public static bool TryParse(string text, out double share, out string error)
    {
        string trimmed = text.Trim();
        string shown = trimmed.Length <= 40 ? trimmed : trimmed[..40] + "…";
        share = 0;
        error = string.Empty;
        if (!trimmed.EndsWith('%')
            || !double.TryParse(
                trimmed.AsSpan(0, trimmed.Length - 1).TrimEnd(),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out double number))
        {
            error = $"'{shown}' is not a percentage; write a number and a percent sign, such as 2%";
            return false;
        }

        if (number is not (> 0 and <= Most))
        {
            error = $"'{shown}' is not between 0% and {Most}%; write for example 2%";
            return false;
        }

        share = number / 100;
        return true;
    }

    /// <summary>Writes a share so that reading it gives the same number.</summary>
    /// <param name="share">The share as a fraction.</param>
    public static string Format(double share) =>
        ((decimal)share * 100).ToString("0.############", CultureInfo.InvariantCulture) + "%";
}
