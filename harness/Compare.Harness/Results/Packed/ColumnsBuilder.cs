using System.Runtime.InteropServices;

namespace Compare.Harness.Results.Packed;

/// <summary>Collects rows column by column; a column that nobody fills takes no room.</summary>
/// <param name="numbers">Number of columns of numbers.</param>
/// <param name="texts">Number of columns of texts.</param>
public sealed class ColumnsBuilder(int numbers, int texts)
{
    private readonly List<long?>?[] _numbers = new List<long?>?[numbers];
    private readonly List<string?>?[] _texts = new List<string?>?[texts];

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="rowNumbers">Its numbers, null for what is not known.</param>
    /// <param name="rowTexts">Its texts, null for what is not known.</param>
    public void Add(ReadOnlySpan<long?> rowNumbers, ReadOnlySpan<string?> rowTexts)
    {
        Add(_numbers, rowNumbers);
        Add(_texts, rowTexts);
        Count++;
    }

    /// <summary>Packs the rows.</summary>
    public PackedColumns Build() => new(
        Count,
        Array.ConvertAll(_numbers, column => PackedNumbers.Of(Whole(column))),
        Array.ConvertAll(_texts, column => PackedTexts.Of(Whole(column))));

    private void Add<T>(List<T?>?[] columns, ReadOnlySpan<T?> row)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            if (row[column] is not null)
            {
                Pad(columns[column] ??= []).Add(row[column]);
            }
        }
    }

    private ReadOnlySpan<T?> Whole<T>(List<T?>? column) => CollectionsMarshal.AsSpan(Pad(column ?? []));

    /// <summary>Fills up a column with unknowns to the rows so far.</summary>
    private List<T?> Pad<T>(List<T?> column)
    {
        while (column.Count < Count)
        {
            column.Add(default);
        }

        return column;
    }
}
