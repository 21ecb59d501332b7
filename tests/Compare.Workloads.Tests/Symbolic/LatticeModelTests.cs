using Compare.Workloads.Symbolic;

namespace Compare.Workloads.Tests.Symbolic;

/// <summary>The published numbers of monotone maps.</summary>
public sealed class LatticeModelTests
{
    [Fact]
    public void The_maps_are_as_many_as_published()
    {
        LatticeCosts made = default;
        LatticeModel three = LatticeModel.Two.Maps(ref made);
        LatticeModel four = three.Maps(ref made);

        Assert.Equal(3, three.Count);
        Assert.Equal(10, four.Count);
        Assert.Equal(120549, LatticeModel.Search(four, four).Maps);
    }
}
