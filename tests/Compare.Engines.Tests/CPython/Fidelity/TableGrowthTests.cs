using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// Sizes of dictionaries, sets and arrays against those that real interpreters reported. Sizes of the interpreter for
/// WebAssembly are scaled to its pointers of 4 bytes; the numbers of slots and items are the same.
/// </summary>
public sealed class TableGrowthTests
{
    private const int ArrayItemBytes = 8;

    public static TheoryData<string> Files => RecordedFiles.Of("sizes");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_dictionary_that_grows_reports_the_recorded_sizes(string file)
    {
        using GrowthFacts facts = new(file);

        AssertInsertion(facts, "dict_insert_growth_strkeys", hasStringKeys: true);
        AssertInsertion(facts, "dict_insert_growth_intkeys", hasStringKeys: false);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_dictionary_made_at_once_is_as_large_as_one_that_grew(string file)
    {
        using GrowthFacts facts = new(file);

        foreach (string name in new[] { "dict_literal", "dict_display_str", "dict_ctor_kwargs", "dict_copy", "dict_ctor_dict" })
        {
            AssertSizes(facts, name, hasStringKeys: true);
        }

        AssertSizes(facts, "dict_display_int", hasStringKeys: false);
        AssertSizes(facts, "dict_fromkeys_range", hasStringKeys: false);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Deleted_entries_count_until_the_next_resize(string file)
    {
        using GrowthFacts facts = new(file);
        long empty = EmptyDict(facts);

        foreach ((int entries, int kept, JsonElement real) in facts.ByTwoNumbers("dict_delete_then_insert", "->"))
        {
            SimulatedDict dict = SimulatedDict.Of(facts.Rules, facts.PointerBytes, hasStringKeys: false, entries);
            for (int i = kept; i < entries; i++)
            {
                dict.Delete();
            }

            long before = dict.TableBytes;
            while (dict.TableBytes == before)
            {
                dict.Insert();
            }

            Assert.Equal(
                (entries, kept, real[0].GetInt64(), real[1][0].GetInt32(), real[1][1].GetInt64()),
                (entries, kept, empty + before, dict.Used, empty + dict.TableBytes));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_first_key_that_is_no_string_makes_a_new_table(string file)
    {
        using GrowthFacts facts = new(file);
        SimulatedDict strings = SimulatedDict.Of(facts.Rules, facts.PointerBytes, hasStringKeys: true, 1);
        SimulatedDict mixed = SimulatedDict.Of(facts.Rules, facts.PointerBytes, hasStringKeys: false, 1);
        mixed.Resize();
        mixed.Insert();

        JsonElement real = facts.Fact("dict_str_then_int");

        Assert.Equal(real[0].GetInt64(), EmptyDict(facts) + strings.TableBytes);
        Assert.Equal(real[1].GetInt64(), EmptyDict(facts) + mixed.TableBytes);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Sets_report_the_recorded_sizes(string file)
    {
        using GrowthFacts facts = new(file);
        (int First, long Second)[] growth = facts.Pairs("set_add_growth");
        long empty = growth[0].Second;

        List<(int Length, long Bytes)> ours = [(0, empty)];
        int slots = 8;
        for (int used = 1; used <= 300_000; used++)
        {
            int before = slots;
            slots = facts.Rules.SetSlots(slots, used, used);
            if (slots != before)
            {
                ours.Add((used, empty + SetTableBytes(facts, slots)));
            }
        }

        Assert.Equal(growth, ours);
        foreach (string name in new[] { "set_from_list", "frozenset" })
        {
            Assert.All(
                facts.ByLength(name),
                fact => Assert.Equal(ours.Last(step => step.Length <= fact.Length).Bytes, fact.Value));
        }

        Assert.Equal(
            facts.ByLength("set_copy"),
            facts.ByLength("set_copy").Select(fact =>
                (fact.Length, empty + SetTableBytes(facts, facts.Rules.CopiedSetSlots(fact.Length)))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Byte_arrays_and_arrays_report_the_recorded_sizes(string file)
    {
        using GrowthFacts facts = new(file);
        long emptyBytes = facts.ByLength("bytearray_ctor").Single(fact => fact.Length == 0).Value;
        long emptyArray = facts.ByLength("array_q_ctor").Single(fact => fact.Length == 0).Value;

        Assert.Equal(facts.Pairs("bytearray_append_growth"), Growth(300, facts.Rules.ByteArrayCapacity, emptyBytes, 1));
        Assert.Equal(
            facts.Pairs("array_q_append_growth"),
            Growth(200, facts.Rules.ArrayCapacity, emptyArray, ArrayItemBytes).Prepend((0, emptyArray)));
        foreach (string name in new[] { "bytearray_ctor", "bytearray_n" })
        {
            Assert.All(
                facts.ByLength(name).Where(fact => fact.Length > 0),
                fact => Assert.Equal(fact.Value, emptyBytes + facts.Rules.ByteArrayCapacity(0, fact.Length)));
        }
    }

    private static List<(int Length, long Bytes)> Growth(int most, Func<int, int, int> rule, long empty, int itemBytes)
    {
        List<(int Length, long Bytes)> steps = [];
        int capacity = 0;
        for (int length = 1; length <= most; length++)
        {
            int before = capacity;
            capacity = rule(capacity, length);
            if (capacity != before)
            {
                steps.Add((length, empty + ((long)capacity * itemBytes)));
            }
        }

        return steps;
    }

    private static void AssertInsertion(GrowthFacts facts, string name, bool hasStringKeys)
    {
        long empty = EmptyDict(facts);
        SimulatedDict dict = new(facts.Rules, facts.PointerBytes) { HasStringKeys = hasStringKeys };
        List<(int Length, long Bytes)> ours = [(0, empty)];
        while (dict.Used < 200_000)
        {
            dict.Insert();
            if (empty + dict.TableBytes != ours[^1].Bytes)
            {
                ours.Add((dict.Used, empty + dict.TableBytes));
            }
        }

        Assert.Equal(facts.Pairs(name), ours);
    }

    private static void AssertSizes(GrowthFacts facts, string name, bool hasStringKeys) => Assert.Equal(
        facts.ByLength(name),
        facts.ByLength(name).Select(fact => (
            fact.Length,
            EmptyDict(facts) + SimulatedDict.Of(facts.Rules, facts.PointerBytes, hasStringKeys, fact.Length).TableBytes)));

    private static long EmptyDict(GrowthFacts facts) => facts.Fact("dict_clear").GetInt64();

    private static long SetTableBytes(GrowthFacts facts, int slots) => slots == 8 ? 0 : slots * 2L * facts.PointerBytes;
}
