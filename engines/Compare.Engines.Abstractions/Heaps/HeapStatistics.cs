namespace Compare.Engines.Abstractions.Heaps;

/// <summary>The accounts of a heap at one moment. What an engine cannot know is null, never 0.</summary>
public readonly record struct HeapStatistics
{
    /// <summary>Gets the objects allocated since the heap was made.</summary>
    public required long AllocatedObjects { get; init; }

    /// <summary>Gets the allocation clock: bytes requested since the heap was made, the same on every engine.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Gets the objects not yet reclaimed.</summary>
    public long? ObjectCount { get; init; }

    /// <summary>Gets the bytes that objects not yet reclaimed occupy, headers included, in the engine's own layout.</summary>
    public long? UsedBytes { get; init; }

    /// <summary>Gets the largest <see cref="UsedBytes"/> that the engine saw at any of its slow paths.</summary>
    public long? PeakUsedBytes { get; init; }

    /// <summary>Gets the bytes held from the operating system.</summary>
    public long? CommittedBytes { get; init; }

    /// <summary>Gets the largest <see cref="CommittedBytes"/>.</summary>
    public long? PeakCommittedBytes { get; init; }

    /// <summary>Gets the collections of less than the whole heap.</summary>
    public required long MinorCollections { get; init; }

    /// <summary>Gets the collections of the whole heap.</summary>
    public required long MajorCollections { get; init; }

    /// <summary>
    /// Gets how late callbacks and finalizers were delivered; null where they are delivered at the death or inside the
    /// collection, or where the engine does not know.
    /// </summary>
    public CallDelays? CallDelays { get; init; }
}
