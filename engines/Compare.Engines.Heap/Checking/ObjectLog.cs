namespace Compare.Engines.Heap.Checking;

/// <summary>Remembers which allocation made which object, so that a message can name the object.</summary>
/// <remarks>
/// Objects are known by their identity hash, which an engine keeps while it moves them and gives to no other live object;
/// of two with one hash the younger would be named.
/// </remarks>
internal sealed class ObjectLog
{
    private const int Remembered = 1 << 20;

    private static int s_lastHeap;

    private readonly Dictionary<long, ObjectName> _names = [];
    private readonly Queue<(long Hash, ObjectName Name)> _order = [];

    /// <summary>Gets the number of the checking heap among those of the process, from 1.</summary>
    public int Heap { get; } = Interlocked.Increment(ref s_lastHeap);

    /// <summary>Notes a fresh object; the oldest of very many is forgotten.</summary>
    /// <param name="hash">Its identity hash.</param>
    /// <param name="name">Its name.</param>
    public void Add(long hash, ObjectName name)
    {
        _names[hash] = name;
        _order.Enqueue((hash, name));
        if (_order.Count > Remembered)
        {
            (long oldHash, ObjectName oldName) = _order.Dequeue();
            if (_names.TryGetValue(oldHash, out ObjectName current) && current == oldName)
            {
                _names.Remove(oldHash);
            }
        }
    }

    /// <summary>Finds the name of an object.</summary>
    /// <param name="hash">The object's identity hash.</param>
    /// <returns>Its name; an unknown one when it is forgotten.</returns>
    public ObjectName NameOf(long hash) => _names.GetValueOrDefault(hash);
}
