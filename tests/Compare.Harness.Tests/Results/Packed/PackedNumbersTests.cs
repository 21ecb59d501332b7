using Compare.Harness.Results.Packed;
using CsCheck;

namespace Compare.Harness.Tests.Results.Packed;

/// <summary>A packed column gives back what it was made from.</summary>
public sealed class PackedNumbersTests
{
    public static TheoryData<long?[]> Columns { get; } =
    [
        [],
        [null],
        [null, null, null],
        [7],
        [7, 7, 7],
        [0, byte.MaxValue],
        [1, byte.MaxValue + 2],
        [-5, ushort.MaxValue - 5],
        [-5, ushort.MaxValue - 4],
        [10, uint.MaxValue + 10L],
        [10, uint.MaxValue + 11L],
        [long.MinValue, null, long.MaxValue, 0],
        [null, 3, null, 1_000_000_000_000, null],
    ];

    [Theory]
    [MemberData(nameof(Columns))]
    public void ABoundaryColumnComesBack(long?[] values) => AssertSame(values);

    [Fact]
    public void RandomColumnsComeBack() =>
        Gen.Select(Gen.Int[0, 63], Gen.Long, Gen.Long.Nullable().Array[0, 300]).Sample((shift, least, raw) =>
            AssertSame([.. raw.Select(value => value is { } number ? unchecked(least + (number >>> shift)) : (long?)null)]));

    [Fact]
    public void ARowBeyondTheColumnIsRefused()
    {
        PackedNumbers column = PackedNumbers.Of([1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => column[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => column[-1]);
    }

    private static void AssertSame(long?[] values)
    {
        PackedNumbers column = PackedNumbers.Of(values);
        Assert.Equal(values.Length, column.Count);
        Assert.Equal(values, Enumerable.Range(0, column.Count).Select(row => column[row]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(60_000)]
    [InlineData(4_000_000_000)]
    [InlineData(long.MaxValue)]
    public void A_column_is_copied_as_it_is_read(long most)
    {
        long?[] values = [most / 3, 0, most, most / 2, 0];
        PackedNumbers column = PackedNumbers.Of(values);
        long[] copy = new long[values.Length];

        column.CopyTo(copy);

        Assert.Equal(values, copy.Select(value => (long?)value));
        Assert.Equal(values, Enumerable.Range(0, column.Count).Select(row => column[row]));
        Assert.Throws<ArgumentOutOfRangeException>(() => column.CopyTo(new long[values.Length + 1]));
        Assert.Throws<InvalidOperationException>(() => PackedNumbers.Of([1, null]).CopyTo(new long[2]));
    }

    [Fact]
    public void Numbers_below_a_bound_are_told_from_others()
    {
        Assert.True(PackedNumbers.Of([0, null, 2]).IsBelow(3));
        Assert.False(PackedNumbers.Of([0, null, 2]).IsBelow(2));
        Assert.False(PackedNumbers.Of([null, -1]).IsBelow(3));
        Assert.False(PackedNumbers.Of([null, 3, 3]).IsBelow(3));
        Assert.False(PackedNumbers.Of([3, 3]).IsBelow(3));
        Assert.True(PackedNumbers.Of([2, 2]).IsBelow(3));
        Assert.True(PackedNumbers.Of([null, null]).IsBelow(0));
        Assert.True(PackedNumbers.Of([]).IsBelow(0));
    }
}
