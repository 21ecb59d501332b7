using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Churn;

/// <summary>The objects of <see cref="GcPerfSim"/>, with as many fields as in the original.</summary>
internal static class GcPerfSimTypes
{
    /// <summary>Of an item: its payload, or the object that holds it.</summary>
    public const int Payload = 0;

    /// <summary>Of an item of a list: the next one.</summary>
    public const int Next = 1;

    /// <summary>Of an item: its bytes and those of the items behind it.</summary>
    public const int TotalBytes = 0;

    /// <summary>Of a simple item: its pin, or 0.</summary>
    public const int ItemPin = 1;

    /// <summary>Of a holder: its pin, or 0.</summary>
    public const int HolderPin = 0;

    /// <summary>Gets the list of survivors.</summary>
    public static ObjectType Table { get; } = new("GcPerfSim.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    /// <summary>Gets the item that is not linked.</summary>
    public static ObjectType Simple { get; } = new("GcPerfSim.Item", PythonKind.SlotsInstance, references: 1, words: 2);

    /// <summary>Gets the item of a list.</summary>
    public static ObjectType Linked { get; } = new("GcPerfSim.ReferenceItem", PythonKind.SlotsInstance, references: 2, words: 1);

    /// <summary>Gets the item of a list that has a finalizer.</summary>
    public static ObjectType Finalizable { get; } = new(
        "GcPerfSim.FinalizableItem", PythonKind.SlotsInstance, references: 2, words: 1, traits: ObjectTraits.Finalizable);

    /// <summary>Gets the object between an item of a list and its payload.</summary>
    public static ObjectType Holder { get; } = new("GcPerfSim.Payload", PythonKind.SlotsInstance, references: 1, words: 1);

    /// <summary>
    /// Gets the payload: raw memory, because Python's bytes are two objects on some engines, and those cannot be pinned.
    /// </summary>
    public static ObjectType Bytes { get; } = new(
        "GcPerfSim.Bytes", PythonKind.Raw, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Gets the objects that an item is made of.</summary>
    /// <param name="isLinked">Whether items form lists.</param>
    /// <returns>The number.</returns>
    public static int Objects(bool isLinked) => isLinked ? 3 : 2;

    /// <summary>Gets the bytes of an item that are not payload.</summary>
    /// <param name="isLinked">Whether items form lists.</param>
    /// <returns>Bytes on the allocation clock, the header of the payload included.</returns>
    public static int Overhead(bool isLinked) => (int)Bytes.NominalBytes(0)
        + (int)(isLinked ? Linked.NominalBytes(0) + Holder.NominalBytes(0) : Simple.NominalBytes(0));

    /// <summary>Gets the bytes that an item takes: its size, rounded up.</summary>
    /// <param name="isLinked">Whether items form lists.</param>
    /// <param name="size">Its size.</param>
    /// <returns>Bytes on the allocation clock.</returns>
    public static long NominalBytes(bool isLinked, int size)
    {
        int overhead = Overhead(isLinked);
        return overhead - Bytes.NominalBytes(0) + Bytes.NominalBytes(size - overhead);
    }
}
