using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Memory;

/// <summary>Maps of heaps against the engines' own accounts.</summary>
public sealed class HeapMapTests
{
    [Theory]
    [ClassData(typeof(EveryCell))]
    public void A_map_has_the_bytes_of_the_accounts_at_every_phase(string engineText, string workloadText)
    {
        int maps = 0;
        long most = 0;
        using IEngine engine = EngineUnderTest.Create(engineText);
        Laboratory.Run(engine, workloadText, observer: new PhaseLook(() =>
        {
            if (MapSums.Of(engine) is { } sums && !engine.Traits.ManagedHeap)
            {
                maps++;
                most = Math.Max(most, sums.UsedBytes);
                sums.AssertAgreeWith(engine.Control.Statistics);
            }
        }));

        Assert.True(maps > 0 == (MapSums.Of(engine) is not null && !engine.Traits.ManagedHeap), "No map was taken.");
        if (maps > 0)
        {
            engine.Rest();
            engine.Rest(); // What a finalizer brought back dies at the second.
            MapSums empty = MapSums.Of(engine)!;
            empty.AssertAgreeWith(engine.Control.Statistics);
            Assert.True(empty.ObjectBytes <= Math.Max(4096, most / 4), $"{empty.ObjectBytes} of {most} bytes stay in use.");
        }
    }

    [Theory]
    [InlineData("cpython:3.11,gen0=50", "doubly-linked")]
    [InlineData("cpython:3.14", "lru-cache")]
    [InlineData("pypy:nursery=64KiB", "gcbench")]
    [InlineData("pypy:nursery=264KiB", "cyclic-ast")]
    [InlineData("micropython:word=32,block=16", "lru-cache")]
    [InlineData("micropython:heap=64MiB,areas=3", "json-tree")]
    [InlineData("semispace:initial=64KiB", "gcbench")]
    public void A_map_has_the_bytes_of_the_accounts_before_and_after_collections(string engineText, string workloadText)
    {
        IEngine? offered = null;
        int maps = 0;
        List<long> falls = [];
        long before = 0;
        using IEngine engine = EngineUnderTest.Create(engineText, options => options with
        {
            Sampled = moment =>
            {
                if (offered is not null && moment != SampleMoment.Growth && MapSums.Of(offered) is { } sums)
                {
                    maps++;
                    sums.AssertAgreeWith(offered.Control.Statistics);
                    falls.Add(moment == SampleMoment.AfterCollection ? before - sums.UsedBytes : 0);
                    before = sums.UsedBytes;
                }
            },
        });
        offered = engine;

        Laboratory.Run(engine, workloadText);
        engine.Rest();

        Assert.True(maps > 1, "No collection was seen.");
        Assert.True(falls.Max() > 0, "No collection emptied anything.");
    }

    [Theory]
    [InlineData("micropython:heap=1MiB", "robson:live=16KiB,doublings=4,rounds=8")]
    [InlineData("micropython:word=32,block=16,heap=1MiB", "lru-cache")]
    [InlineData("micropython:heap=1MiB,areas=3", "json-tree")]
    [InlineData("micropython:heap=16MiB", "larson")]
    public void The_map_of_blocks_is_the_allocation_table_and_has_the_numbers_of_mem_info(string engineText, string workloadText)
    {
        int maps = 0;
        int holes = 0;
        using IEngine engine = EngineUnderTest.Create(engineText);
        IMicroPythonModule module = Assert.IsAssignableFrom<IMicroPythonModule>(engine);
        Laboratory.Run(engine, workloadText, observer: new PhaseLook(() =>
        {
            BlockTable map = new();
            Assert.True(engine.DescribeMap(map));
            BlockHeapInformation info = module.GetInformation();
            Assert.Equal(info, map.Information(info.MostNewAreaBytes));
            Assert.Equal(module.GetMap(), map.Areas);
            maps++;
            holes += info.FreeBytes > 0 && info.LargestFreeBlocks < map.Areas[0].Count ? 1 : 0;
        }));

        Assert.True(maps > 0 && holes > 0, $"{holes} of {maps} maps had objects and holes.");
    }

    [Fact]
    public void The_host_tells_amounts_that_add_up_to_what_it_holds()
    {
        using IEngine engine = EngineUnderTest.Create("clr");
        engine.Rest();
        MapSums sums = MapSums.Of(engine)!;
        long used = engine.Control.Statistics.UsedBytes!.Value;

        // The test itself allocates between the two questions.
        Assert.InRange(sums.UsedBytes, used / 2, used * 2);
    }

    [Theory]
    [InlineData("micropython")]
    [InlineData("cpython")]
    [InlineData("pypy")]
    [InlineData("semispace")]
    [InlineData("nogc")]
    public void Maps_change_nothing(string engineText)
    {
        (IReadOnlyList<WorkCount> Work, ulong Checksum) Of(bool looks)
        {
            using IEngine engine = EngineUnderTest.Create(engineText, options => options with { CountWork = true });
            PhaseLook? observer = looks ? new PhaseLook(() => Assert.NotNull(MapSums.Of(engine))) : null;
            ulong checksum = Laboratory.Run(engine, "lru-cache", observer: observer).Checksum;
            return (engine.GetWork(), checksum);
        }

        Assert.Equal(Of(looks: false).Work, Of(looks: true).Work);
        Assert.Equal(Of(looks: false).Checksum, Of(looks: true).Checksum);
    }
}
