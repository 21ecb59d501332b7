namespace Compare.Engines.Clr.Host;

/// <summary>
/// When the host's finalizer thread first did something for an engine after a collection: some ten µs after its end.
/// </summary>
/// <param name="Number">Number of the collection, or of the last of several in a row.</param>
/// <param name="Nanoseconds">Wall clock.</param>
/// <param name="Bytes">Allocation clock.</param>
internal readonly record struct CollectionNote(long Number, long Nanoseconds, long Bytes);
