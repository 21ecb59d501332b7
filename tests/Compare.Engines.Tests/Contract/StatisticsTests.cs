using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>The accounts: the allocation clock is exact, census and statistics agree with the object graph.</summary>
public sealed class StatisticsTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void The_allocation_clock_counts_nominal_bytes(string engine) => new Clock().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Statistics_and_census_agree_with_the_graph(string engine) => new Census().RunOn(engine);

    private sealed class Clock : EngineProgram
    {
        private const int Objects = 100;

        public override void Run<THeap, TRef>(THeap heap)
        {
            HeapStatistics before = heap.Control.Statistics;
            Locals<TRef> f = default;
            heap.Enter(ref f);
            for (int length = 0; length < Objects; length++)
            {
                heap.New(ref f.A, heap.Register(TestTypes.Pair));
                heap.NewArray(ref f.B, heap.Register(TestTypes.Bytes), length);
                heap.NewArray(ref f.B, heap.Register(TestTypes.Mixed), length);
            }

            HeapStatistics middle = heap.Control.Statistics;
            long expected = Enumerable.Range(0, Objects).Sum(
                length => TestTypes.Pair.NominalBytes(0)
                    + TestTypes.Bytes.NominalBytes(length)
                    + TestTypes.Mixed.NominalBytes(length));
            Assert.Equal(3 * Objects, middle.AllocatedObjects - before.AllocatedObjects);
            Assert.Equal(expected, middle.AllocatedBytes - before.AllocatedBytes);

            heap.New(ref f.A, heap.Register(TestTypes.Table));
            heap.ResizeBuffer(ref f.A, 0, 10);
            heap.ResizeBuffer(ref f.A, 0, 20);
            heap.ResizeBuffer(ref f.A, 0, 0);
            HeapStatistics after = heap.Control.Statistics;
            Assert.Equal(1, after.AllocatedObjects - middle.AllocatedObjects);
            Assert.Equal(
                TestTypes.Table.NominalBytes(0)
                    + TestTypes.Table.NominalBufferBytes(0, 10) + TestTypes.Table.NominalBufferBytes(0, 20),
                after.AllocatedBytes - middle.AllocatedBytes);
            heap.Leave(ref f);
        }
    }

    private sealed class Census : EngineProgram
    {
        private const int Live = 150;
        private const int Dead = 170;

        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(Live);
            Fill<THeap, TRef>(heap);
            CollectAll<THeap, TRef>(heap);
            HeapStatistics statistics = heap.Control.Statistics;
            Assert.True(statistics.UsedBytes is null || statistics.UsedBytes > 0);
            Assert.True(statistics.PeakUsedBytes is null || statistics.PeakUsedBytes >= statistics.UsedBytes);
            Assert.True(statistics.CommittedBytes is null || statistics.CommittedBytes >= statistics.UsedBytes);
            Assert.True(
                statistics.PeakCommittedBytes is null || statistics.PeakCommittedBytes >= statistics.CommittedBytes);
            Assert.True(statistics.ObjectCount is null || statistics.ObjectCount <= statistics.AllocatedObjects);
            Assert.True(statistics.ObjectCount is null || !Traits.Reclaims || statistics.ObjectCount == Live);
            HeapCensus? census = heap.Control.TakeCensus();
            Assert.Equal(Traits.HasCensus, census is not null);
            if (census is not null)
            {
                CheckCensus(census, statistics);
            }

            heap.ResizeRoots(0);
        }

        private void CheckCensus(HeapCensus census, HeapStatistics statistics)
        {
            Assert.Equal(statistics.ObjectCount, census.Objects);
            Assert.Equal(statistics.UsedBytes, census.Bytes);
            long pairs = census.Rows.Where(row => row.Type == TestTypes.Pair.Name).Sum(row => row.Objects);
            long leaves = census.Rows.Where(row => row.Type == TestTypes.Leaf.Name).Sum(row => row.Objects);
            Assert.Equal(Live, pairs);
            Assert.Equal(Traits.Reclaims ? 0 : Dead, leaves);
            Assert.Equal(
                census.Rows.OrderBy(row => row.Type, StringComparer.Ordinal).ThenBy(row => row.Space, StringComparer.Ordinal),
                census.Rows);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Fill<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            for (int index = 0; index < Live; index++)
            {
                heap.New(ref heap.Root(index), heap.Register(TestTypes.Pair));
            }

            for (int index = 0; index < Dead; index++)
            {
                heap.New(ref f.A, heap.Register(TestTypes.Leaf));
            }

            heap.Leave(ref f);
        }
    }
}
