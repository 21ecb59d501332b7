using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Tests.Clr;

/// <summary>How late callbacks and finalizers reach the program.</summary>
[Collection(nameof(HostCollector))]
public sealed class ClrDelayTests
{
    private const int Objects = 1000;

    [Fact]
    public void Without_a_call_there_is_no_delay()
    {
        using ClrTestHeap test = new();
        test.Heap.SetFinalizer(test.Final, (ref _) => { });
        test.Heap.Control.Collect(2);

        Assert.Equal(default(CallDelays), test.Engine.Statistics.CallDelays);
    }

    [Theory]
    [InlineData("clr")]
    [InlineData("clr:jython")]
    public void A_finalizer_is_late_by_what_was_allocated_since_the_collection(string engine)
    {
        using ClrTestHeap test = new(engine);
        test.Heap.SetFinalizer(test.Final, (ref _) => { });
        test.Heap.ResizeRoots(2);
        test.New(0, test.Final, 1);
        test.Clear(0);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Allocate(test);
        test.Heap.SafePoint();

        CallDelays delays = test.Engine.Statistics.CallDelays!.Value;
        Assert.Equal(1, delays.Calls);
        Assert.Equal(Objects * ClrTestHeap.NodeType.NominalBytes(0), delays.MaxBytes);
        Assert.Equal(delays.MaxBytes, delays.TotalBytes);
        Assert.InRange(delays.MaxNanoseconds, 1, long.MaxValue);
        Assert.Equal(delays.MaxNanoseconds, delays.TotalNanoseconds);
    }

    [Fact]
    public void Calls_of_several_collections_are_summed_up()
    {
        using ClrTestHeap test = new();
        test.Heap.SetWeakCallback((ref _, _) => Allocate(test));
        test.Heap.ResizeRoots(4);
        for (int round = 1; round <= 2; round++)
        {
            test.New(0, test.Node, round);
            test.NewWeak(2, 0, round);
            test.NewWeak(3, 0, round);
            test.Clear(0);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            test.Heap.SafePoint();
            CallDelays delays = test.Engine.Statistics.CallDelays!.Value;

            // The second callback of a round comes after what the first one allocated.
            long bytes = Objects * ClrTestHeap.NodeType.NominalBytes(0);
            Assert.Equal(2 * round, delays.Calls);
            Assert.Equal(round * bytes, delays.TotalBytes);
            Assert.Equal(bytes, delays.MaxBytes);
            Assert.InRange(delays.MaxNanoseconds, 1, delays.TotalNanoseconds);
        }
    }

    private static void Allocate(ClrTestHeap test)
    {
        for (int i = 0; i < Objects; i++)
        {
            test.New(1, test.Node, i);
        }
    }
}
