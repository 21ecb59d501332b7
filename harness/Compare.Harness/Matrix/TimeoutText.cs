using System.Globalization;

namespace Compare.Harness.Matrix;

/// <summary>The time limit of processes as it is written: a duration such as <c>60s</c>, or a multiple such as <c>10x</c>.</summary>
public static class TimeoutText
{
    /// <summary>The largest multiple.</summary>
    public const int MostFactor = 1_000;

    private const int LeastFactor = 2;
    private const char FactorSign = 'x';

    /// <summary>Puts a time limit into settings.</summary>
    /// <param name="text">Text of the limit.</param>
    /// <param name="runs">The settings; those with the limit afterwards.</param>
    /// <param name="error">What is wrong with the text, without a final stop.</param>
    public static bool TryApply(string text, ref RunSettings runs, out string error)
    {
        string trimmed = text.Trim();
        if (trimmed.Length > 1 && trimmed[^1] == FactorSign && trimmed.AsSpan(0, trimmed.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            error = $"the multiple '{Validation.Sentence.Shown(trimmed)}' is outside the range {LeastFactor}x to {MostFactor}x";
            if (!int.TryParse(trimmed.AsSpan(0, trimmed.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int factor)
                || factor is < LeastFactor or > MostFactor)
            {
                return false;
            }

            runs = runs with { Timeout = new RunSettings().Timeout, TimeoutFactor = factor };
            return true;
        }

        if (!Durations.TryParse(text, out TimeSpan timeout, out error))
        {
            return false;
        }

        runs = runs with { Timeout = timeout, TimeoutFactor = null };
        return true;
    }

    /// <summary>Writes the time limit of settings.</summary>
    /// <param name="runs">The settings.</param>
    public static string Format(RunSettings runs) => runs.TimeoutFactor is { } factor
        ? string.Create(CultureInfo.InvariantCulture, $"{factor}{FactorSign}")
        : Durations.Format(runs.Timeout);
}
