using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Matrix;

public sealed class PercentagesTests
{
    [Theory]
    [InlineData("2%", 0.02)]
    [InlineData(" 0.5 %", 0.005)]
    [InlineData("50%", 0.5)]
    public void A_percentage_is_a_share(string text, double expected)
    {
        Assert.True(Percentages.TryParse(text, out double share, out _));
        Assert.Equal(expected, share, 15);
        Assert.True(Percentages.TryParse(Percentages.Format(share), out double again, out _));
        Assert.Equal(share, again);
    }

    [Theory]
    [InlineData("2", "is not a percentage")]
    [InlineData("%", "is not a percentage")]
    [InlineData("-2%", "is not a percentage")]
    [InlineData("NaN%", "is not between 0% and 50%")]
    [InlineData("0%", "is not between 0% and 50%")]
    [InlineData("51%", "is not between 0% and 50%")]
    public void Anything_else_is_refused(string text, string expected)
    {
        Assert.False(Percentages.TryParse(text, out _, out string error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_sets_the_tolerance_and_the_pair()
    {
        RunMatrix matrix = TestMatrix.Valid(
            TestMatrix.Small.Replace("timeout: 5s", "tolerance: 3.5%, aa_pair: false", StringComparison.Ordinal));

        Assert.Equal((0.035, false), (matrix.Runs.Tolerance, matrix.Runs.AaPair));
        Assert.Equal(matrix.Runs, TestMatrix.Valid(MatrixWriter.Write(matrix)).Runs);
        Assert.True(TestMatrix.Valid(TestMatrix.Small).Runs.AaPair);
        Assert.Contains(
            "m.yaml:4:35: '2' is not a percentage",
            TestMatrix.Problem(TestMatrix.Small.Replace("timeout: 5s", "tolerance: 2", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }
}
