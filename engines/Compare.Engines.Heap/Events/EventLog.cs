using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Events;

/// <summary>A log in native memory, outside the measured heap.</summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class EventLog<T> : IEventLog<T>, IDisposable
    where T : unmanaged
{
    private readonly UnmanagedList<T> _records = new();

    /// <inheritdoc/>
    public int Count => (int)_records.Count;

    /// <inheritdoc/>
    public T this[int index] => index >= 0 && index < Count
        ? _records[index]
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    public void Add(T record) => _records.Push(record);

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();
}
