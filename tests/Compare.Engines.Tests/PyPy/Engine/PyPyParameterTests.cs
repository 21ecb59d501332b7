using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.PyPy;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.Tests.PyPy.Engine;

/// <summary>The engine's parameters: by name, from the environment, and bad ones.</summary>
public sealed class PyPyParameterTests
{
    private const double Mebibyte = 1 << 20;

    [Fact]
    public void Names_give_the_numbers_of_the_collector()
    {
        CollectorParameters read = Read(
            "nursery=4MiB,major=2,growth=1.5,min=64MiB,max=1GiB,max-delta=1MiB,increment-step=2MiB,max-pinned=3,debug=1");

        Assert.Equal((4 * Mebibyte, 2 * Mebibyte), (read.NurseryBytes, read.IncrementStep));
        Assert.Equal((2.0, 1.5), (read.MajorThreshold, read.Growth));
        Assert.Equal((64 * Mebibyte, 1024 * Mebibyte, Mebibyte), (read.MinHeap, read.MaxHeap, read.MaxDelta));
        Assert.Equal((3, 1, 0L), (read.MaxPinned, read.DebugLevel, read.TinyNurseryBytes));
    }

    [Fact]
    public void Absent_ones_follow_from_the_nursery()
    {
        CollectorParameters read = Read("nursery=1MiB");

        Assert.Equal(8 * Mebibyte, read.MinHeap);
        Assert.Equal((0L, 0.0, null), (read.IncrementStep, read.MaxHeap, read.MaxPinned));
        Assert.False(read.RecountsWhileSweeping);
        Assert.True(Read("7.3.11").RecountsWhileSweeping);
    }

    [Fact]
    public void A_nursery_below_the_least_is_the_debugging_mode()
    {
        CollectorParameters read = Read("nursery=1");

        Assert.Equal((2L * CollectorParameters.DefaultLargeObject, 1L), (read.NurseryBytes, read.TinyNurseryBytes));
    }

    [Fact]
    public void The_environment_fills_in_what_is_not_given_when_it_is_asked_for()
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["PYPY_GC_NURSERY"] = "2MB",
            ["PYPY_GC_MAJOR_COLLECT"] = "1.5",
            ["PYPY_GC_GROWTH"] = "0.5",
            ["PYPY_GC_MAX"] = "1.6GB",
            ["PYPY_GC_MAX_PINNED"] = "0",
            ["PYPY_GC_NURSERY_DEBUG"] = "1",
        };

        CollectorParameters read = Read("environment=true,major=1.9", variables.GetValueOrDefault);
        CollectorParameters unread = Read("nursery=1MiB", variables.GetValueOrDefault);

        Assert.Equal(2 * Mebibyte, read.NurseryBytes);
        Assert.Equal(1.9, read.MajorThreshold);
        Assert.Equal(CollectorParameters.DefaultGrowth, read.Growth); // Not above 1: PyPy ignores it.
        Assert.Equal((1717986918.0, 0, true), (read.MaxHeap, read.MaxPinned, read.FillsNursery));
        Assert.Equal((Mebibyte, 0.0, false), (unread.NurseryBytes, unread.MaxHeap, unread.FillsNursery));
    }

    [Fact]
    public void A_heap_limit_bounds_the_default_nursery_and_refuses_a_larger_one()
    {
        const long Limit = 8 << 20;

        Assert.InRange(Read(string.Empty, heapLimit: Limit).NurseryBytes, 2 * CollectorParameters.DefaultLargeObject, Limit / 8);
        ParameterException refused = Assert.Throws<ParameterException>(() => Read("nursery=5MiB", heapLimit: Limit));
        Assert.Contains("10MiB or more", refused.Message, StringComparison.Ordinal);
    }

    private static CollectorParameters Read(
        string arguments, Func<string, string?>? environment = null, long? heapLimit = null)
    {
        Specification specification = Specification.Parse(arguments.Length == 0 ? "pypy" : $"pypy:{arguments}");
        EngineOptions options = new()
        {
            Parameters = ParameterValues.Parse("engine pypy", new PyPyEngineFactory().Parameters, specification.Arguments),
            HeapLimitBytes = heapLimit,
        };
        return PyPyParameters.Read(options, environment ?? (_ => null));
    }
}
