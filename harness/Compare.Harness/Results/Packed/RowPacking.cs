namespace Compare.Harness.Results.Packed;

/// <summary>Packs rows.</summary>
public static class RowPacking
{
    /// <summary>Packs rows that are at hand.</summary>
    /// <typeparam name="TRow">Type of the rows.</typeparam>
    /// <param name="rows">The rows.</param>
    public static PackedRows<TRow> Create<TRow>(ReadOnlySpan<TRow> rows)
        where TRow : IPackedRow<TRow> => Pack(rows.ToArray());

    /// <summary>Packs rows as they come; neighbours of one invocation become a block.</summary>
    /// <typeparam name="TRow">Type of the rows.</typeparam>
    /// <param name="rows">The rows; enumerated once, and no more than those of one invocation are held.</param>
    public static PackedRows<TRow> Pack<TRow>(IEnumerable<TRow> rows)
        where TRow : IPackedRow<TRow>
    {
        List<RowBlock<TRow>> blocks = [];
        List<TRow> pending = [];
        foreach (TRow row in rows)
        {
            if (pending.Count > 0 && KeyOf(pending[0]) != KeyOf(row))
            {
                blocks.Add(new RowBlock<TRow>(pending[0], Columns(pending)));
                pending.Clear();
            }

            pending.Add(row);
        }

        if (pending.Count > 0)
        {
            blocks.Add(new RowBlock<TRow>(pending[0], Columns(pending)));
        }

        return new PackedRows<TRow>(blocks);
    }

    /// <summary>The columns of rows that share a key.</summary>
    /// <typeparam name="TRow">Type of the rows.</typeparam>
    /// <param name="rows">The rows.</param>
    public static PackedColumns Columns<TRow>(IEnumerable<TRow> rows)
        where TRow : IPackedRow<TRow>
    {
        ColumnsBuilder columns = new(TRow.NumberCount, TRow.TextCount);
        long?[] numbers = new long?[TRow.NumberCount];
        string?[] texts = new string?[TRow.TextCount];
        foreach (TRow row in rows)
        {
            row.Pack(numbers, texts);
            columns.Add(numbers, texts);
        }

        return columns.Build();
    }

    private static (string, string, string, long?, int) KeyOf(ICellKey row) =>
        (row.Engine, row.Config, row.Workload, row.HeapBytes, row.Invocation);
}
