using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Which measured objects are of which kind.</summary>
internal static class RecordedKinds
{
    /// <summary>Gets the names of the measured objects whose own size is the kind's.</summary>
    public static IReadOnlyDictionary<PythonKind, string[]> Names { get; } = new Dictionary<PythonKind, string[]>
    {
        [PythonKind.SlotsInstance] = ["instance with __slots__"],
        [PythonKind.Instance] =
        [
            "instance of strs", "instance of ints", "instance of floats", "instance of strs and ints",
            "instance with weakref", "instance with __del__", "instance with __dict__ taken", "target of weakrefs",
            "target of weakrefs with callback",
        ],
        [PythonKind.Tuple] = ["tuple", "tuple of ints"],
        [PythonKind.List] =
        [
            "list appended, floats", "list appended, ints", "list appended, objects", "list appended, strs",
            "list display", "list(range)",
        ],
        [PythonKind.Dict] = ["dict of str", "dict of int", "dict of objects", "dict of tuples", "dict of bytes"],
        [PythonKind.Set] = ["set of int", "set of str", "set of objects", "set of tuples"],
        [PythonKind.Int] = ["int", "int of bits"],
        [PythonKind.Float] = ["float"],
        [PythonKind.Bool] = ["bool"],
        [PythonKind.Str] = ["str ascii"],
        [PythonKind.StrLatin1] = ["str latin-1"],
        [PythonKind.StrUcs2] = ["str two bytes", "str two bytes, indexed"],
        [PythonKind.StrUcs4] = ["str four bytes"],
        [PythonKind.Bytes] = ["bytes"],
        [PythonKind.ByteArray] = ["bytearray"],
        [PythonKind.Array] = ["array.array"],
        [PythonKind.Function] = ["function", "function with weakref"],
        [PythonKind.Cell] = ["cell"],
        [PythonKind.Method] = ["method"],
        [PythonKind.Generator] = ["generator"],
        [PythonKind.Iterator] = ["list iterator"],
        [PythonKind.TupleIterator] = ["tuple iterator"],
        [PythonKind.RangeIterator] = ["range iterator"],
        [PythonKind.DictIterator] = ["dict key iterator", "dict value iterator", "dict item iterator"],
        [PythonKind.SetIterator] = ["set iterator"],
        [PythonKind.Exception] = ["exception", "exception raised"],
        [PythonKind.Range] = ["range"],
        [PythonKind.Slice] = ["slice"],
        [PythonKind.WeakReference] = ["weakref", "weakref with callback"],
        [PythonKind.Object] = ["object"],
        [PythonKind.Complex] = ["complex"],
        [PythonKind.Class] = ["class"],
        [PythonKind.BuiltinMethod] = ["builtin method"],
        [PythonKind.Property] = ["property"],
    };
}
