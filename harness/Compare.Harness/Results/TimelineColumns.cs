namespace Compare.Harness.Results;

/// <summary>Places of the columns of <see cref="TimelineRow"/> when it is packed; workers hand over samples in this order.</summary>
public static class TimelineColumns
{
    /// <summary>Place of <see cref="TimelineRow.Iteration"/>.</summary>
    public const int Iteration = 0;

    /// <summary>Place of <see cref="TimelineRow.WallNs"/>.</summary>
    public const int WallNs = 1;

    /// <summary>Place of <see cref="TimelineRow.AllocatedBytes"/>.</summary>
    public const int AllocatedBytes = 2;

    /// <summary>Place of <see cref="TimelineRow.UsedBytes"/>.</summary>
    public const int UsedBytes = 3;

    /// <summary>Place of <see cref="TimelineRow.CommittedBytes"/>.</summary>
    public const int CommittedBytes = 4;

    /// <summary>Number of columns, all of numbers.</summary>
    public const int NumberCount = CommittedBytes + 1;

    /// <summary>Columns that no sample goes without.</summary>
    public static IReadOnlyList<int> Needed { get; } = [Iteration, WallNs, AllocatedBytes];
}
