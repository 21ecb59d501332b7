namespace Compare.Harness.Results.Packed;

/// <summary>The rows of one invocation, packed.</summary>
/// <typeparam name="TRow">Type of the rows.</typeparam>
/// <param name="key">The invocation.</param>
/// <param name="columns">The columns of its rows.</param>
public sealed class RowBlock<TRow>(ICellKey key, PackedColumns columns) : ICellKey
    where TRow : IPackedRow<TRow>
{
    /// <inheritdoc/>
    public string Engine { get; } = key.Engine;

    /// <inheritdoc/>
    public string Config { get; } = key.Config;

    /// <inheritdoc/>
    public string Workload { get; } = key.Workload;

    /// <inheritdoc/>
    public long? HeapBytes { get; } = key.HeapBytes;

    /// <inheritdoc/>
    public int Invocation { get; } = key.Invocation;

    /// <summary>Number of rows.</summary>
    public int Count => columns.Count;

    /// <summary>A row, made again from its columns.</summary>
    /// <param name="row">The row, from 0.</param>
    public TRow this[int row] => TRow.Unpack(
        this, [.. columns.Numbers.Select(column => column[row])], [.. columns.Texts.Select(column => column[row])]);

    /// <summary>A column of numbers.</summary>
    /// <param name="column">Its place in <see cref="IPackedRow{TSelf}.Pack"/>.</param>
    public PackedNumbers Numbers(int column) => columns.Numbers[column];

    /// <summary>A column of texts.</summary>
    /// <param name="column">Its place in <see cref="IPackedRow{TSelf}.Pack"/>.</param>
    public PackedTexts Texts(int column) => columns.Texts[column];
}
