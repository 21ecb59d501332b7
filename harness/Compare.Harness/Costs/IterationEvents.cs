using System.Buffers;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Costs;

/// <summary>The events of some iterations of one invocation, read column by column.</summary>
internal sealed class IterationEvents
{
    private readonly RowBlock<EventRow>[] _blocks;
    private readonly CollectionClass[][] _classes;

    /// <summary>Classifies the events.</summary>
    /// <param name="blocks">The events of the invocation.</param>
    /// <param name="iterations">The iterations that count.</param>
    public IterationEvents(IEnumerable<RowBlock<EventRow>> blocks, IReadOnlySet<int> iterations)
    {
        _blocks = [.. blocks];
        _classes = Array.ConvertAll(_blocks, block => ClassesOf(block, iterations));
        for (int i = 0; i < _blocks.Length; i++)
        {
            PackedNumbers pauses = _blocks[i].Numbers(EventColumns.PauseNs);
            for (int row = 0; row < pauses.Count; row++)
            {
                PauseCount += _classes[i][row] != CollectionClass.None && pauses[row] > 0 ? 1 : 0;
            }
        }
    }

    /// <summary>How many events stopped the program.</summary>
    public int PauseCount { get; }

    /// <summary>Counts events, and sums what they say.</summary>
    /// <param name="which">Events of these classes count.</param>
    /// <param name="column">What to sum, a column of <see cref="EventColumns"/>.</param>
    /// <param name="otherwise">What to take where that column is not known; null for nothing.</param>
    /// <returns>The number of events, and the sum; the sum is null when one of them does not tell.</returns>
    public (int Count, double? Sum) Total(CollectionClass which, int column, int? otherwise = null)
    {
        int count = 0;
        double? sum = 0;
        for (int i = 0; i < _blocks.Length; i++)
        {
            PackedNumbers first = _blocks[i].Numbers(column);
            PackedNumbers? second = otherwise is { } other ? _blocks[i].Numbers(other) : null;
            (int found, sum) = first.IsComplete
                ? OfComplete(_classes[i], which, first, sum)
                : OfKnown(_classes[i], which, row => first[row] ?? second?[row], sum);
            count += found;
        }

        return (count, sum);
    }

    private static (int Count, double? Sum) OfComplete(
        CollectionClass[] classes, CollectionClass which, PackedNumbers column, double? before)
    {
        long[] values = ArrayPool<long>.Shared.Rent(classes.Length);
        column.CopyTo(values.AsSpan(0, classes.Length));
        int count = 0;
        double sum = before.GetValueOrDefault();
        for (int row = 0; row < classes.Length; row++)
        {
            if ((classes[row] & which) != CollectionClass.None)
            {
                count++;
                sum += values[row];
            }
        }

        ArrayPool<long>.Shared.Return(values);
        return (count, before.HasValue ? sum : null);
    }

    private static (int Count, double? Sum) OfKnown(
        CollectionClass[] classes, CollectionClass which, Func<int, long?> value, double? before)
    {
        int count = 0;
        double? sum = before;
        for (int row = 0; row < classes.Length; row++)
        {
            if ((classes[row] & which) != CollectionClass.None)
            {
                count++;
                sum += value(row);
            }
        }

        return (count, sum);
    }

    private static CollectionClass[] ClassesOf(RowBlock<EventRow> block, IReadOnlySet<int> iterations)
    {
        PackedNumbers numbers = block.Numbers(EventColumns.Iteration);
        PackedTexts kinds = block.Texts(EventColumns.Kind);
        PackedNumbers generations = block.Numbers(EventColumns.Generation);
        CollectionClass[] classes = new CollectionClass[block.Count];
        (long? Iteration, bool Counts) current = (null, false);
        for (int row = 0; row < classes.Length; row++)
        {
            long? iteration = numbers[row];
            if (iteration != current.Iteration)
            {
                current = (iteration, iterations.Contains((int)iteration!.Value));
            }

            classes[row] = current.Counts ? CollectionClasses.Of(kinds[row]!, generations[row]) : CollectionClass.None;
        }

        return classes;
    }
}
