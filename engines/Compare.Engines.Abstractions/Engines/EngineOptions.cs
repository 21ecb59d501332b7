using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Abstractions.Engines;

/// <summary>How one engine instance is to be made.</summary>
public sealed record EngineOptions
{
    /// <summary>Gets the engine's own parameters.</summary>
    public required ParameterValues Parameters { get; init; }

    /// <summary>Gets the heap limit in bytes; null for none.</summary>
    public long? HeapLimitBytes { get; init; }

    /// <summary>Gets a value indicating whether the counting probes are compiled in, for the work vector.</summary>
    public bool CountWork { get; init; }

    /// <summary>Gets a value indicating whether the engine verifies itself after every collection.</summary>
    public bool Verify { get; init; }

    /// <summary>
    /// Gets what is called where the engine samples its memory and its heap is in order, so that <see cref="IEngine.ReadMemory"/>
    /// answers; null for nothing. It must not change the heap.
    /// </summary>
    public Action<SampleMoment>? Sampled { get; init; }
}
