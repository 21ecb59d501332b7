using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <summary>What objects cost on the host's heap (64-bit runtimes).</summary>
internal static unsafe class ClrSizes
{
    /// <summary>The host's object header and method table.</summary>
    public const int HeaderBytes = 16;

    /// <summary>The smallest object.</summary>
    public const int MinimumBytes = 24;

    /// <summary>Header of an array: an object's header and the length.</summary>
    public const int ArrayHeaderBytes = 24;

    private const int SlotBytes = 8;

    /// <summary>A weak reference: handle and tag.</summary>
    private const int WeakBytes = HeaderBytes + (2 * SlotBytes);

    /// <summary>Computes the bytes of an object without its arrays.</summary>
    /// <param name="shape">What its class is made of.</param>
    /// <returns>Bytes.</returns>
    public static int OfShape(ClrShape shape)
    {
        if (shape.Weak)
        {
            return WeakBytes;
        }

        int queue = shape.Finalizable ? 1 : 0;
        return Math.Max(MinimumBytes, HeaderBytes + ((shape.InlineSlots + shape.Words + queue) * SlotBytes));
    }

    /// <summary>Computes the bytes of an object with its array of elements; buffers are not included.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Bytes.</returns>
    public static long OfObject(ClrObject obj)
    {
        ClrTypeInfo* info = obj.Info;
        if (info->Elements == ElementKind.None)
        {
            return info->HostBytes;
        }

        int length = ((Array)obj.Slot(info->ElementsSlot)!).Length;
        return info->HostBytes + (length == 0 ? 0 : OfArray(info->Elements, length));
    }

    private static long OfArray(ElementKind kind, int length)
    {
        long bytes = kind == ElementKind.Bytes ? length : (long)length * SlotBytes;
        return ArrayHeaderBytes + ((bytes + SlotBytes - 1) & -SlotBytes);
    }
}
