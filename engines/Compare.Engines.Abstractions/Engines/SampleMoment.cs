namespace Compare.Engines.Abstractions.Engines;

/// <summary>When an engine offers its heap for a look.</summary>
public enum SampleMoment
{
    /// <summary>A collection begins.</summary>
    BeforeCollection,

    /// <summary>A collection has ended; it was offered before as well, or could not be.</summary>
    AfterCollection,

    /// <summary>More of the heap is taken into use, where an allocation could collect and does not.</summary>
    Growth,
}
