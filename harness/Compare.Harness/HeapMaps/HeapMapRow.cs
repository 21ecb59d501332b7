using Compare.Harness.Results;

namespace Compare.Harness.HeapMaps;

/// <summary>One line of <c>heapmaps.json</c>: the maps of one invocation.</summary>
public sealed record HeapMapRow : ICellKey
{
    /// <inheritdoc/>
    public required string Engine { get; init; }

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required string Workload { get; init; }

    /// <inheritdoc/>
    public long? HeapBytes { get; init; }

    /// <inheritdoc/>
    public required int Invocation { get; init; }

    /// <summary>The maps.</summary>
    public required HeapMapRecord Map { get; init; }

    /// <summary>Makes the line of an invocation.</summary>
    /// <param name="key">The invocation.</param>
    /// <param name="map">Its maps, or null.</param>
    /// <returns>The line, or null when there are no maps.</returns>
    public static HeapMapRow? Of(ICellKey key, HeapMapRecord? map) => map is null ? null : new()
    {
        Engine = key.Engine,
        Config = key.Config,
        Workload = key.Workload,
        HeapBytes = key.HeapBytes,
        Invocation = key.Invocation,
        Map = map,
    };
}
