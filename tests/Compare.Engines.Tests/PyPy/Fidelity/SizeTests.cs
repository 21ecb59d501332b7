using System.Text.Json;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.PyPy.Objects;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>The sizes that the engine is built with, against the measured ones.</summary>
public sealed class SizeTests
{
    public static TheoryData<string> Basic => RecordedFiles.Single("sizes");

    public static TheoryData<string> Files => RecordedFiles.Named("sizes-more");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_kind_has_the_bytes_of_the_real_object(string file)
    {
        using SizeFacts facts = new(file);

        foreach ((PythonKind kind, string[] names) in RecordedKinds.Names)
        {
            foreach (string name in names)
            {
                Assert.All(facts.Objects(name), measured => Assert.Equal(
                    (name, measured.Number, measured.Parts[0].Bytes), (name, measured.Number, PyPySizes.ObjectBytes(kind))));
            }
        }

        Assert.Equal(PyPySizes.ObjectBytes(PythonKind.Frame), BytesOf(facts.First("generator"), "+StdObjSpaceFrame"));
    }

    [Fact]
    public void Every_kind_of_Pythons_objects_is_measured()
    {
        PythonKind[] others = [PythonKind.Frame, PythonKind.Native, PythonKind.Raw];

        Assert.Equal(
            Enum.GetValues<PythonKind>().Except(others).Order(), RecordedKinds.Names.Keys.Order());
        Assert.All(others, kind => Assert.True(PyPySizes.ObjectBytes(kind) >= PyPySizes.HeaderBytes));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_measured_object_is_tested_or_in_the_table(string file)
    {
        using SizeFacts facts = new(file);
        string[] pairs = ["int int", "int object", "float float", "object object"];

        new LeftOutTable("PyPy").Check(
            "sizes",
            facts.Names,
            RecordedKinds.Names.Values.SelectMany(names => names).Concat(pairs.Select(pair => "tuple pair " + pair))
                .ToDictionary(name => name, _ => Array.Empty<string>(), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Structures_lie_between_containers_and_items(string file)
    {
        using SizeFacts facts = new(file);

        AssertPart(facts, "list display", "list", PyPySizes.StructureBytes(PythonKind.List));
        AssertPart(facts, "bytearray", "list", PyPySizes.StructureBytes(PythonKind.ByteArray));
        AssertPart(facts, "dict of int", "dicttable", PyPySizes.StructureBytes(PythonKind.Dict));
        AssertPart(facts, "set of int", "dicttable", PyPySizes.StructureBytes(PythonKind.Set));
        AssertPart(facts, "int of bits", "rbigint", PyPySizes.StructureBytes(PythonKind.Int));
        AssertPart(facts, "generator", "+StdObjSpaceFrame", PyPySizes.StructureBytes(PythonKind.Generator));
        AssertPart(facts, "target of weakrefs", "WeakrefLifeline", PyPySizes.LifelineBytes);
        AssertPart(facts, "function with weakref", "WeakrefLifeline", PyPySizes.LifelineBytes);
        AssertPart(facts, "target of weakrefs with callback", "WRefShrinkList", PyPySizes.CallbackListBytes);
        AssertPart(facts, "weakref", "weakref", PyPySizes.WeakPointerBytes);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_comes_with_every_object_of_a_kind_is_what_the_heap_grows_by(string file)
    {
        using SizeFacts facts = new(file);

        AssertCompanions(facts, PythonKind.DictIterator, "dict key iterator");
        AssertCompanions(facts, PythonKind.SetIterator, "set iterator");
        AssertCompanions(facts, PythonKind.WeakReference, "weakref");
        AssertCompanions(facts, PythonKind.Function, "function");
        Assert.Equal(
            PyPySizes.ItemsHeaderBytes + PyPySizes.CompanionBytes(PythonKind.Exception),
            facts.First("exception").Skip(1).Sum(part => part.Bytes * part.Count)); // its arguments and its attributes
        AssertPart(facts, "generator", "weakref", PyPySizes.CompanionBytes(PythonKind.Generator));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Attributes_beyond_five_share_an_array_with_the_fifth(string file)
    {
        using SizeFacts facts = new(file);

        AssertInline(facts, "instance of strs", extra: 0);
        AssertInline(facts, "instance with __slots__", extra: 0);
        AssertInline(facts, "instance with __del__", extra: 0);
        AssertInline(facts, "instance with weakref", extra: 1);
        AssertInline(facts, "instance with __dict__ taken", extra: 1);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Numbers_in_attributes_share_one_array_that_takes_one_field(string file)
    {
        using SizeFacts facts = new(file);

        foreach (string name in new[] { "instance of ints", "instance of floats" })
        {
            Assert.All(facts.Objects(name), measured => Assert.Equal(
                (measured.Number, measured.Number == 0 ? 0 : PyPySizes.ArrayBytes(measured.Number, PyPySizes.FieldBytes)),
                (measured.Number, BytesOf(measured.Parts, "array(Signed)"))));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Text_is_kept_in_UTF8(string file)
    {
        using SizeFacts facts = new(file);

        AssertString(facts, "bytes", bytesPerCharacter: 1);
        AssertString(facts, "str ascii", bytesPerCharacter: 1);
        AssertString(facts, "str latin-1", bytesPerCharacter: 2);
        AssertString(facts, "str two bytes", bytesPerCharacter: 3);
        AssertString(facts, "str four bytes", bytesPerCharacter: 4);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Items_are_an_array_with_a_header_of_two_words(string file)
    {
        using SizeFacts facts = new(file);

        AssertItems(facts, "tuple", "array(reference)", items => items);
        AssertItems(facts, "bytearray", "array(Char)", items => items, itemBytes: 1);
        AssertItems(facts, "list(range)", "array(Signed)", items => items);
        AssertItems(facts, "exception", "array(reference)", items => items);
        AssertItems(
            facts, "int of bits", "array(Signed)", bits => (bits / PyPySizes.DigitBits) + 1 + PyPySizes.SpareDigits);
        foreach (string pair in new[] { "int int", "int object", "float float", "object object" })
        {
            Assert.Equal([PyPySizes.PairBytes], facts.First("tuple pair " + pair).Select(part => part.Bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_heap_grows_by_the_parts_of_each_object(string file)
    {
        using SizeFacts facts = new(file);
        Dictionary<string, long> expected = HeapRecipes();

        Assert.Equal(facts.HeapNames.Order(StringComparer.Ordinal), expected.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, long bytes) in expected)
        {
            Assert.True(facts.HeapBytes(name) == bytes, $"{name}: recorded {facts.HeapBytes(name)}, but here {bytes}");
        }
    }

    [Theory]
    [MemberData(nameof(Basic))]
    public void The_first_recording_agrees(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        Dictionary<string, int> recorded = document.RootElement.GetProperty("sizes").EnumerateObject().ToDictionary(
            fact => fact.Name, fact => fact.Value.GetProperty("self").GetInt32(), StringComparer.Ordinal);

        Assert.NotEmpty(recorded);
        foreach ((string name, int bytes) in recorded)
        {
            bool isPair = name.StartsWith("tuple 2", StringComparison.Ordinal);
            int ours = isPair ? PyPySizes.PairBytes : PyPySizes.ObjectBytes(KindOf(name));
            Assert.Equal((name, bytes), (name, ours));
        }
    }

    private static PythonKind KindOf(string name) => name.Split(' ')[0] switch
    {
        "object()" => PythonKind.Object,
        "int" => PythonKind.Int,
        "float" => PythonKind.Float,
        "complex" => PythonKind.Complex,
        "str" => PythonKind.Str,
        "bytes" => PythonKind.Bytes,
        "tuple" => PythonKind.Tuple,
        "list" => PythonKind.List,
        "dict" => PythonKind.Dict,
        "set" => PythonKind.Set,
        "inst" => PythonKind.Instance,
        "slots2" => PythonKind.SlotsInstance,
        "function" => PythonKind.Function,
        "bytearray" => PythonKind.ByteArray,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a recorded object."),
    };

    private static Dictionary<string, long> HeapRecipes()
    {
        long weakPointer = PyPySizes.WeakPointerBytes;
        long listOf1 = Bytes(PythonKind.List) + PyPySizes.ListStructureBytes + Items(1);
        long instance = Bytes(PythonKind.Instance);
        long dictTable = PyPySizes.StructureBytes(PythonKind.Dict) + PyPySizes.IndexBytes(16);
        long generator = Bytes(PythonKind.Generator) + PyPySizes.StructureBytes(PythonKind.Generator) + weakPointer;
        return new(StringComparer.Ordinal)
        {
            ["nothing"] = 0,
            ["object"] = Bytes(PythonKind.Object),
            ["int"] = Bytes(PythonKind.Int),
            ["float"] = Bytes(PythonKind.Float),
            ["complex"] = Bytes(PythonKind.Complex),
            ["big int"] = Bytes(PythonKind.Int) + PyPySizes.StructureBytes(PythonKind.Int) + Items(2 + PyPySizes.SpareDigits),
            ["str of 6"] = Bytes(PythonKind.Str) + PyPySizes.StringBytes(6),
            ["bytes of 6"] = Bytes(PythonKind.Bytes) + PyPySizes.StringBytes(6),
            ["bytearray of 0"] = Bytes(PythonKind.ByteArray) + PyPySizes.ListStructureBytes + Items(0),
            ["bytearray of 8"] = Bytes(PythonKind.ByteArray) + PyPySizes.ListStructureBytes + Items(1),
            ["tuple of 3 shared"] = Bytes(PythonKind.Tuple) + Items(3),
            ["tuple pair of shared"] = PyPySizes.PairBytes,
            ["list of 0"] = Bytes(PythonKind.List),
            ["list of 1 shared"] = listOf1,
            ["dict of 0"] = Bytes(PythonKind.Dict),
            ["dict of 1 shared"] = Bytes(PythonKind.Dict) + dictTable + PyPySizes.ArrayBytes(8, PyPySizes.HashedDictEntryBytes),
            ["set of 0"] = Bytes(PythonKind.Set),
            ["set of 1 shared"] = Bytes(PythonKind.Set) + dictTable + PyPySizes.ArrayBytes(8, PyPySizes.HashedSetEntryBytes),
            ["instance of 5"] = instance,
            ["instance of 6"] = instance + Items(6 - PyPySizes.InlineOf(6)),
            ["instance of 1 with __del__"] = instance,
            ["instance of 1 whose __dict__ lives"] = instance + Bytes(PythonKind.Dict),
            ["list of an instance and its weakref"] = listOf1 + PyPySizes.FieldBytes + instance + PyPySizes.LifelineBytes
                + weakPointer + Whole(PythonKind.WeakReference),
            ["function"] = Whole(PythonKind.Function),
            ["function of 1 cell and its object"] =
                Whole(PythonKind.Function) + Items(1) + Bytes(PythonKind.Cell) + Bytes(PythonKind.Object),
            ["method"] = Bytes(PythonKind.Method),
            ["builtin method"] = Bytes(PythonKind.BuiltinMethod),

            // Three locals, three objects, and room for the three values of the tuple that it returns at last.
            ["generator of 3 locals and their objects"] = generator + Items(6) + (3 * Bytes(PythonKind.Object)),
            ["list iterator"] = Bytes(PythonKind.Iterator),
            ["tuple iterator"] = Bytes(PythonKind.TupleIterator),
            ["dict iterator"] = Whole(PythonKind.DictIterator),
            ["set iterator"] = Whole(PythonKind.SetIterator),
            ["exception"] = Whole(PythonKind.Exception) + Items(0),
            ["exception of 1 shared"] = Whole(PythonKind.Exception) + Items(1),
            ["range of large ints"] = Bytes(PythonKind.Range) + (4 * Bytes(PythonKind.Int)),
            ["slice of shared"] = Bytes(PythonKind.Slice),
            ["property"] = Bytes(PythonKind.Property),
        };

        static long Bytes(PythonKind kind) => PyPySizes.ObjectBytes(kind);

        static long Whole(PythonKind kind) => PyPySizes.ObjectBytes(kind) + PyPySizes.CompanionBytes(kind);

        static long Items(int items) => PyPySizes.ArrayBytes(items, PyPySizes.FieldBytes);
    }

    private static void AssertInline(SizeFacts facts, string name, int extra) => Assert.All(
        facts.Objects(name),
        measured =>
        {
            int fields = measured.Number + extra;
            int outside = fields - PyPySizes.InlineOf(fields);
            long bytes = outside == 0 ? 0 : PyPySizes.ArrayBytes(outside, PyPySizes.FieldBytes);
            Assert.Equal((measured.Number, bytes), (measured.Number, BytesOf(measured.Parts, "array(reference)")));
        });

    private static void AssertString(SizeFacts facts, string name, int bytesPerCharacter) => Assert.All(
        facts.Objects(name),
        measured => Assert.Equal(
            (name, measured.Number, PyPySizes.StringBytes(measured.Number * bytesPerCharacter)),
            (name, measured.Number, BytesOf(measured.Parts, "rpy_string"))));

    private static void AssertItems(
        SizeFacts facts, string name, string array, Func<int, int> items, int itemBytes = PyPySizes.FieldBytes) => Assert.All(
        facts.Objects(name).Where(measured => measured.Parts.Length > 1),
        measured => Assert.Equal(
            (name, measured.Number, PyPySizes.ArrayBytes(items(measured.Number), itemBytes)),
            (name, measured.Number, BytesOf(measured.Parts, array))));

    private static void AssertPart(SizeFacts facts, string name, string structure, int bytes)
    {
        (int Number, RecordedPart[] Parts)[] with =
            [.. facts.Objects(name).Where(measured => measured.Parts.Any(part => part.Structure == structure))];
        Assert.NotEmpty(with);
        Assert.All(with, measured => Assert.Equal(bytes, BytesOf(measured.Parts, structure)));
    }

    private static void AssertCompanions(SizeFacts facts, PythonKind kind, string name) => Assert.Equal(
        (name, PyPySizes.CompanionBytes(kind)), (name, facts.First(name).Skip(1).Sum(part => part.Bytes * part.Count)));

    // The first of its name: what follows of the same name belongs to another part.
    private static long BytesOf(RecordedPart[] parts, string structure) =>
        parts.Skip(1).Where(part => part.Structure == structure).Select(part => (long)part.Bytes).FirstOrDefault();
}
