using System.Runtime.InteropServices;

namespace Compare.Engines.PyPy.Objects;

/// <summary>
/// What the collector must know of objects with one layout: RPython's type info. A Python object is one such object or
/// several: its own and the storage that it refers to.
/// </summary>
/// <remarks>
/// <code>
/// offset                content
/// 0                     header: number of the shape, flags
/// 8                     traced references: fields of the program, then hidden references to storage
/// WeakOffset            weak address, in a weak pointer
/// WordsOffset           data words of the program
/// LengthOffset          number of items, in an object with items
/// ItemsOffset           items: references first, then words, in each
/// </code>
/// One cache line, so that tracing an object costs one line for it and one for its shape.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal unsafe struct GcShape
{
    /// <summary>Bytes of a shape.</summary>
    public const int Bytes = 64;

    /// <summary>Bytes of an object without items, or where its items begin; header included, not rounded.</summary>
    public int FixedBytes;

    /// <summary>Traced references that follow the header.</summary>
    public int References;

    /// <summary>Bytes of an item; 0 for a shape without items.</summary>
    public int ItemBytes;

    /// <summary>References in each item; they come first.</summary>
    public int ItemReferences;

    /// <summary>Offset of the number of items; 0 without items.</summary>
    public int LengthOffset;

    /// <summary>Bytes behind the last item: a string's terminating zero.</summary>
    public int TailBytes;

    /// <summary>Offset of the weak address; 0 in all but weak pointers.</summary>
    public int WeakOffset;

    /// <summary>Reference fields of the program that lie in the object itself.</summary>
    public int InlineFields;

    /// <summary>Offset of the program's data words in the object; 0 when they lie in storage of their own.</summary>
    public int WordsOffset;

    /// <summary>
    /// Offset of the hidden reference to the storage of the fields beyond <see cref="InlineFields"/> and of the elements;
    /// 0 when there is none.
    /// </summary>
    public short TailOffset;

    /// <summary>Offset of the hidden reference to the storage of data words; 0 when there is none.</summary>
    public short WordStorageOffset;

    /// <summary>Offset of the hidden reference to the first buffer; 0 when there is none. The others follow.</summary>
    public short BuffersOffset;

    /// <summary>Offset of the hidden reference to the object's lifeline; 0 when it cannot be weakly referenced.</summary>
    public short LifelineOffset;

    /// <summary>1 when the collector calls a light destructor at death.</summary>
    public byte HasLightDestructor;

    /// <summary>1 when objects have a finalizer.</summary>
    public byte HasFinalizer;

    /// <summary>
    /// 1 when the elements lie behind a structure that the object refers to (str's hash and length, a big integer's sign).
    /// </summary>
    public byte HasMiddle;

    /// <summary>Number of this shape: its offset in the table.</summary>
    public uint Number;

    /// <summary>The type that the object, or the owner of the storage, has for the program.</summary>
    public PyPyTypeInfo* Owner;
}
