using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Tests.Clr;

/// <summary>Growth as IronPython's sources have it, written out.</summary>
public sealed class ClrGrowthTests
{
    [Fact]
    public void A_list_that_is_appended_to_grows_threefold_and_never_shrinks()
    {
        IGrowthRules rules = Rules();
        List<int> capacities = [0];
        for (int length = 1; length <= 200; length++)
        {
            int capacity = rules.ListCapacity(capacities[^1], length - 1, length);
            if (capacity != capacities[^1])
            {
                capacities.Add(capacity);
            }
        }

        Assert.Equal([0, 4, 12, 36, 108, 324], capacities);
        Assert.Equal(324, rules.ListCapacity(324, 200, 0));
    }

    [Theory]
    [InlineData(4, 1, 5, 10)]
    [InlineData(4, 4, 30, 48)]
    [InlineData(36, 20, 37, 60)]
    [InlineData(0, 0, 100, 108)]
    public void A_list_that_is_extended_takes_the_next_size_that_fits(int capacity, int oldLength, int newLength, int expected) =>
        Assert.Equal(expected, Rules().ListCapacity(capacity, oldLength, newLength));

    [Theory]
    [InlineData(ListOrigin.Exact, 7, 7)]
    [InlineData(ListOrigin.Sequence, 0, 0)]
    [InlineData(ListOrigin.Generator, 0, 20)]
    [InlineData(ListOrigin.Generator, 21, 60)]
    public void A_new_list_is_exact_unless_its_length_is_unknown(ListOrigin origin, int length, int expected) =>
        Assert.Equal(expected, Rules().NewListCapacity(origin, length));

    [Fact]
    public void Byte_arrays_and_arrays_double_from_eight()
    {
        IGrowthRules rules = Rules();

        Assert.Equal([8, 8, 16, 16, 64], new[]
        {
            rules.ByteArrayCapacity(0, 1), rules.ByteArrayCapacity(8, 8), rules.ByteArrayCapacity(8, 9),
            rules.ByteArrayCapacity(16, 0), rules.ByteArrayCapacity(16, 33),
        });
        Assert.Equal((8, 40), (rules.ArrayCapacity(0, 3), rules.ArrayCapacity(10, 21)));
    }

    [Fact]
    public void A_dictionary_quadruples_when_it_reaches_seven_tenths()
    {
        IGrowthRules rules = Rules();

        Assert.Equal((8, 5), (rules.DictSlots(0), rules.DictEntries(8)));
        Assert.Equal((32, 22), (rules.DictSlots(5), rules.DictEntries(32)));
        Assert.Equal((128, 89), (rules.DictSlots(22), rules.DictEntries(128)));
    }

    [Fact]
    public void A_set_doubles_above_seven_tenths_and_a_sparse_copy_is_roomy()
    {
        IGrowthRules rules = Rules();

        Assert.Equal((8, 8, 16), (rules.SetSlots(0, 0, 0), rules.SetSlots(8, 5, 5), rules.SetSlots(8, 6, 6)));
        Assert.Equal((0, 16), (rules.CopiedSetSlots(0), rules.CopiedSetSlots(1)));
        Assert.Equal((8, 16), (rules.CopiedSetSlots(4), rules.CopiedSetSlots(6)));
        Assert.Equal(32, rules.CopiedSetSlots(12));
    }

    private static IGrowthRules Rules()
    {
        using ClrTestHeap test = new();
        return test.Heap.Module<IGrowthRules>()!;
    }
}
