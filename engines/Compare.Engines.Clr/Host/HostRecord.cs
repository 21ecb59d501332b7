using Compare.Engines.Abstractions.Events;

namespace Compare.Engines.Clr.Host;

/// <summary>
/// One collection of the host's collector, or the second stop of a background collection, which begins none. Numbers
/// that the host did not tell are −1.
/// </summary>
internal record struct HostRecord
{
    /// <summary>Initializes a new instance of the <see cref="HostRecord"/> struct.</summary>
    /// <param name="startNanoseconds">Wall clock at the begin.</param>
    public HostRecord(long startNanoseconds) => StartNanoseconds = startNanoseconds;

    /// <summary>Gets or sets the wall clock at the begin.</summary>
    public long StartNanoseconds { get; set; }

    /// <summary>Gets or sets how long the process was stopped; 0 for a further collection in the same stop.</summary>
    public long PauseNanoseconds { get; set; }

    /// <summary>
    /// Gets or sets the part of the pause up to the begin of the restart: what <see cref="GC.GetTotalPauseDuration"/> counts.
    /// </summary>
    public long CountedNanoseconds { get; set; }

    /// <summary>
    /// Gets or sets the number of the collection, as <see cref="GC.CollectionCount(int)"/> of generation 0 counts them; 0 for the
    /// second stop of a background collection.
    /// </summary>
    public long Number { get; set; }

    /// <summary>Gets or sets the oldest generation collected.</summary>
    public int Generation { get; set; } = -1;

    /// <summary>Gets or sets the reason.</summary>
    public HostReason Reason { get; set; } = HostReason.Unknown;

    /// <summary>Gets or sets the mode.</summary>
    public CollectionMode Mode { get; set; }

    /// <summary>Gets or sets whether it compacted (1) or swept (0).</summary>
    public long Compacting { get; set; } = GcEvent.Unknown;

    /// <summary>Gets or sets the budget of generation 0 that the host chose for the time after, bytes for each heap.</summary>
    public long Gen0BudgetBytes { get; set; } = GcEvent.Unknown;

    /// <summary>Gets or sets the sizes after.</summary>
    public HostSizes Sizes { get; set; }
}
