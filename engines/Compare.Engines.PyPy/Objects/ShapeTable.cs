using Compare.Engines.Heap.Memory;

namespace Compare.Engines.PyPy.Objects;

/// <summary>
/// All shapes, in one reserved region: a shape's number is its offset, so that a header leads to its shape by one addition.
/// </summary>
internal sealed unsafe class ShapeTable : IDisposable
{
    /// <summary>Room for 262,144 shapes; the system gives a page when it is first touched.</summary>
    private const int ReservedBytes = 16 << 20;

    private int _bytes;

    /// <summary>Initializes a new instance of the <see cref="ShapeTable"/> class.</summary>
    /// <exception cref="InvalidOperationException">The system refuses the region.</exception>
    public ShapeTable()
    {
        Base = SystemMemory.Map(ReservedBytes);
        if (Base == 0)
        {
            throw new InvalidOperationException("The system refuses the region for the shapes of objects.");
        }
    }

    /// <summary>Gets the address of the region.</summary>
    public nint Base { get; private set; }

    /// <summary>Gets the number of shapes.</summary>
    public int Count => _bytes / GcShape.Bytes;

    /// <summary>Gets a shape by its running number.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <returns>The shape.</returns>
    public GcShape* this[int index] => (GcShape*)(Base + ((nint)index * GcShape.Bytes));

    /// <summary>Adds a shape.</summary>
    /// <param name="shape">The shape, but for its header, which is set.</param>
    /// <returns>Its address, valid as long as the table.</returns>
    /// <exception cref="InvalidOperationException">The region is full.</exception>
    public GcShape* Add(GcShape shape)
    {
        if (_bytes + GcShape.Bytes > ReservedBytes)
        {
            throw new InvalidOperationException("Too many types of objects.");
        }

        GcShape* added = (GcShape*)(Base + _bytes);
        shape.Header = (uint)_bytes
            | (shape.IsPart != 0 ? HeaderFlags.Part : 0)
            | (shape.TailOffset != 0 || shape.IsRaw != 0 ? HeaderFlags.Scattered : 0);
        *added = shape;
        _bytes += GcShape.Bytes;
        return added;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Base != 0)
        {
            SystemMemory.Unmap(Base, ReservedBytes);
            Base = 0;
        }
    }
}
