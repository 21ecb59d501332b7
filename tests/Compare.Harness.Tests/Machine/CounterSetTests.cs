using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Compare.Harness.Discovery;
using Compare.Harness.Execution;
using Compare.Harness.Machine.Counters;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Machine;

public sealed class CounterSetTests
{
    private const string Instructions = "instructions";
    private const string Cycles = "cycles";

    private static FakePerformanceEvents Events(params string[] available) =>
        new() { ThreadIds = [1, 2], Available = [.. available] };

    [Fact]
    public void Threads_are_added_and_a_part_that_was_not_counted_is_scaled_up()
    {
        FakePerformanceEvents events = Events(Instructions);
        events.Readings[(Instructions, 1)] = new(100, 1_000, 1_000);
        events.Readings[(Instructions, 2)] = new(50, 500, 500);
        using CounterSet counters = new(events);
        counters.Begin();
        events.Readings[(Instructions, 1)] = new(100 + 300, 1_000 + 400, 1_000 + 300);
        events.Readings[(Instructions, 2)] = new(50 + 20, 500 + 100, 500 + 100);

        WorkerCounter counted = Assert.Single(counters.End(4));

        // 300 in three quarters of the time are 400 in all of it.
        Assert.Equal(new WorkerCounter(4, Instructions, 420, "instructions", 0.8), counted);
    }

    [Fact]
    public void A_thread_that_did_not_run_adds_nothing()
    {
        FakePerformanceEvents events = Events(Instructions);
        events.Readings[(Instructions, 1)] = new(0, 0, 0);
        events.Readings[(Instructions, 2)] = new(9, 9, 9);
        using CounterSet counters = new(events);
        counters.Begin();
        events.Readings[(Instructions, 1)] = new(5, 10, 10);

        Assert.Equal((5L, 1.0), (counters.End(0)[0].Value, counters.End(0)[0].CountedShare));
    }

    [Fact]
    public void A_counter_that_had_no_turn_is_unknown_and_not_zero()
    {
        FakePerformanceEvents events = Events(Instructions, Cycles);
        events.Readings[(Instructions, 1)] = events.Readings[(Instructions, 2)] = default;
        events.Readings[(Cycles, 1)] = events.Readings[(Cycles, 2)] = default;
        using CounterSet counters = new(events);
        counters.Begin();
        events.Readings[(Instructions, 1)] = new(0, 100, 0);
        events.Readings[(Cycles, 1)] = new(7, 100, 100);

        Assert.Equal(Cycles, Assert.Single(counters.End(0)).Name);
    }

    [Fact]
    public void Without_counters_nothing_is_counted_and_the_reasons_are_told()
    {
        FakePerformanceEvents events = Events(Cycles);
        using CounterSet counters = new(events);
        counters.Begin();

        Assert.Empty(counters.End(0));
        Assert.All(CounterSet.Probe(events), one =>
            Assert.Equal(one.Counter.Name == Cycles ? null : "refused with 13", one.Reason));
    }

    [Fact]
    public void Every_counter_is_closed()
    {
        FakePerformanceEvents events = Events(Instructions, Cycles);
        new CounterSet(events).Dispose();

        Assert.Equal(4, events.Closed);
    }

    // Which of them a machine has differs; each one that it has must count in proportion.
    [Fact]
    public void The_kernel_counts_twice_the_instructions_for_twice_the_turns() =>
        AssertProportional("instructions", times => Assert.NotEqual(0, Turn(times * 1_000_000)));

    [Fact]
    public void The_kernel_counts_twice_the_faults_for_twice_the_pages() => AssertProportional("page_faults", Touch);

    private static void AssertProportional(string name, Action<int> work)
    {
        LinuxPerformanceEvents kernel = new(new MachineFiles("/"));
        (HardwareCounter counter, string? reason) = CounterSet.Probe(kernel).Single(one => one.Counter.Name == name);
        if (reason is not null)
        {
            Assert.True(kernel.Open(counter, 0) < 0, reason); // The kernel refuses here, and goes on refusing.
            return;
        }

        using CounterSet counters = new(new OneThread(kernel));
        _ = Count(1);
        long once = Count(8);
        long twice = Count(16);

        Assert.InRange(twice / (double)once, 1.8, 2.2);

        long Count(int times)
        {
            counters.Begin();
            work(times);
            return counters.End(0).Single(one => one.Name == name).Value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Turn(int turns)
    {
        int value = 1;
        for (int i = 0; i < turns; i++)
        {
            value = (value * 31) + (i | 1);
        }

        return value | 1;
    }

    private static void Touch(int megabytes)
    {
        const int Megabyte = 1 << 20;
        using MemoryMappedFile file = MemoryMappedFile.CreateNew(null, (long)megabytes * Megabyte);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor();
        for (long offset = 0; offset < view.Capacity; offset += Environment.SystemPageSize)
        {
            view.Write(offset, (byte)1);
        }
    }

    // Other tests run on other threads of this process.
    private sealed class OneThread(LinuxPerformanceEvents kernel) : IPerformanceEvents
    {
        public IReadOnlyList<int> Threads() => [0];

        public int Open(HardwareCounter counter, int thread) => kernel.Open(counter, thread);

        public CounterReading? Read(int handle) => kernel.Read(handle);

        public void Close(int handle) => kernel.Close(handle);

        public string Describe(int error) => kernel.Describe(error);
    }
}
