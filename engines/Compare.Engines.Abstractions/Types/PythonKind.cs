namespace Compare.Engines.Abstractions.Types;

/// <summary>
/// The Python object that a type stands for. An engine charges the header, prefix and field sizes of the implementation
/// that it is modelled on.
/// </summary>
public enum PythonKind
{
    /// <summary>Instance of a class with <c>__slots__</c>: the references are its slots.</summary>
    SlotsInstance,

    /// <summary>Instance of an ordinary class with attributes.</summary>
    Instance,

    /// <summary>Tuple: references as fields (fixed length) or as elements.</summary>
    Tuple,

    /// <summary>List: its items are a buffer.</summary>
    List,

    /// <summary>Dictionary.</summary>
    Dict,

    /// <summary>Set or frozen set.</summary>
    Set,

    /// <summary>Integer; digits are elements or one word.</summary>
    Int,

    /// <summary>Floating-point number: one word.</summary>
    Float,

    /// <summary>Boolean.</summary>
    Bool,

    /// <summary>String of ASCII characters: bytes are elements.</summary>
    Str,

    /// <summary>String of Latin-1 characters that are not all ASCII: bytes are elements.</summary>
    StrLatin1,

    /// <summary>String of two-byte characters: bytes are elements, two a character.</summary>
    StrUcs2,

    /// <summary>String of four-byte characters: bytes are elements, four a character.</summary>
    StrUcs4,

    /// <summary>Bytes object: bytes are elements.</summary>
    Bytes,

    /// <summary>Byte array: bytes are a buffer.</summary>
    ByteArray,

    /// <summary><c>array.array</c>: items are a buffer or word elements.</summary>
    Array,

    /// <summary>Function with its closure.</summary>
    Function,

    /// <summary>Closure cell.</summary>
    Cell,

    /// <summary>Bound method.</summary>
    Method,

    /// <summary>Generator with its frame: the references are its locals.</summary>
    Generator,

    /// <summary>Iterator of a list.</summary>
    Iterator,

    /// <summary>Iterator of a tuple.</summary>
    TupleIterator,

    /// <summary>Iterator of a range: its numbers are words.</summary>
    RangeIterator,

    /// <summary>Iterator of a dictionary.</summary>
    DictIterator,

    /// <summary>Iterator of a set.</summary>
    SetIterator,

    /// <summary>Exception.</summary>
    Exception,

    /// <summary>Range.</summary>
    Range,

    /// <summary>Slice.</summary>
    Slice,

    /// <summary>Weak reference.</summary>
    WeakReference,

    /// <summary>Plain <c>object()</c>.</summary>
    Object,

    /// <summary>Complex number: two words.</summary>
    Complex,

    /// <summary>Class.</summary>
    Class,

    /// <summary>Method of a built-in type.</summary>
    BuiltinMethod,

    /// <summary>Property.</summary>
    Property,

    /// <summary>Frame object.</summary>
    Frame,

    /// <summary>
    /// Object of an extension type that the collector does not know: its references are counted but never traversed.
    /// </summary>
    Native,

    /// <summary>Memory without a Python meaning: an engine charges its plainest header.</summary>
    Raw,
}
