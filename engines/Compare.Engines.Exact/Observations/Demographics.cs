namespace Compare.Engines.Exact.Observations;

/// <summary>
/// What one run of a workload does with memory, whatever the collector: sizes, lifetimes, the graph, the stores. Observed by the
/// exact heap, which knows when every object dies; all sizes and ages are nominal bytes, the engine-independent allocation clock.
/// </summary>
/// <remarks>
/// <para>A lifetime begins with the allocation and ends when the object becomes unreachable, at the precision of one allocation.
/// A buffer that is given a new size begins a new life with it. What is alive at the end of the run is treated as dying there: with
/// <see cref="AliveAtEndBytes"/> a reader can see how much of the curve that is.</para>
/// <para>The same for every run with the same parameters, seed and forms of objects.</para>
/// </remarks>
public sealed record Demographics
{
    /// <summary>Gets the objects allocated.</summary>
    public required long AllocatedObjects { get; init; }

    /// <summary>Gets the bytes on the allocation clock, buffers included.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Gets the sizes of what was allocated, smallest first, without gaps.</summary>
    public required IReadOnlyList<SizeClass> Sizes { get; init; }

    /// <summary>Gets the largest number of objects that were reachable at the same time, at any moment of the run.</summary>
    public required long PeakLiveObjects { get; init; }

    /// <summary>Gets the largest number of bytes that were reachable at the same time, at any moment of the run.</summary>
    public required long PeakLiveBytes { get; init; }

    /// <summary>Gets the moment of <see cref="PeakLiveBytes"/>, bytes on the allocation clock.</summary>
    public required long PeakAtBytes { get; init; }

    /// <summary>Gets the survival curve at ages of 1 KiB, 2 KiB … up to the length of the run.</summary>
    public required IReadOnlyList<SurvivalPoint> Survival { get; init; }

    /// <summary>Gets the objects still reachable when the run ended.</summary>
    public required long AliveAtEndObjects { get; init; }

    /// <summary>Gets the bytes still reachable when the run ended.</summary>
    public required long AliveAtEndBytes { get; init; }

    /// <summary>Gets the graph of live objects when the workload reported its peak; null when it never did.</summary>
    public required GraphShape? Graph { get; init; }

    /// <summary>Gets the stores of references.</summary>
    public required StoreCounts Stores { get; init; }

    /// <summary>Gets the age up to which an object counts as in the nursery in <see cref="StoreCounts.OutOfNurseryToNursery"/>, bytes.</summary>
    public required long NurseryBytes { get; init; }

    /// <summary>Gets the objects that died before the end of the run.</summary>
    public required long DeadObjects { get; init; }

    /// <summary>Gets their bytes, with the buffers that they had when they died.</summary>
    public required long DeadBytes { get; init; }

    /// <summary>Gets those of <see cref="DeadObjects"/> that counting alone would not have reclaimed: cycles and what hangs on them.</summary>
    public required long CyclicDeadObjects { get; init; }

    /// <summary>Gets the bytes of <see cref="CyclicDeadObjects"/>.</summary>
    public required long CyclicDeadBytes { get; init; }

    /// <summary>Gets the weak references allocated.</summary>
    public required long WeakReferences { get; init; }

    /// <summary>Gets the weak references whose target died before them.</summary>
    public required long WeakReferencesCleared { get; init; }

    /// <summary>Gets the finalizers that ran.</summary>
    public required long FinalizersRun { get; init; }

    /// <summary>Gets the mean size of an object without its buffers, bytes.</summary>
    public double MeanObjectBytes =>
        AllocatedObjects == 0 ? 0 : (double)Sizes.Sum(size => size.ObjectBytes) / AllocatedObjects;

    /// <summary>Gets how many times the run turned over the memory that it needs: allocated bytes to <see cref="PeakLiveBytes"/>.</summary>
    public double Turnover => PeakLiveBytes == 0 ? 0 : (double)AllocatedBytes / PeakLiveBytes;

    /// <summary>Gets the part of the dead bytes, 0 to 1, that counting alone would not have reclaimed.</summary>
    public double CyclicShare => DeadBytes == 0 ? 0 : (double)CyclicDeadBytes / DeadBytes;

    /// <summary>Gets the stores of references for each object allocated.</summary>
    public double StoresPerObject => AllocatedObjects == 0 ? 0 : (double)Stores.All / AllocatedObjects;

    /// <summary>Gets the overwriting stores of references for each object allocated: the mutation rate.</summary>
    public double MutationsPerObject => AllocatedObjects == 0 ? 0 : (double)Stores.Overwriting / AllocatedObjects;
}
