using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Versions;

namespace Compare.Engines.CPython.Objects;

/// <summary>Sizes that CPython gives its own kinds of objects (tp_basicsize), beyond what their fields need.</summary>
internal static class PythonSizes
{
    /// <summary>Bytes of a digit of 30 bits.</summary>
    public const int DigitBytes = 4;

    /// <summary>Least bytes that an integer asks for: the structure has room for two digits since 3.10.</summary>
    public const int LeastIntBytes = 32;

    /// <summary>Slots of a set's table that lie in the set itself (PySet_MINSIZE).</summary>
    public const int InlineSetSlots = 8;

    /// <summary>Offset of a set's own table.</summary>
    public const int InlineSetOffset = 72;

    /// <summary>Bytes of a slot of a set's table: item and hash.</summary>
    public const int SetSlotBytes = 16;

    /// <summary>Most attributes that share their keys with other instances, so that the capacity shrinks.</summary>
    public const int SharedKeys = 29;

    private const int ValuesHeaderEntries = 2;

    /// <summary>Gets the least bytes of an object without its prefix and elements.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="profile">The version.</param>
    /// <returns>Bytes; measured with <c>type.__basicsize__</c>.</returns>
    public static int BasicBytes(PythonKind kind, CPythonProfile profile) => kind switch
    {
        PythonKind.List => 40,
        PythonKind.Dict => 48,
        PythonKind.Set => 200,
        PythonKind.ByteArray => 56,
        PythonKind.Array => 64,
        PythonKind.Function => profile.FunctionBytes,
        PythonKind.Cell => 24,
        PythonKind.Method => 48,
        PythonKind.BuiltinMethod => 56,
        PythonKind.Iterator or PythonKind.TupleIterator => 32,
        PythonKind.RangeIterator => profile.RangeIteratorBytes,
        PythonKind.DictIterator => 56,
        PythonKind.SetIterator => 48,
        PythonKind.Exception => 72,
        PythonKind.Property => 64,
        PythonKind.Range => 48,
        PythonKind.Slice => 40,
        PythonKind.WeakReference => 64,
        PythonKind.Generator => profile.GeneratorBytes,
        PythonKind.Frame => profile.FrameBytes,
        PythonKind.Class => profile.ClassBytes,
        PythonKind.Tuple => profile.TupleHeaderBytes,
        PythonKind.Bool => 28,
        PythonKind.Int => 28,
        PythonKind.Float => 24,
        PythonKind.Complex => 32,
        _ => ObjectLayout.HeaderBytes,
    };

    /// <summary>Gets where the fields of a kind begin that has them behind its own structure.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for a generator: its locals are added to its size.</returns>
    public static bool AddsFields(PythonKind kind) => kind == PythonKind.Generator;

    /// <summary>Gets the bytes between the header and the elements of a kind, the length included.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="profile">The version.</param>
    /// <returns>Bytes: strings keep hash and state there, bytes objects a hash, tuples of 3.14 a hash.</returns>
    public static int VariableHeaderBytes(PythonKind kind, CPythonProfile profile) => kind switch
    {
        PythonKind.Str => profile.AsciiHeaderBytes - ObjectLayout.HeaderBytes,
        PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4 => profile.StrHeaderBytes - ObjectLayout.HeaderBytes,
        PythonKind.Bytes => 16,
        PythonKind.Tuple => profile.TupleHeaderBytes - ObjectLayout.HeaderBytes,
        _ => ObjectLayout.SlotBytes,
    };

    /// <summary>Gets the bytes behind the elements.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>One terminating zero of strings and bytes, as wide as a character; else 0.</returns>
    public static int TailBytes(PythonKind kind) => kind switch
    {
        PythonKind.Str or PythonKind.StrLatin1 or PythonKind.Bytes => 1,
        PythonKind.StrUcs2 => 2,
        PythonKind.StrUcs4 => 4,
        _ => 0,
    };

    /// <summary>Tells whether a kind is a string.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for the four kinds of strings.</returns>
    public static bool IsStr(PythonKind kind) =>
        kind is PythonKind.Str or PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4;

    /// <summary>Tells whether a kind has room for the hash of its content, behind its length.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for strings and bytes objects (<c>hash</c> of PyASCIIObject, <c>ob_shash</c> of PyBytesObject).</returns>
    public static bool HasHash(PythonKind kind) => IsStr(kind) || kind == PythonKind.Bytes;

    /// <summary>Tells whether a kind has room for its list of weak references in its own structure.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for the built-in kinds that may be weakly referenced.</returns>
    public static bool HasWeakListInBody(PythonKind kind) => kind
        is PythonKind.Function or PythonKind.Method or PythonKind.BuiltinMethod or PythonKind.Generator
        or PythonKind.Set or PythonKind.Class or PythonKind.Array;

    /// <summary>
    /// Tells whether a weakly referenceable type of a kind must be a Python subclass of it, which has a dictionary too.
    /// </summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for built-in kinds without weak references of their own.</returns>
    public static bool IsSubclassWhenWeak(PythonKind kind) =>
        !HasWeakListInBody(kind) && kind is not (PythonKind.SlotsInstance or PythonKind.Raw or PythonKind.Native);

    /// <summary>
    /// Gets the attributes for which an instance has room: a class gives its first instances more, until the number of
    /// attributes is known (specification: the n-th instance of a class).
    /// </summary>
    /// <param name="attributes">Attributes of the class.</param>
    /// <param name="instance">Number of the instance, from 1.</param>
    /// <param name="profile">The version.</param>
    /// <returns>Attributes that fit.</returns>
    public static int AttributeCapacity(int attributes, int instance, CPythonProfile profile)
    {
        int shared = Math.Max(profile.FirstAttributeCapacity - instance, Math.Min(attributes + 1, SharedKeys));
        return Math.Max(shared, attributes);
    }

    /// <summary>Gets the bytes of a block of attributes (3.11, 3.12).</summary>
    /// <param name="capacity">Attributes that fit.</param>
    /// <param name="prefix">Receives the bytes before the first attribute: the order of insertion, one byte each.</param>
    /// <returns>Bytes to request.</returns>
    public static int AttributeBlockBytes(int capacity, out int prefix)
    {
        prefix = RoundUp(capacity + ValuesHeaderEntries);
        return prefix + (capacity * ObjectLayout.SlotBytes);
    }

    /// <summary>Gets the bytes that attributes take inside an instance (3.13+).</summary>
    /// <param name="capacity">Attributes that fit.</param>
    /// <returns>A word of their own, the attributes, and a byte each for their order.</returns>
    public static int InlineAttributeBytes(int capacity) =>
        ObjectLayout.SlotBytes + (capacity * ObjectLayout.SlotBytes) + RoundUp(capacity);

    /// <summary>Tells whether the collector knows objects of a type (Py_TPFLAGS_HAVE_GC).</summary>
    /// <param name="type">The type.</param>
    /// <returns>True when they have its header.</returns>
    public static bool IsGc(ObjectType type) => type.Kind switch
    {
        PythonKind.Native or PythonKind.Object or PythonKind.Complex or PythonKind.RangeIterator => false,
        PythonKind.Int or PythonKind.Float or PythonKind.Bool or PythonKind.Str or PythonKind.StrLatin1
            or PythonKind.StrUcs2 or PythonKind.StrUcs4 or PythonKind.Bytes
            or PythonKind.ByteArray => type.HasReferences,
        PythonKind.Range => type.HasReferences && !type.Traits.HasFlag(ObjectTraits.Acyclic),
        PythonKind.Raw => type.HasReferences && !type.Traits.HasFlag(ObjectTraits.Acyclic),
        _ => true,
    };

    private static int RoundUp(int bytes) => (bytes + ObjectLayout.SlotBytes - 1) & -ObjectLayout.SlotBytes;
}
