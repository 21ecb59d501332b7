using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Heap.Bump;

namespace Compare.Engines.Tests.SemiSpace;

public sealed class SemiSpaceLimitTests
{
    private const long Limit = 1 << 20;

    [Fact]
    public void Exhaustion_is_reported_and_leaves_the_heap_intact()
    {
        using SemiSpaceHeap test = new("initial=16KiB", Limit);
        BumpHeap heap = test.Heap;
        heap.ResizeRoots(2);
        int count = 0;
        void Fill()
        {
            for (; count < Limit; count++)
            {
                test.New(ref heap.Root(1), count);
                heap.Store(heap.Root(1), 0, heap.Root(0));
                heap.Copy(ref heap.Root(0), heap.Root(1));
            }
        }

        HeapExhaustedException error = Assert.Throws<HeapExhaustedException>(Fill);

        test.Engine.Verify();
        Assert.Equal(Limit, error.LimitBytes);
        Assert.Equal(Limit / 2 / 40, count);
        Assert.Equal(count, test.Objects);
        Assert.InRange(test.Engine.Statistics.PeakCommittedBytes!.Value, Limit / 2, Limit);
        Assert.Equal(count - 1, heap.GetWord(heap.Root(0), 0));
        heap.Clear(ref heap.Root(0));
        heap.Clear(ref heap.Root(1));
        test.New(ref heap.Root(0), 1);
        Assert.Equal(1, test.Objects);
    }

    [Fact]
    public void A_request_larger_than_a_space_is_refused_without_a_collection()
    {
        using SemiSpaceHeap test = new(limit: Limit);
        test.Heap.ResizeRoots(1);

        Assert.Throws<HeapExhaustedException>(() => test.Heap.NewArray(ref test.Heap.Root(0), test.Bytes, (int)Limit));

        Assert.Equal(0, test.Engine.Statistics.MajorCollections);
        test.Heap.NewArray(ref test.Heap.Root(0), test.Bytes, 300_000);
        Assert.Equal(300_000, test.Heap.Length(test.Heap.Root(0)));
    }

    [Fact]
    public void The_spaces_grow_when_more_than_half_of_one_is_live()
    {
        using SemiSpaceHeap test = new("initial=64KiB,growth=4", verify: false);
        BumpHeap heap = test.Heap;
        heap.ResizeRoots(2);
        for (int i = 0; i < 10_000; i++)
        {
            test.New(ref heap.Root(1), i);
            heap.Store(heap.Root(1), 0, heap.Root(0));
            heap.Copy(ref heap.Root(0), heap.Root(1));
        }

        HeapStatistics statistics = test.Engine.Statistics;
        Assert.InRange(statistics.MajorCollections, 2, 8);
        Assert.InRange(statistics.CommittedBytes!.Value, statistics.UsedBytes!.Value, 16 * statistics.UsedBytes.Value);
        for (int i = 1; i < test.Engine.Timeline.Count; i++)
        {
            Assert.True(test.Engine.Timeline[i].AllocatedBytes >= test.Engine.Timeline[i - 1].AllocatedBytes);
        }
    }

    [Fact]
    public void A_heap_that_holds_no_two_pages_is_refused()
    {
        ParameterException error = Assert.Throws<ParameterException>(() => new SemiSpaceHeap(limit: 4096).Dispose());

        Assert.Contains("4096", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_cannot_be_switched_off_and_has_one_generation()
    {
        using SemiSpaceHeap test = new();

        Assert.Throws<NotSupportedException>(() => test.Engine.AutomaticCollection = false);
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Engine.Collect(1));
    }

    [Fact]
    public void The_work_vector_is_the_same_for_the_same_program()
    {
        static IReadOnlyList<WorkCount> Run()
        {
            using SemiSpaceHeap test = new("initial=16KiB", verify: false);
            BumpHeap heap = test.Heap;
            heap.ResizeRoots(100);
            Random random = new(3);
            for (int i = 0; i < 20_000; i++)
            {
                test.New(ref heap.Root(random.Next(100)), i);
            }

            return test.Engine.GetWork();
        }

        IReadOnlyList<WorkCount> work = Run();

        Assert.Equal(work, Run());
        Assert.All(work.Where(count => count.Name.Contains("cop", StringComparison.Ordinal)), count => Assert.True(count.Value > 0));
    }
}
