using System.Globalization;
using System.Text.Json;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Size classes, blocks of a pool and the life of arenas, against what real interpreters reported.</summary>
public sealed class ObmallocStatisticsTests
{
    private const string FirstLargePools = "3.10";

    public static TheoryData<string> Files => RecordedFiles.Named("obmalloc_stats");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_request_gets_the_size_class_that_the_real_one_gets(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);

        foreach (JsonProperty request in document.RootElement.GetProperty("class_for_request").EnumerateObject())
        {
            int sizeClass = SizeClasses.Of(int.Parse(request.Name, CultureInfo.InvariantCulture));

            // Null: the pools saw nothing, the system allocator served it.
            int? real = request.Value.ValueKind == JsonValueKind.Null ? null : request.Value.GetInt32();
            int? ours = sizeClass < 0 ? null : SizeClasses.Bytes(sizeClass);
            Assert.Equal((request.Name, real), (request.Name, ours));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_pool_holds_as_many_blocks_as_the_real_one(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        foreach (JsonProperty size in document.RootElement.GetProperty("classes").EnumerateObject())
        {
            int sizeClass = SizeClasses.Of(int.Parse(size.Name, CultureInfo.InvariantCulture));
            int blocks = size.Value.GetProperty("blocks_per_pool").GetInt32();

            int ours = HasLargePools(document)
                ? BlocksOfFirstPool<LargePools>(sizeClass)
                : BlocksOfFirstPool<SmallPools>(sizeClass);

            Assert.Equal((size.Name, blocks), (size.Name, ours));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Arenas_come_and_go_as_the_real_ones(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement phases = document.RootElement.GetProperty("arena_lifecycle");
        ArenaLife real = new([.. phases.EnumerateArray().Select(phase => Counts(phase[1]))]);

        ArenaLife ours = HasLargePools(document) ? ArenaLife.Run<LargePools>() : ArenaLife.Run<SmallPools>();

        // One wholly free arena is always kept: the first arena of a fresh heap, where the real one may have had another.
        Assert.InRange(real.KeptAtFirst, 0, 1);
        Assert.Equal(1, ours.KeptAtFirst);
        foreach (ArenaLife life in new[] { real, ours })
        {
            Assert.Equal(life.ReclaimedAtFirst, life.MappedAgain);
            Assert.Equal(0, life.ReclaimedByScatteredFrees);
            Assert.Equal(life.MappedAgain, life.ReclaimedAtLast);
        }
    }

    private static bool HasLargePools(JsonDocument document) => string.CompareOrdinal(
        Padded(document.RootElement.GetProperty("python").GetString()!), Padded(FirstLargePools)) >= 0;

    private static string Padded(string version) =>
        string.Join('.', version.Split('.').Take(2).Select(part => part.PadLeft(2, '0')));

    private static (long Mapped, long Reclaimed) Counts(JsonElement counts) => (counts[0].GetInt64(), counts[1].GetInt64());

    private static unsafe int BlocksOfFirstPool<TGeometry>(int sizeClass)
        where TGeometry : struct, IPoolGeometry
    {
        SmallBlockAllocator<TGeometry> allocator = default;
        allocator.Arenas.RemainingArenas = 1;
        try
        {
            Pool* pool = SmallBlockAllocator<TGeometry>.PoolOf(allocator.Allocate(sizeClass));
            int blocks = 1;
            while (SmallBlockAllocator<TGeometry>.PoolOf(allocator.Allocate(sizeClass)) == pool)
            {
                blocks++;
            }

            return blocks;
        }
        finally
        {
            allocator.Dispose();
        }
    }
}
