using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.PyPy.Modules;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>The measured objects as a program makes them.</summary>
internal static class SizePrograms
{
    /// <summary>Longest display of a list that is not built by appending.</summary>
    private const int LongestDisplay = 100;

    private static readonly PyPyGrowthRules s_rules = new();

    /// <summary>Gets those of which storage is measured too: every part is in both.</summary>
    public static IReadOnlyDictionary<string, SizeProgram> Whole { get; } = new Dictionary<string, SizeProgram>(
        StringComparer.Ordinal)
    {
        ["object"] = SizeProgram.Of(PythonKind.Object),
        ["int"] = SizeProgram.Of(PythonKind.Int, words: 1),
        ["int of bits"] = SizeProgram.Of(
            PythonKind.Int, ElementKind.Words, bits => (bits / PyPySizes.DigitBits) + 1 + PyPySizes.SpareDigits),
        ["float"] = SizeProgram.Of(PythonKind.Float, words: 1),
        ["complex"] = SizeProgram.Of(PythonKind.Complex, words: 2),
        ["bool"] = SizeProgram.Of(PythonKind.Bool, words: 1),
        ["str ascii"] = SizeProgram.Of(PythonKind.Str, ElementKind.Bytes, length => length),
        ["bytes"] = SizeProgram.Of(PythonKind.Bytes, ElementKind.Bytes, length => length),
        ["bytearray"] = Buffer(PythonKind.ByteArray, BufferShape.ByteItems, n => n) with { IsSame = n => n > 0 },
        ["tuple"] = Tuple() with { IsSame = n => n != PyPySizes.PairItems },
        ["tuple of ints"] = Tuple() with { IsSame = n => n != PyPySizes.PairItems },
        ["tuple pair object object"] = Tuple() with { Length = _ => PyPySizes.PairItems },
        ["tuple pair int object"] = Tuple() with { Length = _ => PyPySizes.PairItems },
        ["list display"] = Buffer(PythonKind.List, BufferShape.ReferenceItems, n => n) with { IsSame = n => n <= LongestDisplay },
        ["list(range)"] = Buffer(PythonKind.List, BufferShape.WordItems, n => n),
        ["list appended, objects"] = Buffer(PythonKind.List, BufferShape.ReferenceItems, Appended),
        ["list appended, ints"] = Buffer(PythonKind.List, BufferShape.WordItems, Appended),
        ["list appended, floats"] = Buffer(PythonKind.List, BufferShape.WordItems, Appended),
        ["dict of str"] = Table(PythonKind.Dict, new BufferShape(2, 1, 0)),
        ["dict of tuples"] = Table(PythonKind.Dict, new BufferShape(2, 1, 0)),
        ["dict of objects"] = Table(PythonKind.Dict, new BufferShape(2, 0, 0)),
        ["dict of int"] = Table(PythonKind.Dict, new BufferShape(1, 1, 0)),
        ["set of tuples"] = Table(PythonKind.Set, new BufferShape(1, 1, 0)),
        ["set of objects"] = Table(PythonKind.Set, new BufferShape(1, 0, 0)),
        ["set of int"] = Table(PythonKind.Set, new BufferShape(0, 2, 0)),
        ["instance of strs"] = Instance(PythonKind.Instance, n => (n, 0)),
        ["instance of ints"] = Instance(PythonKind.Instance, n => (0, n)),
        ["instance of floats"] = Instance(PythonKind.Instance, n => (0, n)),
        ["instance of strs and ints"] = Instance(PythonKind.Instance, n => (n - (n / 2), n / 2)),
        ["instance with __del__"] = Instance(PythonKind.Instance, n => (n, 0), ObjectTraits.Finalizable),
        ["instance with __slots__"] = Instance(PythonKind.SlotsInstance, n => (n, 0)),
        ["cell"] = SizeProgram.Of(PythonKind.Cell, references: 1),
        ["method"] = SizeProgram.Of(PythonKind.Method, references: 2),
        ["builtin method"] = SizeProgram.Of(PythonKind.BuiltinMethod, references: 2),
        ["list iterator"] = SizeProgram.Of(PythonKind.Iterator, references: 1, words: 1),
        ["tuple iterator"] = SizeProgram.Of(PythonKind.TupleIterator, references: 1, words: 1),
        ["range iterator"] = SizeProgram.Of(PythonKind.RangeIterator, references: 0, words: 3),
        ["slice"] = SizeProgram.Of(PythonKind.Slice, references: 3),
        ["class"] = SizeProgram.Of(PythonKind.Class, references: 2),
        ["function"] = SizeProgram.Of(PythonKind.Function, references: 2) with { IsSame = n => n == 0 },
        ["generator"] = SizeProgram.Of(PythonKind.Generator, references: 1) with { IsSame = n => n == 0 },
        ["dict key iterator"] = SizeProgram.Of(PythonKind.DictIterator, references: 1),
        ["dict value iterator"] = SizeProgram.Of(PythonKind.DictIterator, references: 1),
        ["dict item iterator"] = SizeProgram.Of(PythonKind.DictIterator, references: 1),
        ["set iterator"] = SizeProgram.Of(PythonKind.SetIterator, references: 1),
        ["property"] = SizeProgram.Of(PythonKind.Property, references: 3),
    };

    /// <summary>Gets those of which a program here has only the object itself, or other storage than PyPy.</summary>
    public static IReadOnlyDictionary<string, SizeProgram> Alone { get; } = new Dictionary<string, SizeProgram>(
        StringComparer.Ordinal)
    {
        ["array.array"] = SizeProgram.Of(PythonKind.Array, 0, 0, BufferShape.WordItems),
        ["exception"] = SizeProgram.Of(PythonKind.Exception, references: 2),
        ["range"] = SizeProgram.Of(PythonKind.Range, references: 4),
        ["str latin-1"] = SizeProgram.Of(PythonKind.StrLatin1, ElementKind.Bytes, length => length),
        ["str two bytes"] = SizeProgram.Of(PythonKind.StrUcs2, ElementKind.Bytes, length => 2 * length),
        ["str four bytes"] = SizeProgram.Of(PythonKind.StrUcs4, ElementKind.Bytes, length => 4 * length),
    };

    private static SizeProgram Tuple() => SizeProgram.Of(PythonKind.Tuple, ElementKind.References, length => length);

    private static SizeProgram Buffer(PythonKind kind, BufferShape items, Func<int, int> capacity) =>
        SizeProgram.Of(kind, 0, 0, items) with { Prepare = (script, variable, n) => script.Resize(variable, capacity(n)) };

    private static int Appended(int length) => s_rules.NewListCapacity(ListOrigin.Generator, length);

    private static SizeProgram Table(PythonKind kind, BufferShape entry) =>
        SizeProgram.Of(kind, 0, 0, entry with { HasIndex = true }) with
        {
            Prepare = (script, variable, entries) =>
            {
                int[] sizes = new SimulatedTable(entry.ItemBytes, isSet: false).Insert(entries).Sizes;
                script.ResizeTable(variable, sizes[2] / entry.ItemBytes, sizes[0] * sizes[1]);
            },
        };

    private static SizeProgram Instance(
        PythonKind kind, Func<int, (int References, int Words)> attributes, ObjectTraits traits = ObjectTraits.None)
    {
        Dictionary<int, ObjectType> types = [];
        return new(n =>
        {
            if (!types.TryGetValue(n, out ObjectType? type))
            {
                (int references, int words) = attributes(n);
                type = new($"{kind} of {n}", kind, references, words, traits: traits);
                types.Add(n, type);
            }

            return type;
        });
    }
}
