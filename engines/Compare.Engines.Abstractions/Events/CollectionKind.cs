namespace Compare.Engines.Abstractions.Events;

/// <summary>What an event in the log is.</summary>
public enum CollectionKind
{
    /// <summary>A collection of less than the whole heap.</summary>
    Minor,

    /// <summary>A collection of the whole heap.</summary>
    Major,

    /// <summary>One step of an incremental collection.</summary>
    Increment,

    /// <summary>A pass of a cycle collector beside reference counting.</summary>
    Cycle,

    /// <summary>A slice of lazy sweeping.</summary>
    SweepSlice,

    /// <summary>A long chain of releases under reference counting.</summary>
    Cascade,

    /// <summary>A collection of the host runtime on whose heap the objects live.</summary>
    Host,
}
