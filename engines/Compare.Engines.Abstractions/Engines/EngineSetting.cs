using System.Globalization;

namespace Compare.Engines.Abstractions.Engines;

/// <summary>One setting of an engine as it was asked for and as it came out.</summary>
/// <param name="Name">Name of the parameter, or the name under which the host runtime lists the setting.</param>
/// <param name="Requested">What was asked for, in <paramref name="Unit"/>; null when nothing was.</param>
/// <param name="Effective">What is in effect, in <paramref name="Unit"/>; null when that cannot be known.</param>
/// <param name="Unit">Unit of both: <c>bytes</c>, <c>percent</c> and so on; empty for words, truth values and plain numbers.</param>
/// <param name="TookEffect">Whether the request was met; null when nothing was asked for or it cannot be known.</param>
public sealed record EngineSetting(string Name, string? Requested, string? Effective, string Unit, bool? TookEffect)
{
    /// <summary>Unit of sizes.</summary>
    public const string Bytes = "bytes";

    /// <summary>A setting that took effect when what came out is what was asked for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="requested">What was asked for, or null.</param>
    /// <param name="effective">What is in effect, or null.</param>
    /// <param name="unit">Unit of both.</param>
    /// <returns>The setting.</returns>
    public static EngineSetting Of(string name, string? requested, string? effective, string unit = "") => new(
        name,
        requested,
        effective,
        unit,
        requested is null || effective is null ? null : string.Equals(requested, effective, StringComparison.Ordinal));

    /// <summary>A number; see <see cref="Of(string, string?, string?, string)"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="requested">What was asked for, or null.</param>
    /// <param name="effective">What is in effect, or null.</param>
    /// <param name="unit">Unit of both.</param>
    /// <returns>The setting.</returns>
    public static EngineSetting Of(string name, long? requested, long? effective, string unit = "") =>
        Of(name, Text(requested), Text(effective), unit);

    /// <summary>A truth value; see <see cref="Of(string, string?, string?, string)"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="requested">What was asked for, or null.</param>
    /// <param name="effective">What is in effect, or null.</param>
    /// <returns>The setting.</returns>
    public static EngineSetting Of(string name, bool? requested, bool? effective) =>
        Of(name, Text(requested), Text(effective));

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(bool? value) => value switch
    {
        null => null,
        true => "true",
        false => "false",
    };
}
