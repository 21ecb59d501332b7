using System.Text.Json;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Modules;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Sizes of tables as programs ask for them, against the recorded ones.</summary>
public sealed class RuledTableTests
{
    private static readonly Dictionary<string, int> s_entryBytes = new(StringComparer.Ordinal)
    {
        ["dict of int"] = PyPySizes.DictEntryBytes,
        ["dict of str"] = PyPySizes.HashedDictEntryBytes,
        ["set of int"] = PyPySizes.HashedSetEntryBytes,
        ["set of str"] = PyPySizes.SetEntryBytes,
    };

    /// <summary>Entries inserted, and kept, before others were inserted: those of which the recorded table differs.</summary>
    private static readonly (int Count, int Kept)[] s_outlived =
        [(5, 0), (5, 1), (5, 2), (5, 4), (10, 1), (10, 5), (10, 9), (11, 0), (100, 0)];

    public static TheoryData<string> Files => RecordedFiles.Named("sizes-more");

    [Theory]
    [MemberData(nameof(Files))]
    public void Insertion_enlarges_both_arrays_as_recorded(string file)
    {
        using GrowthFacts facts = new(file);

        foreach (string container in s_entryBytes.Keys)
        {
            int[][] rows = facts.Rows(container + " insert");
            RuledTable table = Make(container);
            foreach (int[] row in rows)
            {
                int[] before = table.Sizes;
                while (table.Used < row[0])
                {
                    Assert.Equal(before, table.Sizes);
                    table.Insert();
                }

                Assert.Equal((container, row[0], Text(row[1..])), (container, row[0], Text(table.Sizes)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Deletion_shrinks_as_recorded(string file)
    {
        using GrowthFacts facts = new(file);

        foreach (string container in s_entryBytes.Keys)
        {
            AssertDeletions(facts.Rows(container + " delete oldest first"), Make(container), table => table.DeleteOldest());
            AssertDeletions(facts.Rows(container + " delete newest first"), Make(container), table => table.DeleteNewest());
        }
    }

    /// <summary>
    /// PyPy leaves deleted entries where they are when it rebuilds an index, and counts them in an index that is not rebuilt when
    /// the last entry goes. The interface tells one number of used entries, so those tables differ.
    /// </summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Insertion_after_deletions_enlarges_as_recorded_but_where_deleted_entries_outlive_a_rebuild(string file)
    {
        using GrowthFacts facts = new(file);

        foreach (string container in s_entryBytes.Keys)
        {
            IEnumerable<(int Count, int Kept)> differing = facts.Fact(container + " delete then insert").EnumerateArray()
                .Where(fact => !GrowsAsRecorded(Make(container), fact))
                .Select(fact => (fact[0].GetInt32(), fact[1].GetInt32()));

            Assert.Equal(s_outlived.Where(pair => pair.Kept > 0 || !IsSet(container)), differing);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_table_made_at_once_is_as_large_as_a_recorded_copy(string file)
    {
        using GrowthFacts facts = new(file);
        IGrowthRules rules = new PyPyGrowthRules();

        foreach ((string container, int entryBytes) in s_entryBytes)
        {
            foreach (JsonElement fact in facts.Fact(container + " copy").EnumerateArray())
            {
                int entries = fact[0].GetInt32();
                string ours = entries == 0 ? fact[1].ToString() : Text(RuledTable.SizesOf(rules.NewTable(entries), entryBytes));
                Assert.Equal((container, entries, fact[1].ToString()), (container, entries, ours));
            }
        }
    }

    private static bool IsSet(string container) => container.StartsWith("set", StringComparison.Ordinal);

    private static RuledTable Make(string container) => new(s_entryBytes[container], IsSet(container));

    private static bool GrowsAsRecorded(RuledTable table, JsonElement fact)
    {
        table.Insert(fact[0].GetInt32());
        while (table.Used > fact[1].GetInt32())
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

            if (step.ToString() != Text([table.Used, .. table.Sizes]))
            {
                return false;
            }
        }

        return true;
    }

    private static void AssertDeletions(int[][] rows, RuledTable table, Action<RuledTable> delete)
    {
        table.Insert(rows[0][0] + 1);
        foreach (int[] row in rows)
        {
            while (table.Used > row[0])
            {
                delete(table);
            }

            Assert.Equal((row[0], Text(row[1..])), (row[0], Text(table.Sizes)));
        }
    }

    private static string Text(int[] sizes) => $"[{string.Join(',', sizes)}]";
}
