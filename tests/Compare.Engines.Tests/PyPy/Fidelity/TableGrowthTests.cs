using System.Text.Json;
using Compare.Engines.PyPy.Modules;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Sizes of the tables of dictionaries and sets, against the recorded ones.</summary>
public sealed class TableGrowthTests
{
    private static readonly string[] s_containers = ["dict of int", "dict of str", "set of int", "set of str"];

    public static TheoryData<string> Files => RecordedFiles.Named("sizes-more");

    [Theory]
    [MemberData(nameof(Files))]
    public void Insertion_enlarges_index_and_entries_where_it_does_in_the_real_table(string file)
    {
        using GrowthFacts facts = new(file);

        foreach (string container in s_containers)
        {
            SimulatedTable table = SimulatedTable.Named(container);

            Assert.Equal(
                facts.Rows(container + " insert"),
                Changes(table, table.Insert, facts.Rows(container + " insert")[^1][0]));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Deletion_shrinks_the_entries_where_it_does_in_the_real_table(string file)
    {
        using GrowthFacts facts = new(file);

        foreach (string container in s_containers)
        {
            SimulatedTable oldest = Deletable(container, facts);
            SimulatedTable newest = Deletable(container, facts);

            Assert.Equal(facts.Rows(container + " delete oldest first"), Changes(oldest, oldest.DeleteOldest, 0));
            Assert.Equal(facts.Rows(container + " delete newest first"), Changes(newest, newest.DeleteNewest, 0));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Deleted_entries_count_until_the_index_is_rebuilt(string file)
    {
        using GrowthFacts facts = new(file);

        foreach (string container in s_containers)
        {
            foreach (JsonElement fact in facts.Fact(container + " delete then insert").EnumerateArray())
            {
                (int count, int kept) = (fact[0].GetInt32(), fact[1].GetInt32());
                SimulatedTable table = SimulatedTable.Named(container).Insert(count);
                while (table.Used > kept)
                {
                    table.DeleteOldest();
                }

                foreach (JsonElement step in fact[2].EnumerateArray())
                {
                    int[] before = table.Sizes;
                    while (table.Sizes.SequenceEqual(before))
                    {
                        table.Insert();
                    }

                    Assert.Equal((container, count, kept, step.ToString()), (container, count, kept, TextOf(table)));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_table_made_at_once_and_a_copy_are_as_large_as_one_that_grew(string file)
    {
        using GrowthFacts facts = new(file);
        PyPyGrowthRules rules = new();

        foreach (string container in s_containers)
        {
            foreach (JsonElement fact in facts.Fact(container + " copy").EnumerateArray())
            {
                int entries = fact[0].GetInt32();
                string ours = $"[{string.Join(',', SimulatedTable.Named(container).Insert(entries).Sizes)}]";
                Assert.All([fact[1], fact[2], fact[3]], real => Assert.Equal(real.ToString(), ours));
                Assert.Equal(fact[1][0].GetInt32(), rules.CopiedSetSlots(entries));
            }
        }

        AssertMade(facts, "dict display of str", "dict of str");
        AssertMade(facts, "dict.fromkeys", "dict of str");
        AssertMade(facts, "set from list of int", "set of int");
        AssertMade(facts, "set display", "set of int");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Asked_after_each_insertion_a_sets_slots_are_the_recorded_ones(string file)
    {
        using GrowthFacts facts = new(file);
        PyPyGrowthRules rules = new();
        int[][] steps = facts.Rows("set of int insert");

        int slots = rules.DictSlots(0);
        for (int used = 1; used <= steps[^1][0]; used++)
        {
            slots = rules.SetSlots(slots, used, used);
            int real = steps.Last(step => step[0] <= used)[1];
            Assert.True(real == slots, $"{used} entries: recorded {real} slots, but here {slots}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_recorded_sequence_is_tested_or_in_the_table(string file)
    {
        using GrowthFacts facts = new(file);
        string[] changes = ["insert", "delete oldest first", "delete newest first", "delete then insert", "copy"];
        string[] made = ["dict display of str", "dict.fromkeys", "set from list of int", "set display"];

        new LeftOutTable("PyPy").Check(
            "growth",
            facts.Names,
            s_containers.SelectMany(container => changes.Select(change => $"{container} {change}"))
                .Concat(made).Concat(ListGrowthTests.Tested)
                .ToDictionary(name => name, _ => Array.Empty<string>(), StringComparer.Ordinal));
    }

    private static void AssertMade(GrowthFacts facts, string name, string container)
    {
        JsonElement[] all = [.. facts.Fact(name).EnumerateArray()];
        Assert.NotEmpty(all);
        Assert.All(all, fact => Assert.Equal(
            fact[1].EnumerateArray().Select(number => number.GetInt32()),
            SimulatedTable.Named(container).Insert(fact[0].GetInt32()).Sizes));
    }

    // The first row tells the most entries, reached by the first deletion.
    private static SimulatedTable Deletable(string container, GrowthFacts facts) =>
        SimulatedTable.Named(container).Insert(facts.Rows(container + " delete oldest first")[0][0] + 1);

    private static int[][] Changes(SimulatedTable table, Action step, int last)
    {
        List<int[]> changes = [];
        int[] before = [];
        do
        {
            step();
            if (!table.Sizes.SequenceEqual(before))
            {
                before = table.Sizes;
                changes.Add([table.Used, .. before]);
            }
        }
        while (table.Used != last);

        return [.. changes];
    }

    private static string TextOf(SimulatedTable table) => $"[{table.Used},{string.Join(',', table.Sizes)}]";
}
