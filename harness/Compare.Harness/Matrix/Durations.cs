using System.Globalization;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Harness.Matrix;

/// <summary>Time limits as they are written in matrices and on the command line: a whole number with ms, s, min or h.</summary>
public static class Durations
{
    private static readonly (string Name, long Milliseconds)[] s_units =
        [("h", 3_600_000), ("min", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>The longest time limit.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(20);

    /// <summary>Names of the units, largest first.</summary>
    public static IReadOnlyCollection<string> Units { get; } = [.. s_units.Select(unit => unit.Name)];

    /// <summary>Reads a duration of at least one millisecond and at most 20 days.</summary>
    /// <param name="text">Text such as <c>90s</c>.</param>
    /// <param name="duration">The duration.</param>
    /// <param name="error">What is wrong with the text, without a final stop.</param>
    public static bool TryParse(string text, out TimeSpan duration, out string error)
    {
        duration = default;
        error = string.Empty;
        string trimmed = text.Trim();
        string shown = trimmed.Length <= 40 ? trimmed : trimmed[..40] + "…";
        int digits = trimmed.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? trimmed.Length : digits;
        if (!long.TryParse(trimmed.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || number == 0)
        {
            error = $"'{shown}' is not a duration; write a positive whole number and a unit, such as 60s";
            return false;
        }

        string unit = trimmed[digits..].Trim();
        int index = Array.FindIndex(s_units, candidate => candidate.Name == unit);
        if (index < 0)
        {
            error = unit.Length == 0
                ? $"the duration '{shown}' has no unit; write one of ms, s, min, h, such as {number}s"
                : $"unknown unit in the duration '{shown}'{NearestWord.Suggest(unit, Units)}";
            return false;
        }

        if (number > Longest.TotalMilliseconds / s_units[index].Milliseconds)
        {
            error = $"the duration '{shown}' is longer than 20 days; write a shorter one";
            return false;
        }

        duration = TimeSpan.FromMilliseconds(number * s_units[index].Milliseconds);
        return true;
    }

    /// <summary>Writes a duration with the largest unit that leaves a whole number.</summary>
    /// <param name="duration">A whole number of milliseconds.</param>
    public static string Format(TimeSpan duration)
    {
        long milliseconds = (long)duration.TotalMilliseconds;
        foreach ((string name, long factor) in s_units)
        {
            if (milliseconds % factor == 0 && milliseconds >= factor)
            {
                return (milliseconds / factor).ToString(CultureInfo.InvariantCulture) + name;
            }
        }

        return milliseconds.ToString(CultureInfo.InvariantCulture) + "ms";
    }
}
