using System.Text.Json;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Sequences of allocations and sweeps, with the place that PyPy's own allocator gave each block.</summary>
public sealed class ArenaTraceTests
{
    public static TheoryData<string> Files => RecordedFiles.Named("rpy-arena");

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_place_and_each_count_is_that_of_the_real_allocator(string file) => Replay(file, recounts: false);

    [Theory]
    [MemberData(nameof(Files))]
    public void Recounting_comes_to_the_same_when_the_sweep_is_over(string file) => Replay(file, recounts: true);

    private static void Replay(string file, bool recounts)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        using ArenaReplay replay = new(document.RootElement, recounts);

        replay.Run();

        Assert.Equal(
            document.RootElement.GetProperty("rounds").EnumerateArray().Sum(round =>
                round.GetProperty("allocs").GetArrayLength() + round.GetProperty("allocs_between_steps").GetArrayLength()),
            replay.Places);
    }
}
