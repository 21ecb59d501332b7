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
}
