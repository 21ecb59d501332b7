using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Events;

/// <summary>
/// Samples of the heap on the allocation clock, bounded: when full, every second sample goes and the least distance
/// between samples doubles, so that a run of any length keeps an even picture. The newest sample is always kept.
/// </summary>
public sealed class MemoryTimeline : IEventLog<MemorySample>, IDisposable
{
    private const int Capacity = 4096;

    private readonly UnmanagedList<MemorySample> _samples = new();
    private long _leastDistance;

    /// <inheritdoc/>
    public int Count => (int)_samples.Count;

    /// <inheritdoc/>
    public MemorySample this[int index] => index >= 0 && index < Count
        ? _samples[index]
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Adds a sample, or replaces the newest when that is too near to the one before it.</summary>
    /// <param name="sample">The sample; clocks never run backwards.</param>
    public void Add(MemorySample sample)
    {
        int count = Count;
        if (count >= 2 && sample.AllocatedBytes - _samples[count - 2].AllocatedBytes < _leastDistance)
        {
            _samples[count - 1] = sample;
            return;
        }

        if (count == Capacity)
        {
            Thin();
        }

        _samples.Push(sample);
    }

    /// <inheritdoc/>
    public void Dispose() => _samples.Dispose();

    private void Thin()
    {
        int kept = 0;
        for (int i = 0; i < Count; i += 2)
        {
            _samples[kept++] = _samples[i];
        }

        long span = _samples[kept - 1].AllocatedBytes - _samples[0].AllocatedBytes;
        _samples.Resize(kept);
        _leastDistance = Math.Max(_leastDistance * 2, span / Capacity);
    }
}
