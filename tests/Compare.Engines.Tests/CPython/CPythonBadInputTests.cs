using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.CPython;

/// <summary>Bad input of the engine itself: one clear sentence each, and the engine goes on as it was.</summary>
public sealed class CPythonBadInputTests
{
    private const long ArenaBytes = 1 << 20;

    [Theory]
    [InlineData(-1, "The threshold -1 is outside the range 0 to 2147483647.")]
    [InlineData(1L << 31, "The threshold 2147483648 is outside the range 0 to 2147483647.")]
    public void A_threshold_out_of_range_is_refused_and_none_is_changed(long threshold, string expected)
    {
        using IEngine engine = EnginesUnderTest.Create("cpython");
        IReadOnlyList<long> before = engine.Control.Thresholds;

        ArgumentOutOfRangeException refused =
            Assert.Throws<ArgumentOutOfRangeException>(() => engine.Control.SetThresholds([5, threshold]));

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, engine.Control.Thresholds);
    }

    [Fact]
    public void Too_many_thresholds_are_refused()
    {
        using IEngine engine = EnginesUnderTest.Create("cpython");

        ArgumentOutOfRangeException refused =
            Assert.Throws<ArgumentOutOfRangeException>(() => engine.Control.SetThresholds([1, 2, 3, 4]));

        Assert.StartsWith("There are 3 thresholds, but 4 are given.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_generation_out_of_range_is_refused(int generation)
    {
        using IEngine engine = EnginesUnderTest.Create("cpython");

        ArgumentOutOfRangeException refused =
            Assert.Throws<ArgumentOutOfRangeException>(() => engine.Control.Collect(generation));

        Assert.StartsWith($"The generation {generation} is outside the range 0 to 2.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cpython:profile=3.9", "engine cpython: parameter 'profile': '3.9' is unknown; did you mean '3.11'? Valid: 3.11, 3.12, 3.13, 3.14.")]
    [InlineData("cpython:profile=314", "engine cpython: parameter 'profile': '314' is unknown; did you mean '3.14'? Valid: 3.11, 3.12, 3.13, 3.14.")]
    [InlineData("cpython:gen0=-1", "engine cpython: parameter 'gen0': -1 is outside the range 0 to 2147483647.")]
    [InlineData("cpython:gen2=2147483648", "engine cpython: parameter 'gen2': 2147483648 is outside the range 0 to 2147483647.")]
    public void A_bad_parameter_is_refused(string variant, string expected)
    {
        ParameterException refused = Assert.Throws<ParameterException>(() => EnginesUnderTest.Create(variant));

        Assert.Equal(expected, refused.Message);
    }

    [Fact]
    public void A_heap_below_one_arena_is_refused_and_one_arena_is_enough()
    {
        ParameterException refused =
            Assert.Throws<ParameterException>(() => EnginesUnderTest.Create("cpython", ArenaBytes - 1024));
        using IEngine engine = EnginesUnderTest.Create("cpython", ArenaBytes);

        Assert.Equal("engine cpython: a heap of 1023KiB is below one arena; give 1MiB or more.", refused.Message);
    }
}
