namespace Compare.Engines.Abstractions.Engines;

/// <summary>When an engine offers its heap for a look.</summary>
public enum SampleMoment
{
    /// <summary>A collection begins.</summary>
    BeforeCollection,

    /// <summary>A collection has ended; it was offered before as well, or could not be.</summary>
    AfterCollection,

    /// <summary>More memory is taken from the system, on an engine that never collects.</summary>
    Growth,
}
