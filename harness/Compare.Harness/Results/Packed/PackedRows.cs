using System.Collections;
using System.Runtime.CompilerServices;

namespace Compare.Harness.Results.Packed;

/// <summary>
/// Rows of a table in the order in which they came, packed invocation by invocation: ten million events take a tenth of the room
/// that as many objects would take.
/// </summary>
/// <typeparam name="TRow">Type of the rows.</typeparam>
/// <param name="blocks">The rows of each invocation.</param>
[CollectionBuilder(typeof(RowPacking), nameof(RowPacking.Create))]
public sealed class PackedRows<TRow>(IReadOnlyList<RowBlock<TRow>> blocks) : IEnumerable<TRow>
    where TRow : IPackedRow<TRow>
{
    /// <summary>The rows of each invocation.</summary>
    public IReadOnlyList<RowBlock<TRow>> Blocks { get; } = blocks;

    /// <summary>Number of rows.</summary>
    public int Count { get; } = blocks.Sum(block => block.Count);

    /// <summary>Enumerates the rows; each is made when it is asked for.</summary>
    public IEnumerator<TRow> GetEnumerator()
    {
        foreach (RowBlock<TRow> block in Blocks)
        {
            for (int row = 0; row < block.Count; row++)
            {
                yield return block[row];
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
