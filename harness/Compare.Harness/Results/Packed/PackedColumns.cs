namespace Compare.Harness.Results.Packed;

/// <summary>The columns of rows that share a key, as a worker hands them over.</summary>
/// <param name="Count">Number of rows.</param>
/// <param name="Numbers">Columns of numbers.</param>
/// <param name="Texts">Columns of texts.</param>
public sealed record PackedColumns(int Count, IReadOnlyList<PackedNumbers> Numbers, IReadOnlyList<PackedTexts> Texts)
{
    /// <summary>No rows.</summary>
    /// <param name="numbers">Number of columns of numbers.</param>
    /// <param name="texts">Number of columns of texts.</param>
    public static PackedColumns None(int numbers, int texts) => new ColumnsBuilder(numbers, texts).Build();

    /// <summary>Whether the columns are those of a table: as many as it has, all of the same length, the needed ones without gap.</summary>
    /// <param name="numbers">Number of columns of numbers.</param>
    /// <param name="texts">Number of columns of texts.</param>
    /// <param name="needed">Columns of numbers that have one in every row.</param>
    /// <param name="neededTexts">Columns of texts that have one in every row.</param>
    public bool Fits(int numbers, int texts, IEnumerable<int> needed, IEnumerable<int> neededTexts) =>
        Count >= 0 && Numbers.Count == numbers && Texts.Count == texts
        && Numbers.All(column => column?.Count == Count)
        && Texts.All(column => column?.Rows.Count == Count)
        && needed.All(column => Numbers[column].IsComplete)
        && neededTexts.All(column => Texts[column].Rows.IsComplete);
}
