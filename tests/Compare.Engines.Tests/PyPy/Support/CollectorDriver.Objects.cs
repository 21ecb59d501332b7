using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.Tests.PyPy.Support;

/// <content>Objects: allocation, fields and items.</content>
internal sealed unsafe partial class CollectorDriver
{
    /// <summary>Allocates an object; its references are null.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="length">Its items.</param>
    /// <returns>Its address; the collector does not know of it yet.</returns>
    public nint New(ObjectKind kind, int length = 0) => _engine.AllocateForTesting(_shapes[(int)kind], length);

    /// <summary>Allocates a node.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="kind">What happens at its death.</param>
    /// <returns>Its address.</returns>
    public nint NewNode(long number, ObjectKind kind = ObjectKind.Node)
    {
        nint node = New(kind);
        Number(node) = number;
        return node;
    }

    /// <summary>Allocates a weak pointer.</summary>
    /// <param name="targetSlot">The slot with its target, which the allocation may move.</param>
    /// <returns>Its address.</returns>
    public nint NewWeakPointer(int targetSlot)
    {
        nint weak = New(ObjectKind.WeakPointer);
        _engine.WeakAddressForTesting(weak) = this[targetSlot];
        return weak;
    }

    /// <summary>Gets the number of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Its slot.</returns>
    public static ref long Number(nint node) => ref *(long*)(node + NumberOffset);

    /// <summary>Gets the number of a plain object.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Its slot.</returns>
    public static ref long PlainNumber(nint obj) => ref *(long*)(obj + ObjectHeader.Bytes);

    /// <summary>Gets a character of a string.</summary>
    /// <param name="text">The string.</param>
    /// <param name="index">The character.</param>
    /// <returns>Its byte.</returns>
    public ref byte Character(nint text, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Length(text), nameof(index));
        return ref *(byte*)(text + StringHeaderBytes + index);
    }

    /// <summary>Gets the header of an object.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Its word.</returns>
    public static ref ulong Header(nint obj) => ref ObjectHeader.Of(obj);

    /// <summary>Gets the number of items of an array or string.</summary>
    /// <param name="obj">The object.</param>
    public long Length(nint obj) => ObjectHeader.Length(obj, _engine.ShapeOf(Header(obj)));

    /// <summary>Gets what an object is.</summary>
    /// <param name="obj">The object.</param>
    public ObjectKind KindOf(nint obj)
    {
        GcShape* shape = _engine.ShapeOf(Header(obj));
        for (int i = 0; i < _shapes.Length; i++)
        {
            if (_shapes[i] == shape)
            {
                return (ObjectKind)i;
            }
        }

        throw new ArgumentException("No object of this driver.", nameof(obj));
    }

    /// <summary>Gets a field of a node or an item of an array.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="index">The field or item.</param>
    /// <returns>What it refers to, or 0.</returns>
    public nint Get(nint obj, int index) => Slot(obj, index);

    /// <summary>Stores into a field of a node or an item of an array, with the barrier.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="index">The field or item.</param>
    /// <param name="value">What to refer to, or 0.</param>
    public void Set(nint obj, int index, nint value)
    {
        if (KindOf(obj) == ObjectKind.Array)
        {
            _engine.BarrierForTesting(obj, (long)index);
        }
        else
        {
            _engine.BarrierForTesting(obj);
        }

        Slot(obj, index) = value;
    }

    /// <summary>Copies items from one array into another, by bytes if the barrier allows it.</summary>
    /// <returns>Whether it did.</returns>
    public bool Copy(nint source, nint target, int sourceStart, int targetStart, int count)
    {
        bool asBytes = _engine.PrepareArrayCopy(source, target, sourceStart, targetStart, count);
        for (int i = 0; i < count; i++)
        {
            if (asBytes)
            {
                Slot(target, targetStart + i) = Slot(source, sourceStart + i);
            }
            else
            {
                Set(target, targetStart + i, Slot(source, sourceStart + i));
            }
        }

        return asBytes;
    }

    /// <summary>Gets the target of a weak pointer.</summary>
    /// <param name="weak">The weak pointer.</param>
    /// <returns>The target, or 0 when it is dead.</returns>
    public nint Target(nint weak) => _engine.WeakAddressForTesting(weak);

    private static ref nint At(nint obj, nint offset) => ref *(nint*)(obj + offset);

    private ref nint Slot(nint obj, int index)
    {
        bool isArray = KindOf(obj) == ObjectKind.Array;
        long count = isArray ? Length(obj) : 2;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)count, nameof(index));
        return ref At(obj, (isArray ? ArrayHeaderBytes : ObjectHeader.Bytes) + (index * ObjectHeader.SlotBytes));
    }
}
