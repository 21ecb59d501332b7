using System.Globalization;

namespace Compare.Harness.Machine;

/// <summary>
/// Pressure stall totals of one resource since the system started, from <c>/proc/pressure/*</c> (Linux documentation, "PSI -
/// Pressure Stall Information").
/// </summary>
/// <param name="SomeNs">Time in which at least one task waited for the resource, ns.</param>
/// <param name="FullNs">Time in which all tasks that were not idle waited for it at once, ns.</param>
internal readonly record struct PressureTotals(long? SomeNs, long? FullNs)
{
    private const long NanosecondsPerMicrosecond = 1000;
    private const string Total = "total=";

    /// <summary>Parses the file of a resource.</summary>
    /// <param name="text">Its content, or null.</param>
    public static PressureTotals Parse(string? text) => new(Read(text, "some "), Read(text, "full "));

    private static long? Read(string? text, string kind)
    {
        string? line = text?.Split('\n').FirstOrDefault(line => line.StartsWith(kind, StringComparison.Ordinal));
        int at = line?.IndexOf(Total, StringComparison.Ordinal) ?? -1;
        return at >= 0
            && long.TryParse(line.AsSpan(at + Total.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long micros)
                ? micros * NanosecondsPerMicrosecond
                : null;
    }
}
