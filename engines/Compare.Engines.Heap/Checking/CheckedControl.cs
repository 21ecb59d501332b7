using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <summary>The inner heap's controls; an explicit collection ends the life of temporaries.</summary>
/// <param name="inner">The inner controls.</param>
/// <param name="collect">Collects after ending the life of temporaries.</param>
internal sealed class CheckedControl(IHeapControl inner, Func<int, long?> collect) : IHeapControl
{
    public int GenerationCount => inner.GenerationCount;

    public bool AutomaticCollection
    {
        get => inner.AutomaticCollection;
        set => inner.AutomaticCollection = value;
    }

    public IReadOnlyList<long> Thresholds => inner.Thresholds;

    public IReadOnlyList<long> Counts => inner.Counts;

    public HeapStatistics Statistics => inner.Statistics;

    public long? Collect(int generation) => collect(generation);

    public void SetThresholds(ReadOnlySpan<long> thresholds) => inner.SetThresholds(thresholds);

    public HeapCensus? TakeCensus() => inner.TakeCensus();

    public void Verify() => inner.Verify();
}
