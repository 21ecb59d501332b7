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

    /// <summary>String: bytes are elements.</summary>
    Str,

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

    /// <summary>Iterator of a container.</summary>
    Iterator,

    /// <summary>Exception.</summary>
    Exception,

    /// <summary>Range.</summary>
    Range,

    /// <summary>Slice.</summary>
    Slice,

    /// <summary>Weak reference.</summary>
    WeakReference,

    /// <summary>Memory without a Python meaning: an engine charges its plainest header.</summary>
    Raw,
}
