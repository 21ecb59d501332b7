using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.MicroPython.Objects;

/// <summary>Sizes of MicroPython's own objects, in machine words, as the structures of its C sources have them.</summary>
internal static class KindSizes
{
    /// <summary>Least items that a list has room for (LIST_MIN_ALLOC).</summary>
    public const int LeastListItems = 4;

    /// <summary>Words of a slot in the table of a dictionary or instance: key and value.</summary>
    public const int TableSlotWords = 2;

    /// <summary>Words of a generator's frame besides its locals: code, position, stack, exception state.</summary>
    private const int GeneratorFrameWords = 7;

    /// <summary>Gets the least words of an object, without inline elements.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="references">Reference fields: a generator keeps its locals inside.</param>
    /// <param name="wordBytes">Bytes of a machine word.</param>
    /// <param name="hasElements">
    /// Whether it has elements: those of an integer are its digits, in a block that is counted apart.
    /// </param>
    /// <returns>Words; the type is one of them.</returns>
    public static int LeastWords(PythonKind kind, int references, int wordBytes, bool hasElements) => kind switch
    {
        PythonKind.Tuple => 2 + references, // type, length, items
        PythonKind.List => 4, // type, capacity, length, items
        PythonKind.Dict or PythonKind.Set => 4, // type, used and flags, capacity, table
        PythonKind.Instance => 4, // type, a dictionary's map of three words
        PythonKind.Str or PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4 or PythonKind.Bytes => 4,
        PythonKind.ByteArray or PythonKind.Array => 4, // type, item code and spare items, length, items
        PythonKind.Int => wordBytes == sizeof(long) || hasElements ? 4 : 8, // type, number of three words; digits beside it
        PythonKind.Float => 1 + (sizeof(double) / wordBytes),
        PythonKind.Complex => 1 + (2 * sizeof(double) / wordBytes),
        PythonKind.Function => 4, // type, context, bytecode, constants
        PythonKind.Cell => 2,
        PythonKind.Method or PythonKind.BuiltinMethod => 3,
        PythonKind.Range or PythonKind.Slice or PythonKind.Property => 4,
        PythonKind.Iterator or PythonKind.TupleIterator or PythonKind.RangeIterator => 4,
        PythonKind.DictIterator or PythonKind.SetIterator => 4,
        PythonKind.Exception => 4, // type, traceback's room and length in one word, traceback, arguments (mp_obj_exception_t)
        PythonKind.Generator => GeneratorFrameWords + Math.Max(1, references),
        PythonKind.Class => 8, // type, base, flags and name, slots with their functions
        _ => 1,
    };

    /// <summary>Tells whether the elements of a kind lie in a block of their own.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for texts, arrays and the digits of integers.</returns>
    public static bool HasElementsAside(PythonKind kind) =>
        IsText(kind) || kind is PythonKind.Array or PythonKind.ByteArray or PythonKind.Int;

    /// <summary>Tells whether a kind is text, which ends with a zero byte.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for strings and bytes objects.</returns>
    public static bool IsText(PythonKind kind) =>
        kind is PythonKind.Str or PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4 or PythonKind.Bytes;

    /// <summary>Gets the letter of a kind in the heap map (gc_dump_alloc_table).</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The letter, <c>h</c> for most.</returns>
    public static char MapLetter(PythonKind kind) => kind switch
    {
        PythonKind.Tuple => 'T',
        PythonKind.List => 'L',
        PythonKind.Dict => 'D',
        PythonKind.ByteArray or PythonKind.Array => 'A',
        PythonKind.Float => 'F',
        PythonKind.Function => 'B',
        _ => IsText(kind) ? 'S' : 'h',
    };
}
