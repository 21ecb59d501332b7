using Compare.Engines.Abstractions.Types;

namespace Compare.Worker;

/// <summary>Counts what a program asks for, before it gets it, and says when a point of that clock is reached.</summary>
/// <param name="reached">What happens there.</param>
internal sealed class AllocationClock(Action reached)
{
    private readonly Dictionary<TypeHandle, ObjectType> _types = [];
    private long _next;

    /// <summary>Bytes asked for so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes between two points.</summary>
    public required long Stride { get; set; }

    /// <summary>Learns the type behind a handle.</summary>
    public TypeHandle Know(TypeHandle handle, ObjectType type)
    {
        _types[handle] = type;
        return handle;
    }

    /// <summary>An object comes.</summary>
    public void Object(TypeHandle type, int length) => Add(_types[type].NominalBytes(length));

    /// <summary>A buffer is given a size.</summary>
    public void Buffer(TypeHandle owner, int buffer, int items, int indexBytes) =>
        Add(_types[owner].NominalBufferBytes(buffer, items) + ObjectType.NominalIndexBytes(indexBytes));

    private void Add(long bytes)
    {
        // Points are multiples of the stride, whatever it was before, so that they are the same on every engine.
        if (Bytes >= _next)
        {
            reached();
            _next = ((Bytes / Stride) + 1) * Stride;
        }

        Bytes += bytes;
    }
}
