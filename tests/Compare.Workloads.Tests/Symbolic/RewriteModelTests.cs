using Compare.Workloads.Symbolic;

namespace Compare.Workloads.Tests.Symbolic;

/// <summary>The theorem is proved, and sharing changes what is allocated but not what is done.</summary>
public sealed class RewriteModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sharing_saves_terms_and_nothing_else(int links)
    {
        RewriteModel copying = RewriteModel.For(links, shares: false);
        RewriteModel sharing = RewriteModel.For(links, shares: true);

        Assert.True(copying.IsProved && sharing.IsProved);
        Assert.Equal(copying.Rewrites, sharing.Rewrites);
        Assert.Equal(copying.Bindings, sharing.Bindings);
        Assert.Equal(copying.Assumptions, sharing.Assumptions);
        Assert.True(sharing.Made.Sum() < copying.Made.Sum());
        Assert.True(sharing.Live.Sum() < copying.Live.Sum());
    }
}
