using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.Clr.Host;

/// <summary>Samples taken on the host's finalizer thread and read by the mutator.</summary>
internal sealed class HostTimeline : IEventLog<MemorySample>, IDisposable
{
    private readonly MemoryTimeline _samples = new();

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_samples)
            {
                return _samples.Count;
            }
        }
    }

    /// <inheritdoc/>
    public MemorySample this[int index]
    {
        get
        {
            lock (_samples)
            {
                return _samples[index];
            }
        }
    }

    /// <summary>Adds a sample.</summary>
    /// <param name="sample">The sample.</param>
    public void Add(MemorySample sample)
    {
        lock (_samples)
        {
            _samples.Add(sample);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_samples)
        {
            _samples.Dispose();
        }
    }
}
