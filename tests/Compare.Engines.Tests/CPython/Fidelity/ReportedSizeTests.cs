using System.Globalization;
using System.Text.Json;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>What <c>sys.getsizeof</c> says of each kind of object, on interpreters with pointers of 8 bytes.</summary>
/// <remarks>
/// Left out of the recorded types: those that the engine has no kind for (memoryview, code, deque, OrderedDict and the
/// like), and subclasses of int, tuple and str. One-character strings above ASCII are shared objects that keep their
/// UTF-8 form.
/// </remarks>
public sealed class ReportedSizeTests
{
    private const int DigitBits = 30;
    private const int LongestShared = 1;

    private static readonly Dictionary<string, Recipe> s_types = new(StringComparer.Ordinal)
    {
        ["object"] = Recipe.Object,
        ["bool"] = Recipe.Bool,
        ["int"] = Recipe.Int(1),
        ["float"] = Recipe.Float,
        ["complex"] = Recipe.Complex,
        ["bytes"] = Recipe.Text(PythonKind.Bytes, 0),
        ["str"] = Recipe.Text(PythonKind.Str, 0),
        ["bytearray"] = Recipe.ByteArray(0),
        ["list"] = Recipe.List(0),
        ["tuple"] = Recipe.Tuple(0),
        ["dict"] = Recipe.Dict(0),
        ["set"] = Recipe.Set(8),
        ["frozenset"] = Recipe.Set(8),
        ["range"] = Recipe.Range,
        ["slice"] = Recipe.Slice,
        ["list_iterator"] = Recipe.ListIterator,
        ["tuple_iterator"] = Recipe.ListIterator,
        ["dict_keyiterator"] = Recipe.DictIterator,
        ["set_iterator"] = Recipe.SetIterator,
        ["function"] = Recipe.Function,
        ["builtin_function_or_method"] = Recipe.BuiltinMethod,
        ["cell"] = Recipe.Cell,
        ["property"] = Recipe.Property,
        ["type"] = Recipe.Class,
        ["Plain"] = Recipe.Instance(0),
        ["Slots0"] = Recipe.Slots(0),
        ["Slots1"] = Recipe.Slots(1),
        ["Slots2"] = Recipe.Slots(2),
        ["Slots4"] = Recipe.Slots(4),
        ["SlotsWR"] = Recipe.SlotsWeak,
        ["ListSub"] = Recipe.ListSubclass,
        ["DictSub"] = Recipe.DictSubclass,
        ["array"] = Recipe.Array(0),
        ["Exception"] = Recipe.Exception,
        ["method"] = Recipe.Method,
    };

    public static TheoryData<string> Files => RecordedFiles.WithWidePointers("sizes");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_type_reports_the_recorded_size(string file) => Check(file, root =>
    {
        Dictionary<string, long> recorded = root.GetProperty("types").EnumerateArray()
            .Select(row => (Name: row.GetProperty("type").GetString()!, Bytes: row.GetProperty("getsizeof").GetInt64()))
            .Where(row => s_types.ContainsKey(row.Name))
            .DistinctBy(row => row.Name)
            .ToDictionary(row => row.Name, row => row.Bytes, StringComparer.Ordinal);
        Assert.Equal(s_types.Keys.Order(StringComparer.Ordinal), recorded.Keys.Order(StringComparer.Ordinal));
        return recorded.Select(fact => (fact.Key, s_types[fact.Key], fact.Value));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Numbers_strings_and_tuples_report_the_recorded_sizes(string file) => Check(file, root =>
    [
        .. Facts(root, "int", DigitsOf, Recipe.Int),
        .. Facts(root, "bytes", Length, length => Recipe.Text(PythonKind.Bytes, length)),
        .. Facts(root, "str_ascii", Length, length => Recipe.Text(PythonKind.Str, length)),
        .. Facts(root, "str_latin1", Length, length => Recipe.Text(PythonKind.StrLatin1, length), LongestShared),
        .. Facts(root, "str_ucs2", Length, length => Recipe.Text(PythonKind.StrUcs2, 2 * length), LongestShared),
        .. Facts(root, "str_ucs4", Length, length => Recipe.Text(PythonKind.StrUcs4, 4 * length), LongestShared),
        .. Facts(root, "tuple", Length, length => Recipe.Tuple(length)),
        .. Facts(root, "bytearray_n", Length, length => Recipe.ByteArray(length == 0 ? 0 : length + 1)),
        .. Facts(root, "array_q_ctor", Length, Recipe.Array),
    ]);

    [Theory]
    [MemberData(nameof(Files))]
    public void Growing_dictionaries_and_sets_report_the_recorded_sizes(string file)
    {
        using GrowthFacts facts = new(file);
        Check(file, _ =>
        [
            .. Tables(facts, "dict_insert_growth_strkeys", Recipe.StringDict(0), DictEntries, entries => Recipe.StringDict(entries)),
            .. Tables(facts, "dict_insert_growth_intkeys", Recipe.Dict(0), DictEntries, entries => Recipe.Dict(entries)),
            .. Tables(facts, "set_add_growth", Recipe.Set(8), SetSlots, slots => Recipe.Set(slots)),
        ]);
    }

    /// <summary>With a table of either kind, as a dictionary of the object library has them.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Dictionaries_with_two_kinds_of_tables_report_the_recorded_sizes(string file)
    {
        using GrowthFacts facts = new(file);
        using JsonDocument document = RecordedFiles.Read(file);
        (int Table, int Slots, long Bytes)[] sizes =
        [
            .. facts.Pairs("dict_insert_growth_intkeys").Select(step => (0, Slots(facts, step.First), step.Second)),
            .. facts.Pairs("dict_insert_growth_strkeys").Select(step => (1, Slots(facts, step.First), step.Second)),
        ];
        new TableSizes(facts.Rules, sizes).RunOn(RecordedFiles.ProfileOf(document));
    }

    private static int Slots(GrowthFacts facts, int length) => length == 0 ? 0 : facts.Rules.DictSlots(length - 1);

    private static int DictEntries(GrowthFacts facts, int length) => length == 1
        ? facts.Rules.DictEntries(facts.Rules.DictSlots(0))
        : facts.Rules.DictEntries(facts.Rules.DictSlots(length - 1));

    private static int SetSlots(GrowthFacts facts, int length) => facts.Rules.SetSlots(length, length, length);

    private static IEnumerable<(string Name, Recipe Recipe, long Bytes)> Tables(
        GrowthFacts facts, string name, Recipe empty, Func<GrowthFacts, int, int> rule, Func<int, Recipe> recipe) =>
        facts.Pairs(name).Select(step =>
            ($"{name} {step.First}", step.First == 0 ? empty : recipe(rule(facts, step.First)), step.Second));

    private static IEnumerable<(string Name, Recipe Recipe, long Bytes)> Facts(
        JsonElement root, string name, Func<string, int> length, Func<int, Recipe> recipe, int leftOut = -1) =>
        root.GetProperty(name).EnumerateObject()
            .Where(fact => length(fact.Name) > leftOut)
            .Select(fact => ($"{name} {fact.Name}", recipe(length(fact.Name)), fact.Value.GetInt64()));

    private static int Length(string name) => int.Parse(name, CultureInfo.InvariantCulture);

    // The names are powers of two such as 2^60, or one less such as 2^60-1; any others have one digit.
    private static int DigitsOf(string name)
    {
        if (!name.StartsWith("2^", StringComparison.Ordinal))
        {
            return 1;
        }

        bool isLess = name.EndsWith("-1", StringComparison.Ordinal);
        int bits = Length(name[2..(isLess ? ^2 : ^0)]) + (isLess ? 0 : 1);
        return (bits + DigitBits - 1) / DigitBits;
    }

    private static void Check(string file, Func<JsonElement, IEnumerable<(string Name, Recipe Recipe, long Bytes)>> facts)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        new Sizes([.. facts(document.RootElement)]).RunOn(RecordedFiles.ProfileOf(document));
    }

    private sealed class TableSizes(IGrowthRules rules, (int Table, int Slots, long Bytes)[] sizes) : CPythonProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Assert.NotEmpty(sizes);
            heap.ResizeRoots(1);
            foreach ((int table, int slots, long bytes) in sizes)
            {
                heap.New(ref heap.Root(0), heap.Register(TestTables.Dict));
                heap.ResizeTable(ref heap.Root(0), table, rules.DictEntries(slots), slots * rules.IndexSlotBytes(slots));
                Assert.Equal((table, slots, bytes), (table, slots, heap.SizeOf(heap.Root(0))));
            }

            heap.ResizeRoots(0);
        }
    }

    private sealed class Sizes(IReadOnlyList<(string Name, Recipe Recipe, long Bytes)> facts) : RecipeProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Assert.NotEmpty(facts);
            heap.ResizeRoots(6);
            Assert.All(facts, fact =>
            {
                Make<THeap, TRef>(heap, fact.Recipe, 0);
                Assert.Equal((fact.Name, fact.Bytes), (fact.Name, heap.SizeOf(heap.Root(0))));
            });
            heap.ResizeRoots(0);
        }
    }
}
