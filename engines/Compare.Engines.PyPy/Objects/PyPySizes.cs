using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.PyPy.Objects;

/// <summary>
/// Bytes that PyPy's own kinds of objects take, the header word included, and how their storage is divided.
/// </summary>
/// <remarks>
/// Measured on PyPy 7.3.11, 64 bits, with gc.get_rpy_memory_usage (sizes-more-7.3.11.json, which names the RPython
/// structures); what belongs to one object only was told by the bytes by which the heap grows with each object. Maps,
/// strategies, code and names are shared and are no part of an object.
/// </remarks>
internal static class PyPySizes
{
    /// <summary>Bytes of an object's header.</summary>
    public const int HeaderBytes = 8;

    /// <summary>Bytes of a field.</summary>
    public const int FieldBytes = 8;

    /// <summary>Bytes before an array's first item: header and length (GcArray).</summary>
    public const int ItemsHeaderBytes = 16;

    /// <summary>Bytes before a string's first byte: header, hash, length (rpy_string, under str and bytes).</summary>
    public const int StringHeaderBytes = 24;

    /// <summary>Bytes behind a string's last byte: a terminating zero (rpy_string).</summary>
    public const int StringTailBytes = 1;

    /// <summary>Bytes of a tuple of two, whose items are its fields (W_SpecialisedTupleObject).</summary>
    public const int PairBytes = 24;

    /// <summary>Items of a specialised tuple.</summary>
    public const int PairItems = 2;

    /// <summary>Attributes that an instance or an object with slots has room for (inst__value0 to inst__value4).</summary>
    public const int InlineAttributes = 5;

    /// <summary>
    /// Attributes in the instance itself when it has more than <see cref="InlineAttributes"/>: the fifth field then leads
    /// to an array of the others.
    /// </summary>
    public const int InlineAttributesBeforeArray = 4;

    /// <summary>Bits of a digit of a big integer (rbigint, SHIFT).</summary>
    public const int DigitBits = 63;

    /// <summary>Digits that arithmetic allocates beyond those of the result: room for a carry.</summary>
    public const int SpareDigits = 1;

    /// <summary>Bytes of what an object refers to once it is weakly referenced (WeakrefLifeline).</summary>
    /// <remarks>An instance keeps it as one more attribute: the sixth makes an array. Other kinds have a field for it.</remarks>
    public const int LifelineBytes = 40;

    /// <summary>Bytes of a weak pointer (weakref): one in the lifeline, one in each weak reference.</summary>
    public const int WeakPointerBytes = 16;

    /// <summary>
    /// Bytes of the object that holds a lifeline's list of references with callbacks (WRefShrinkList), without the list.
    /// </summary>
    public const int CallbackListBytes = 24;

    /// <summary>Bytes of an entry whose key has no hash beside it: integers, objects by identity (odictentry).</summary>
    public const int DictEntryBytes = 16;

    /// <summary>Bytes of an entry with the hash of its key: strings, tuples (odictentry).</summary>
    public const int HashedDictEntryBytes = 24;

    /// <summary>Bytes of an entry of a set of strings or of objects by identity: the key alone.</summary>
    public const int SetEntryBytes = 8;

    /// <summary>Bytes of an entry of a set of integers or tuples: the key and a flag or hash.</summary>
    public const int HashedSetEntryBytes = 16;

    /// <summary>Bytes of the structure that leads to a growing array of items: header, length, items (list).</summary>
    public const int ListStructureBytes = 24;

    /// <summary>
    /// Bytes of the structure that leads to the arrays of a table: header, live and used entries, room in the index, index, lookup
    /// function, entries (dicttable).
    /// </summary>
    public const int TableStructureBytes = 56;

    /// <summary>Offset of the hash of a string (rpy_string).</summary>
    public const int StringHashOffset = HeaderBytes;

    /// <summary>Items by which an array may be less than half full without being shortened (_ll_list_resize_le).</summary>
    private const int ShrinkSlack = 5;

    private const int InstanceBytes = HeaderBytes + FieldBytes + (InlineAttributes * FieldBytes);

    private const int LargestByteIndex = 256;

    private const int LargestShortIndex = 65536;

    /// <summary>Gets the bytes of an object itself, without storage that it refers to.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>What gc.get_rpy_memory_usage tells of such an object.</returns>
    public static int ObjectBytes(PythonKind kind) => kind switch
    {
        PythonKind.SlotsInstance or PythonKind.Instance => InstanceBytes, // W_ObjectObjectUserDictWeakrefable
        PythonKind.Tuple => 16, // W_TupleObject
        PythonKind.List => 24, // W_ListObject: storage and strategy
        PythonKind.Dict => 24, // W_DictObject: storage and strategy
        PythonKind.Set => 32, // W_SetObject: storage, strategy and lifeline; a frozenset has a hash too
        PythonKind.Int => 16, // W_IntObject; W_LongObject, whose digits lie elsewhere, takes the same
        PythonKind.Float => 16, // W_FloatObject
        PythonKind.Bool => 24, // W_BoolObject: a field for the C interface
        PythonKind.Str or PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4 => 32, // W_UnicodeObject
        PythonKind.Bytes => 16, // W_BytesObject
        PythonKind.ByteArray => 24, // W_BytearrayObject: data and offset
        PythonKind.Array => 40, // W_ArrayType...: items outside the collected heap
        PythonKind.Function => 160, // Function
        PythonKind.Cell => 24, // Cell: content and family
        PythonKind.Method or PythonKind.BuiltinMethod => 32, // Method
        PythonKind.Generator => 64, // GeneratorIterator
        PythonKind.Iterator => 24, // W_FastListIterObject
        PythonKind.TupleIterator => 32, // W_FastTupleIterObject: the tuple's array too
        PythonKind.RangeIterator => 48, // W_IntRangeStepOneIterator
        PythonKind.DictIterator => 16, // W_DictMultiIterKeysObject
        PythonKind.SetIterator => 16, // W_SetIterObject
        PythonKind.Exception => 72, // W_BaseException with the fields of a class
        PythonKind.Range => 48, // W_Range: start, stop, step, length, each an int object
        PythonKind.Slice => 32, // W_SliceObject
        PythonKind.WeakReference => 32, // W_Weakref
        PythonKind.Object => 8, // W_ObjectObject
        PythonKind.Complex => 24, // W_ComplexObject
        PythonKind.Class => 512, // W_TypeObject
        PythonKind.Property => 48, // W_Property
        PythonKind.Frame => 104, // StdObjSpaceFrame; locals, cells and values lie in an array
        PythonKind.Native or PythonKind.Raw => HeaderBytes,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Gets the bytes of what lies between an object and its items.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>
    /// Bytes: of the table of a dictionary or set (dicttable), of a big integer's size and sign (rbigint), of a generator's
    /// frame; else those of a list structure, which any growing array has.
    /// </returns>
    public static int StructureBytes(PythonKind kind) => kind switch
    {
        PythonKind.Dict or PythonKind.Set => TableStructureBytes,
        PythonKind.Int => 32,
        PythonKind.Generator => ObjectBytes(PythonKind.Frame),
        _ => ListStructureBytes,
    };

    /// <summary>Gets the bytes of what comes with every object of a kind and is neither the object nor its items.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>
    /// Bytes: the state of an iterator over a table (IterClassKeys or UnicodeIteratorImplementation, 48, and dictiter), a
    /// function's array of defaults, an exception's of attributes, a frame's weak pointer to its generator, and that of a
    /// weak reference; 0 for the others.
    /// </returns>
    public static int CompanionBytes(PythonKind kind) => kind switch
    {
        PythonKind.DictIterator or PythonKind.SetIterator => 48 + 24,
        PythonKind.Function or PythonKind.Exception => ItemsHeaderBytes,
        PythonKind.Generator or PythonKind.WeakReference => WeakPointerBytes,
        _ => 0,
    };

    /// <summary>Gets the number of attributes that lie in an instance itself.</summary>
    /// <param name="attributes">Attributes, a lifeline and a dictionary that was asked for counted as one each.</param>
    /// <returns>All while they fit; the others are in an array.</returns>
    public static int InlineOf(int attributes) =>
        attributes <= InlineAttributes ? attributes : InlineAttributesBeforeArray;

    /// <summary>Gets the least number of items that leaves a growing array as it is.</summary>
    /// <param name="capacity">Items that fit.</param>
    /// <returns>Items, 0 or less for a small array; with fewer than these it is shortened to fit exactly.</returns>
    public static int LeastItemsInPlace(int capacity) => (capacity >> 1) - ShrinkSlack;

    /// <summary>Gets the bytes of an array.</summary>
    /// <param name="items">Items.</param>
    /// <param name="itemBytes">Bytes of an item.</param>
    /// <returns>Bytes, a multiple of the word.</returns>
    public static long ArrayBytes(int items, int itemBytes) => RoundUp(ItemsHeaderBytes + ((long)items * itemBytes));

    /// <summary>Gets the bytes of a string's data.</summary>
    /// <param name="length">Bytes of the text in UTF-8: one for an ASCII character, up to four for another.</param>
    /// <returns>Bytes, a multiple of the word.</returns>
    public static long StringBytes(int length) => RoundUp((long)StringHeaderBytes + length + StringTailBytes);

    /// <summary>Gets the bytes of a slot of a table's index.</summary>
    /// <param name="slots">Slots.</param>
    /// <returns>1, 2 or 4: the least in which a slot can name each entry (rordereddict).</returns>
    public static int IndexSlotBytes(int slots) => slots switch
    {
        <= LargestByteIndex => 1,
        <= LargestShortIndex => 2,
        _ => 4,
    };

    /// <summary>Gets the bytes of the index of a table.</summary>
    /// <param name="slots">Slots.</param>
    /// <returns>Bytes.</returns>
    public static long IndexBytes(int slots) => ArrayBytes(slots, IndexSlotBytes(slots));

    private static long RoundUp(long bytes) => (bytes + FieldBytes - 1) & -FieldBytes;
}
