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
/// FixedBytes            items: references first, then words, in each
/// </code>
/// One cache line, so that tracing an object costs one line for it and one for its shape. Offset 0 means "not there".
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal unsafe struct GcShape
{
    /// <summary>Bytes of a shape.</summary>
    public const int Bytes = 64;

    /// <summary>Bytes of an object without items, or where its items begin; header included, a multiple of 8.</summary>
    public int FixedBytes;

    /// <summary>Traced references that follow the header.</summary>
    public int References;

    /// <summary>Bytes of an item; 0 for a shape without items.</summary>
    public int ItemBytes;

    /// <summary>Offset of the number of items; 0 without items.</summary>
    public int LengthOffset;

    /// <summary>References in each item; they come first.</summary>
    public ushort ItemReferences;

    /// <summary>Bytes behind the last item: a string's terminating zero.</summary>
    public ushort TailBytes;

    /// <summary>Offset of the weak address; 0 in all but weak pointers.</summary>
    public ushort WeakOffset;

    /// <summary>Reference fields of the program that lie in the object itself.</summary>
    public ushort InlineFields;

    /// <summary>Offset of the program's data words in the object; 0 when they lie in storage of their own.</summary>
    public ushort WordsOffset;

    /// <summary>
    /// Offset of the hidden reference to the storage of the fields beyond <see cref="InlineFields"/>, or of the elements.
    /// </summary>
    public ushort TailOffset;

    /// <summary>Offset of the hidden reference to the storage of data words.</summary>
    public ushort WordStorageOffset;

    /// <summary>Offset of the hidden reference to the first buffer, or of its address outside the heap. The others follow.</summary>
    public ushort BuffersOffset;

    /// <summary>Offset of the numbers in the structure of each buffer: items, count, and of a table the entries used.</summary>
    public ushort NumbersOffset;

    /// <summary>Offset of the hidden reference to the object's lifeline; 0 when it cannot be weakly referenced.</summary>
    public ushort LifelineOffset;

    /// <summary>Offset of the program's elements in what holds them: the object, its storage, or memory outside the heap.</summary>
    public ushort ElementsOffset;

    /// <summary>Offset of the number of elements in what holds them; 0 for a specialised pair.</summary>
    public ushort ElementCountOffset;

    /// <summary>1 when the collector calls a light destructor at death.</summary>
    public byte HasLightDestructor;

    /// <summary>1 when objects have a finalizer.</summary>
    public byte HasFinalizer;

    /// <summary>1 when a structure lies between the object and the storage of its elements (a big integer's sign and size).</summary>
    public byte HasMiddle;

    /// <summary>1 when elements and buffers lie outside the heap.</summary>
    public byte IsRaw;

    /// <summary>1 for storage that belongs to an object of the program.</summary>
    public byte IsPart;

    /// <summary>Header of a fresh object: the number of this shape, its offset in the table, and the flags that never change.</summary>
    public ulong Header;

    /// <summary>The type that the object, or the owner of the storage, has for the program.</summary>
    public PyPyTypeInfo* Owner;
}
