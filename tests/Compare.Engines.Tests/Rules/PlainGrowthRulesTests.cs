using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Rules;

namespace Compare.Engines.Tests.Rules;

/// <summary>The rules of engines that are modelled on no implementation.</summary>
public sealed class PlainGrowthRulesTests
{
    private static readonly PlainGrowthRules s_rules = PlainGrowthRules.Instance;

    [Fact]
    public void Lists_grow_by_half_and_four()
    {
        List<int> capacities = [0];
        for (int length = 1; length <= 60; length++)
        {
            int next = s_rules.ListCapacity(capacities[^1], length - 1, length);
            if (next != capacities[^1])
            {
                capacities.Add(next);
            }
        }

        Assert.Equal([0, 4, 10, 19, 32, 52, 82], capacities);
        Assert.Equal(100, s_rules.ListCapacity(4, 4, 100));
        Assert.Equal(82, s_rules.ListCapacity(82, 60, 1));
        Assert.Equal(0, s_rules.ListCapacity(82, 1, 0));
        Assert.Equal(int.MaxValue, s_rules.ListCapacity(2_000_000_000, 2_000_000_000, 2_000_000_001));
    }

    [Theory]
    [InlineData(0, 8, 5)]
    [InlineData(2, 8, 5)]
    [InlineData(3, 16, 10)]
    [InlineData(5, 16, 10)]
    [InlineData(6, 32, 21)]
    [InlineData(1_000_000, 4_194_304, 2_796_202)]
    public void Tables_have_room_for_twice_the_live_entries(int used, int slots, int entries)
    {
        Assert.Equal(slots, s_rules.DictSlots(used));
        Assert.Equal(entries, s_rules.DictEntries(slots));
        Assert.True(entries >= 2 * used);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(128, 1)]
    [InlineData(256, 2)]
    [InlineData(32_768, 2)]
    [InlineData(65_536, 4)]
    public void A_slot_of_the_index_is_as_wide_as_the_number_of_an_entry(int slots, int bytes) =>
        Assert.Equal(bytes, s_rules.IndexSlotBytes(slots));

    [Fact]
    public void Sets_are_at_most_two_thirds_full()
    {
        Assert.Equal(8, s_rules.SetSlots(8, 5, 5));
        Assert.Equal(32, s_rules.SetSlots(8, 6, 6));
        Assert.Equal(16, s_rules.SetSlots(32, 22, 4));
        Assert.Equal(8, s_rules.CopiedSetSlots(5));
        Assert.Equal(16, s_rules.CopiedSetSlots(6));
        Assert.Equal(new TableSize(16, 10), ((IGrowthRules)s_rules).NewTable(6));
    }
}
