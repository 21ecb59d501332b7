using Compare.Harness.Statistics;
using CsCheck;

namespace Compare.Harness.Tests.Statistics;

public sealed class MultipleTestsTests
{
    // Benjamini and Hochberg (1995), section 3.2: 15 comparisons of treatments of myocardial infarction. At 5 % they reject
    // the first four, where Bonferroni rejects three.
    private static readonly double[] s_published =
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000];

    [Fact]
    public void The_treatments_of_benjamini_and_hochberg()
    {
        double[] adjusted = BenjaminiHochberg.Adjusted(s_published);

        Assert.Equal(4, adjusted.Count(p => p <= 0.05));
        Assert.Equal(0.0001 * 15, adjusted[0], 12);
        Assert.Equal(0.0095 * 15 / 4, adjusted[3], 12);
        Assert.Equal(0.0298 * 15 / 7, adjusted[5], 12);
        Assert.Equal(5 * 0.05 / 15, BenjaminiHochberg.Threshold(adjusted, 0.05), 12);
    }

    // The definition of the procedure: reject the k smallest, where k is the largest with p(k) <= k q / m.
    [Fact]
    public void Adjusted_values_reject_what_the_step_up_procedure_rejects()
    {
        Gen.Select(Gen.Double[0, 0.2].Array[1, 30], Gen.Double[0.001, 0.3]).Sample((p, rate) =>
        {
            double[] sorted = [.. p.Order()];
            int k = Enumerable.Range(1, p.Length).LastOrDefault(i => sorted[i - 1] <= i * rate / p.Length);
            return BenjaminiHochberg.Adjusted(p).Count(value => value <= rate * (1 + 1e-12)) == k;
        });
    }

    [Fact]
    public void One_test_is_not_adjusted()
    {
        Assert.Equal([0.03], BenjaminiHochberg.Adjusted([0.03]));
        Assert.Equal(0.05, BenjaminiHochberg.Threshold([0.03], 0.05));
        Assert.Empty(BenjaminiHochberg.Adjusted([]));
    }

    // Lakens (2017), the replication of Eskine: means 5.25 and 5.22, deviations 0.95 and 0.83, 95 and 89 people, bounds of
    // d = 0.43; t = -2.69, p = .004.
    [Fact]
    public void The_equivalence_of_lakens()
    {
        double a = 0.95 * 0.95 / 95;
        double b = 0.83 * 0.83 / 89;
        double degrees = (a + b) * (a + b) / ((a * a / 94) + (b * b / 88));
        double bound = 0.43 * Math.Sqrt(((0.95 * 0.95) + (0.83 * 0.83)) / 2);

        Assert.Equal(-2.69, (0.03 - bound) / Math.Sqrt(a + b), 2);
        Assert.Equal(0.004, Equivalence.PValue(5.25 - 5.22, Math.Sqrt(a + b), degrees, bound), 3);
        Assert.Equal(
            Equivalence.PValue(0.03, Math.Sqrt(a + b), degrees, bound),
            Equivalence.PValue(-0.03, Math.Sqrt(a + b), degrees, bound));
    }

    // Two one-sided tests at 5 % accept exactly when the 90 % interval lies inside the bounds.
    [Fact]
    public void Equivalence_is_the_inclusion_of_the_90_percent_interval()
    {
        Gen.Select(Gen.Double[-0.05, 0.05], Gen.Double[0.001, 0.03], Gen.Double[3, 60]).Sample((difference, error, degrees) =>
        {
            double half = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, degrees, 0.95) * error;
            double bound = Math.Log(1.02);
            bool inside = difference - half > -bound && difference + half < bound;
            return inside == Equivalence.PValue(difference, error, degrees, bound) < 0.05;
        });
    }

    [Fact]
    public void Constants_are_equivalent_or_not()
    {
        Assert.Equal(0, Equivalence.PValue(LogDifference.Of([100, 100, 100], [101, 101, 101]), 0.02));
        Assert.Equal(1, Equivalence.PValue(LogDifference.Of([100, 100, 100], [103, 103, 103]), 0.02));
    }
}
