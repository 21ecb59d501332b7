using System.Text.Json;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Sequences of allocations and frees, with the place that a real interpreter's allocator gave each block.</summary>
public sealed class ObmallocTraceTests
{
    private const double MostMemory = 1.02;

    public static TheoryData<string> Files => RecordedFiles.Named("obmalloc_trace");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_block_lies_where_the_real_allocator_put_it(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);

        foreach (JsonElement trace in document.RootElement.GetProperty("traces").EnumerateArray())
        {
            using IObmallocReplay replay = Replay(document, trace);

            replay.Run();

            Assert.Equal(trace.GetProperty("placement").GetArrayLength(), replay.Compared);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Arenas_hold_hardly_more_than_the_real_ones_at_the_peak(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);

        foreach (JsonElement trace in document.RootElement.GetProperty("traces").EnumerateArray())
        {
            using IObmallocReplay replay = Replay(document, trace);

            replay.Run();

            // The real allocator held at least the arenas in which the recorded blocks lay at one time.
            Assert.InRange(replay.MostArenas, 1, MostMemory * replay.MostRecordedArenas);
        }
    }

    private static IObmallocReplay Replay(JsonDocument document, JsonElement trace)
    {
        int pool = document.RootElement.GetProperty("pool_size").GetInt32();
        int arena = document.RootElement.GetProperty("arena_size").GetInt32();
        if (pool == SmallPools.PoolBytes)
        {
            Assert.Equal(SmallPools.ArenaBytes, arena);
            return new ObmallocReplay<SmallPools>(trace);
        }

        Assert.Equal((LargePools.PoolBytes, LargePools.ArenaBytes), (pool, arena));
        return new ObmallocReplay<LargePools>(trace);
    }
}
