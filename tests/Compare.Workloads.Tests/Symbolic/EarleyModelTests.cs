using Compare.Workloads.Symbolic;

namespace Compare.Workloads.Tests.Symbolic;

/// <summary>The published numbers of parse trees.</summary>
public sealed class EarleyModelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 1430)]
    [InlineData(10, 4862)]
    [InlineData(15, 2674440)]
    public void The_trees_are_as_many_as_published(int tokens, long trees) =>
        Assert.Equal(trees, new EarleyModel(tokens).Trees);
}
