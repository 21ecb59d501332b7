using System.Globalization;
using Compare.Harness.Validation;

namespace Compare.Harness.Planning;

/// <summary>One part of a matrix that several machines run together, e.g. the second of eight.</summary>
/// <param name="Number">Number of the part, from 1.</param>
/// <param name="Count">Number of parts.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>Most parts of a matrix.</summary>
    public const int Most = 10_000;

    /// <summary>Reads a part as it is written on a command line.</summary>
    /// <param name="text">Number and count, e.g. <c>2/8</c>.</param>
    /// <param name="shard">The part.</param>
    /// <returns>False when the text names no part.</returns>
    public static bool TryParse(string? text, out Shard? shard)
    {
        string[] parts = (text ?? string.Empty).Split('/');
        shard = parts.Length == 2 && IsNumber(parts[0], out int number) && IsNumber(parts[1], out int count) && number <= count
            ? new Shard(number, count)
            : null;
        return shard is not null;
    }

    /// <summary>Reads a part that a user or a file names.</summary>
    /// <param name="text">Number and count; null for the whole matrix.</param>
    /// <param name="place">The option or file, for the sentence.</param>
    /// <returns>The part, or null for the whole matrix.</returns>
    /// <exception cref="InputException">The text names no part.</exception>
    public static Shard? Of(string? text, string place) =>
        text is null ? null
        : TryParse(text, out Shard? shard) ? shard
        : throw new InputException(
            place, $"'{text}' is not a part of a matrix; write its number and how many parts there are (at most {Most}), for example 2/8.");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= Most;
}
