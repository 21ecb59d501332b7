using Compare.Engines.Abstractions.Engines;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Stores;

/// <summary>Nepotism is where it should be: in generations, and only while dead nodes keep their links.</summary>
public sealed class NepotismChainTests
{
    private const int Nodes = 60_000;
    private const int ObjectsPerNode = 2;
    private const int Window = 64;

    [Fact]
    public void Dead_old_nodes_get_all_younger_ones_promoted()
    {
        (long copied, long collections) = Run("pypy:nursery=512KiB", "kept");

        Assert.InRange(copied, Nodes * ObjectsPerNode * 3 / 4, Nodes * ObjectsPerNode);
        Assert.True(collections > 0);
    }

    [Fact]
    public void Only_the_nodes_in_the_queue_are_promoted_when_links_are_cut()
    {
        (long copied, long collections) = Run("pypy:nursery=512KiB", "cut");

        Assert.InRange(copied, 0, (collections * Window * ObjectsPerNode) + collections);
    }

    [Theory]
    [InlineData("kept")]
    [InlineData("cut")]
    public void Counting_does_not_care_about_the_links(string links)
    {
        using IEngine engine = EngineUnderTest.Create("cpython:gen0=0");

        Laboratory.Run(engine, $"nepotism-chain:links={links}");

        Assert.Equal(0, engine.Control.Statistics.ObjectCount);
    }

    private static (long Copied, long Collections) Run(string engineText, string links)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);
        Laboratory.Run(engine, $"nepotism-chain:nodes={Nodes},window={Window},links={links}");
        long copied = 0;
        for (int i = 0; i < engine.Events.Count; i++)
        {
            copied += Math.Max(0, engine.Events[i].CopiedObjects);
        }

        return (copied, engine.Control.Statistics.MinorCollections);
    }
}
