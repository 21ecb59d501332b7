using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Capacities of lists against the recorded ones; they do not depend on the pointer's size.</summary>
public sealed class ListGrowthTests
{
    public static TheoryData<string> Files => RecordedFiles.Of("sizes");

    [Theory]
    [MemberData(nameof(Files))]
    public void Appending_and_popping_change_the_capacity_where_the_real_list_does(string file)
    {
        using GrowthFacts facts = new(file);
        List<(int Length, long Capacity)> grown = [(0, 0)];
        int capacity = 0;
        int length = 0;
        while (length < 20_000)
        {
            Change(facts.Rules, ref capacity, ref length, length + 1, grown);
        }

        List<(int Length, long Capacity)> shrunk = [(length, capacity)];
        while (length > 0)
        {
            Change(facts.Rules, ref capacity, ref length, length - 1, shrunk);
        }

        Assert.Equal(facts.Pairs("list_append_growth"), grown);
        Assert.Equal(facts.Pairs("list_pop_shrink"), shrunk);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_new_list_has_the_capacity_of_the_real_one(string file)
    {
        using GrowthFacts facts = new(file);

        AssertOrigin(facts, ListOrigin.Constants, "list_literal_cap_const");
        AssertOrigin(facts, ListOrigin.Exact, "list_literal_cap_vars", "list_mul_cap", "list_copy_cap");
        AssertOrigin(facts, ListOrigin.Exact, "list_slice_cap", "list_concat_cap");
        AssertOrigin(facts, ListOrigin.Sequence, "list_from_range_cap", "list_from_tuple_cap");
        AssertOrigin(facts, ListOrigin.Sequence, "list_from_list_cap", "list_from_str_cap");
        AssertOrigin(facts, ListOrigin.HashTable, "list_from_dict_cap", "list_from_set_cap");
        AssertOrigin(facts, ListOrigin.Generator, "list_from_gen_cap");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Extending_inserting_and_deleting_resize_as_the_real_list(string file)
    {
        using GrowthFacts facts = new(file);
        IGrowthRules rules = facts.Rules;

        foreach ((int length, int more, System.Text.Json.JsonElement real) in facts.ByTwoNumbers("list_extend_list_cap", "+"))
        {
            int ours = length == 0
                ? rules.NewListCapacity(ListOrigin.Sequence, more)
                : rules.ListCapacity(length, length, length + more);
            Assert.Equal((length, more, real.GetInt32()), (length, more, ours));
        }

        foreach ((int length, long real) in facts.ByLength("list_insert_cap"))
        {
            Assert.Equal((length, real), (length, rules.ListCapacity(length, length, length + 1)));
        }

        foreach ((int length, int kept, System.Text.Json.JsonElement real) in facts.ByTwoNumbers("list_del_slice_cap", "->"))
        {
            Assert.Equal((length, kept, real.GetInt32()), (length, kept, rules.ListCapacity(length, length, kept)));
        }

        Assert.Equal(facts.Fact("list_clear_cap").GetInt32(), rules.ListCapacity(100, 100, 0));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_comprehension_appends(string file)
    {
        using GrowthFacts facts = new(file);

        foreach ((int length, long real) in facts.ByLength("list_comp_cap"))
        {
            int capacity = 0;
            for (int i = 0; i < length; i++)
            {
                capacity = facts.Rules.ListCapacity(capacity, i, i + 1);
            }

            Assert.Equal((length, real), (length, capacity));
        }
    }

    private static void AssertOrigin(GrowthFacts facts, ListOrigin origin, params string[] names)
    {
        foreach (string name in names)
        {
            Assert.Equal(
                facts.ByLength(name),
                facts.ByLength(name).Select(fact => (fact.Length, (long)facts.Rules.NewListCapacity(origin, fact.Length))));
        }
    }

    private static void Change(
        IGrowthRules rules, ref int capacity, ref int length, int newLength, List<(int Length, long Capacity)> changes)
    {
        int before = capacity;
        capacity = rules.ListCapacity(capacity, length, newLength);
        length = newLength;
        if (capacity != before)
        {
            changes.Add((length, capacity));
        }
    }
}
