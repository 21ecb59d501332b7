using Compare.Reports.Charts;

namespace Compare.Reports.Tests;

public sealed class ThinningTests
{
    [Fact]
    public void Points_that_fit_are_left_alone()
    {
        List<(double X, double Y)> points = [.. Enumerable.Range(0, 100).Select(index => ((double)index, Math.Sin(index)))];

        Assert.Same(points, Thinning.Keep(points, point => point.X, point => point.Y, 100));
    }

    [Fact]
    public void The_extremes_of_every_column_are_kept()
    {
        Random random = new(7);
        List<(double X, double Y)> points = [.. Enumerable.Range(0, 50_000).Select(index => ((double)index, random.NextDouble()))];
        points[31_234] = (31_234, 1000);
        points[777] = (777, -1000);

        IReadOnlyList<(double X, double Y)> kept = Thinning.Keep(points, point => point.X, point => point.Y, 1002);

        Assert.True(kept.Count <= 1002);
        Assert.Contains((31_234.0, 1000.0), kept);
        Assert.Contains((777.0, -1000.0), kept);
        Assert.Equal(points[0], kept[0]);
        Assert.Equal(points[^1], kept[^1]);
        Assert.Equal(kept.OrderBy(point => point.X), kept);
        for (int column = 1; column < 499; column++)
        {
            List<(double X, double Y)> inside = points.FindAll(point => Column(point.X) == column);
            List<(double X, double Y)> left = [.. kept.Where(point => Column(point.X) == column)];
            Assert.Equal(inside.Max(point => point.Y), left.Max(point => point.Y));
            Assert.Equal(inside.Min(point => point.Y), left.Min(point => point.Y));
        }

        int Column(double x) => (int)(x / (points[^1].X / 500));
    }

    [Fact]
    public void Points_at_one_place_are_thinned_to_their_extremes()
    {
        List<(double X, double Y)> points = [.. Enumerable.Range(0, 1000).Select(index => (5.0, (double)index))];

        IReadOnlyList<(double X, double Y)> kept = Thinning.Keep(points, point => point.X, point => point.Y, 10);

        Assert.True(kept.Count <= 10);
        Assert.Equal(0, kept.Min(point => point.Y));
        Assert.Equal(999, kept.Max(point => point.Y));
    }
}
