namespace Compare.Engines.Abstractions.Heaps;

/// <summary>The collector's controls and its accounts: CPython's <c>gc</c> module and its kin.</summary>
public interface IHeapControl
{
    /// <summary>Gets the number of generations that <see cref="Collect"/> distinguishes, 1 or more.</summary>
    int GenerationCount { get; }

    /// <summary>Collects the given generation and all younger ones. Runs even when automatic collection is disabled.</summary>
    /// <param name="generation">0 to <see cref="GenerationCount"/> − 1; the last is a full collection.</param>
    /// <returns>What the modelled implementation returns (see <see cref="Engines.CollectResult"/>), or null for nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such generation.</exception>
    long? Collect(int generation);

    /// <summary>
    /// Gets or sets a value indicating whether collections start by themselves; a nursery that is full is emptied all the same.
    /// </summary>
    /// <exception cref="NotSupportedException">Set to false on an engine that cannot be stopped.</exception>
    bool AutomaticCollection { get; set; }

    /// <summary>Gets the thresholds that start collections, youngest generation first; empty where there are none.</summary>
    IReadOnlyList<long> Thresholds { get; }

    /// <summary>Changes the thresholds.</summary>
    /// <param name="thresholds">
    /// As many as <see cref="Thresholds"/> has, or fewer to keep the rest. One that the engine has no use for stays 0.
    /// </param>
    /// <exception cref="NotSupportedException">The engine has no thresholds that can be set.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too many, or negative.</exception>
    void SetThresholds(ReadOnlySpan<long> thresholds);

    /// <summary>Gets the counters that are compared with the thresholds; empty where there are none.</summary>
    IReadOnlyList<long> Counts { get; }

    /// <summary>Gets the accounts as they are now.</summary>
    HeapStatistics Statistics { get; }

    /// <summary>Counts the objects in the heap by type and by space, unreclaimed garbage included. Walks the heap.</summary>
    /// <returns>The census, or null where the engine cannot walk its heap.</returns>
    HeapCensus? TakeCensus();

    /// <summary>Checks the engine's invariants, walking all of its memory.</summary>
    /// <exception cref="HeapCorruptionException">An invariant does not hold; the message says which and where.</exception>
    void Verify();
}
