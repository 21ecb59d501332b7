using System.Text.Json.Serialization;

namespace Compare.Harness.Results.Packed;

/// <summary>A column of texts of which few differ: each text once, and a packed number for each row.</summary>
public sealed class PackedTexts : IJsonOnDeserialized
{
    /// <summary>Makes a column from its parts.</summary>
    /// <param name="distinct">The texts, each once.</param>
    /// <param name="rows">For each row its place among the texts, unknown for none.</param>
    [JsonConstructor]
    public PackedTexts(IReadOnlyList<string> distinct, PackedNumbers rows)
    {
        Distinct = distinct;
        Rows = rows;
    }

    /// <summary>The texts of the column, each once, in order of their first row.</summary>
    public IReadOnlyList<string> Distinct { get; }

    /// <summary>For each row its place among the texts, unknown for none.</summary>
    public PackedNumbers Rows { get; }

    /// <summary>The text of a row, null when there is none.</summary>
    /// <param name="row">The row, from 0.</param>
    public string? this[int row] => Rows[row] is { } text ? Distinct[(int)text] : null;

    /// <summary>Packs a column.</summary>
    /// <param name="values">Its texts.</param>
    public static PackedTexts Of(ReadOnlySpan<string?> values)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        long?[] rows = new long?[values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] is { } text)
            {
                if (!numbers.TryGetValue(text, out int number))
                {
                    numbers.Add(text, number = numbers.Count);
                }

                rows[row] = number;
            }
        }

        return new PackedTexts([.. numbers.Keys], PackedNumbers.Of(rows));
    }

    /// <inheritdoc/>
    public void OnDeserialized()
    {
        if (!Rows.IsBelow(Distinct.Count))
        {
            throw new System.Text.Json.JsonException("A packed column of texts names a text that it does not hold.");
        }
    }
}
