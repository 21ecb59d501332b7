using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Modules;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Capacities of lists, byte arrays and arrays against the recorded ones.</summary>
public sealed class ListGrowthTests
{
    private const int LongestDisplay = 100;

    private readonly PyPyGrowthRules _rules = new();

    // A name here is asserted below.
    private static readonly string[] s_exact =
    [
        "list slice", "list copy", "list.copy()", "list repetition", "list comprehension over list",
        "list comprehension over range",
    ];

    private static readonly string[] s_sequences = ["list of tuple", "list of range", "list of str"];

    private static readonly string[] s_tables = ["list of dict", "list of set"];

    private static readonly string[] s_generators = ["list of generator", "list comprehension over generator"];

    /// <summary>Gets the recorded sequences that the tests of this class compare.</summary>
    public static IEnumerable<string> Tested =>
    [
        .. s_exact, .. s_sequences, .. s_tables, .. s_generators,
        "list of objects append", "list of objects pop", "list of ints append", "list of ints pop",
        "list display", "list display of constants", "list concatenation",
        "list extend", "list insert", "list delete slice", "list clear",
        "bytearray append_bytes", "bytearray pop_bytes", "bytearray extend_bytes",
        "array append moves at", "array pop moves at", "array from list moves at", "array from iterable moves at",
        "array extend moves at", "array delete slice moves at",
    ];

    public static TheoryData<string> Files => RecordedFiles.Named("sizes-more");

    [Theory]
    [MemberData(nameof(Files))]
    public void Appending_and_popping_change_the_capacity_where_the_real_list_does(string file)
    {
        using GrowthFacts facts = new(file);

        foreach (string name in new[] { "list of objects", "list of ints" })
        {
            int capacity = 0;
            int most = facts.Rows(name + " pop")[0][0] + 1;
            int[][] grown = Changes(Ascending(most), ref capacity, _rules.ListCapacity);
            int[][] shrunk = Changes(Descending(most), ref capacity, _rules.ListCapacity);

            Assert.Equal(facts.Rows(name + " append"), grown);
            Assert.Equal(facts.Rows(name + " pop"), shrunk);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_new_list_has_the_capacity_of_the_real_one(string file)
    {
        using GrowthFacts facts = new(file);

        AssertOrigin(facts, ListOrigin.Exact, s_exact);
        AssertOrigin(facts, ListOrigin.Constants, "list display of constants");
        AssertOrigin(facts, ListOrigin.Sequence, s_sequences);
        AssertOrigin(facts, ListOrigin.HashTable, s_tables);
        AssertOrigin(facts, ListOrigin.Generator, s_generators);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_display_is_exact_or_appended_to(string file)
    {
        using GrowthFacts facts = new(file);

        AssertEach(facts.Rows("list display"), 1, row =>
            _rules.NewListCapacity(row[0] > LongestDisplay ? ListOrigin.Generator : ListOrigin.Exact, row[0]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Extending_inserting_and_deleting_resize_as_the_real_list(string file)
    {
        using GrowthFacts facts = new(file);

        AssertEach(facts.Rows("list extend"), 2, row => _rules.ListCapacity(row[0], row[0], row[0] + row[1]));
        AssertEach(facts.Rows("list insert"), 1, row => _rules.ListCapacity(row[0], row[0], row[0] + 1));
        AssertEach(facts.Rows("list delete slice"), 2, row => _rules.ListCapacity(row[0], row[0], row[1]));
        Assert.Equal(facts.Fact("list clear").GetInt32(), _rules.ListCapacity(100, 100, 0));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_concatenation_copies_the_left_side_and_extends_the_copy(string file)
    {
        using GrowthFacts facts = new(file);

        AssertEach(facts.Rows("list concatenation"), 1, row =>
        {
            int left = row[0] / 2;
            return left == 0
                ? _rules.NewListCapacity(ListOrigin.Exact, row[0])
                : _rules.ListCapacity(_rules.NewListCapacity(ListOrigin.Exact, left), left, row[0]);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Byte_arrays_resize_as_the_real_ones(string file)
    {
        using GrowthFacts facts = new(file);
        int capacity = 0;
        int most = facts.Rows("bytearray pop_bytes")[0][0] + 1;

        int[][] grown = Changes(Ascending(most), ref capacity, ByteArray, RoundedUp);
        int[][] shrunk = Changes(Descending(most), ref capacity, ByteArray, RoundedUp);

        Assert.Equal(facts.Rows("bytearray append_bytes"), grown);
        Assert.Equal(facts.Rows("bytearray pop_bytes"), shrunk);
        AssertEach(
            facts.Rows("bytearray extend_bytes"), 2, row => RoundedUp(_rules.ByteArrayCapacity(row[0], row[0] + row[1])));

        int ByteArray(int before, int _, int length) => _rules.ByteArrayCapacity(before, length);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Arrays_move_their_items_where_the_real_ones_do(string file)
    {
        using GrowthFacts facts = new(file);
        int[] popped = facts.Numbers("array pop moves at");
        int capacity = 0;

        int[] grown = MovesOf(Ascending(popped[0] + 1), ref capacity);
        int[] shrunk = MovesOf(Descending(popped[0] + 1), ref capacity);

        Assert.Equal(facts.Numbers("array append moves at"), grown);
        Assert.Equal(popped.Skip(1), shrunk); // the first one tells the length only
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Arrays_have_the_room_of_the_real_ones(string file)
    {
        using GrowthFacts facts = new(file);

        AssertEach(facts.Rows("array from list moves at"), 1, row => _rules.ArrayCapacity(0, row[0]) + 1);
        AssertEach(facts.Rows("array from iterable moves at"), 1, row => Appended(row[0]) + 1);
        AssertEach(
            facts.Rows("array extend moves at"), 3, row => _rules.ArrayCapacity(Appended(row[0]), row[0] + row[1]) + 1);
        Assert.All(facts.Rows("array delete slice moves at"), row => Assert.Equal(row[1] + 1, row[3]));

        int Appended(int length)
        {
            int capacity = 0;
            for (int i = 1; i <= length; i++)
            {
                capacity = _rules.ArrayCapacity(capacity, i);
            }

            return capacity;
        }
    }

    private static IEnumerable<int> Ascending(int most) => Enumerable.Range(1, most);

    private static IEnumerable<int> Descending(int most) => Enumerable.Range(0, most).Reverse();

    private static int RoundedUp(int bytes) => (int)(PyPySizes.ArrayBytes(bytes, 1) - PyPySizes.ItemsHeaderBytes);

    private static void AssertEach(int[][] rows, int column, Func<int[], int> ours)
    {
        Assert.NotEmpty(rows);
        Assert.Equal(
            rows.Select(row => $"{string.Join(' ', row[..column])}: {row[column]}"),
            rows.Select(row => $"{string.Join(' ', row[..column])}: {ours(row)}"));
    }

    // As recorded: a row at the first length, and at each at which the measured capacity differs from the one before.
    private static int[][] Changes(
        IEnumerable<int> lengths, ref int capacity, Func<int, int, int, int> rule, Func<int, int>? measure = null)
    {
        List<int[]> changes = [];
        int before = lengths.First() > 1 ? lengths.First() + 1 : 0;
        foreach (int length in lengths)
        {
            capacity = rule(capacity, before, length);
            before = length;
            int measured = measure?.Invoke(capacity) ?? capacity;
            if (changes.Count == 0 || changes[^1][1] != measured)
            {
                changes.Add([length, measured]);
            }
        }

        return [.. changes];
    }

    private void AssertOrigin(GrowthFacts facts, ListOrigin origin, params string[] names) => Assert.All(
        names, name => AssertEach(facts.Rows(name), 1, row => _rules.NewListCapacity(origin, row[0])));

    private int[] MovesOf(IEnumerable<int> lengths, ref int capacity)
    {
        List<int> moves = [];
        foreach (int length in lengths)
        {
            int now = _rules.ArrayCapacity(capacity, length);
            if (now != capacity)
            {
                moves.Add(length);
                capacity = now;
            }
        }

        return [.. moves];
    }
}
