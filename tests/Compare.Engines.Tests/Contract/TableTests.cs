using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>Hash tables: entries, index and counters together, resized, moved, freed.</summary>
public sealed class TableTests
{
    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_table_keeps_entries_index_and_counters_through_collections(string engine) => new Survival().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_table_that_grows_keeps_entries_and_counters(string engine) => new Growth().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void An_index_of_the_same_size_keeps_its_content(string engine) => new SameIndex().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_table_of_no_entries_has_nothing(string engine) => new Empty().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Two_tables_of_an_object_do_not_know_each_other(string engine) => new TwoTables().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Entries_cut_off_are_released_and_null_after_growing_again(string engine) => new CutOff().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Entries_of_any_shape_have_an_index_of_any_size(string engine) => new Shapes().RunOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Engines), MemberType = typeof(EnginesUnderTest))]
    public void A_table_of_two_million_slots_keeps_its_content(string engine) => new Large().RunBareOn(engine);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void The_allocation_clock_counts_entries_and_index_of_a_table(string engine) => new Clock().RunOn(engine);

    /// <summary>What the tests of this file do with a table.</summary>
    private abstract class TableProgram : EngineProgram
    {
        protected static void Resize<THeap, TRef>(THeap heap, ref TRef owner, int buffer, int slots)
            where THeap : struct, IHeap<TRef>
            where TRef : struct =>
            heap.ResizeTable(ref owner, buffer, TestTables.Entries(slots), TestTables.IndexBytes(slots));

        /// <summary>Makes the key of an entry a fresh leaf with its number.</summary>
        protected static void Fill<THeap, TRef>(THeap heap, ref TRef owner, ref TRef scratch, int buffer, int from, int to)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            TypeHandle leaf = heap.Register(TestTypes.Leaf);
            for (int entry = from; entry < to; entry++)
            {
                heap.New(ref scratch, leaf);
                heap.SetWord(scratch, 0, entry);
                heap.StoreItemTake(owner, buffer, 2 * entry, heap.Move(ref scratch));
            }
        }

        protected static void AssertKeys<THeap, TRef>(THeap heap, TRef owner, int buffer, int from, int to)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            for (int entry = from; entry < to; entry++)
            {
                Assert.Equal(entry, heap.GetWord(heap.BorrowItem(owner, buffer, 2 * entry), 0));
                Assert.True(heap.IsNull(heap.BorrowItem(owner, buffer, (2 * entry) + 1)));
            }
        }

        protected static void WriteIndex(Span<byte> index, int seed)
        {
            for (int slot = 0; slot < index.Length; slot++)
            {
                index[slot] = (byte)(slot + seed);
            }
        }

        protected static void AssertIndex(ReadOnlySpan<byte> index, int bytes, int seed)
        {
            Assert.Equal(bytes, index.Length);
            for (int slot = 0; slot < index.Length; slot++)
            {
                Assert.Equal((byte)(slot + seed), index[slot]);
            }
        }
    }

    private sealed class Survival : TableProgram
    {
        private const int Slots = 64;

        public override void Run<THeap, TRef>(THeap heap)
        {
            int entries = TestTables.Entries(Slots);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            Resize<THeap, TRef>(heap, ref f.A, 0, Slots);
            Assert.Equal(entries, heap.BufferLength(f.A, 0));
            Assert.Equal(0, heap.GetCount(f.A, 0));
            Assert.Equal(0, heap.GetFilled(f.A, 0));
            Fill<THeap, TRef>(heap, ref f.A, ref f.B, 0, 0, entries / 2);
            for (int entry = 0; entry < entries; entry++)
            {
                heap.SetItemWord(f.A, 0, entry, -entry);
            }

            WriteIndex(heap.TableIndex(f.A, 0), 1);
            heap.SetCount(f.A, 0, 17);
            heap.SetFilled(f.A, 0, 19);
            for (int round = 0; round < 3; round++)
            {
                Fill<THeap, TRef>(heap, ref f.A, ref f.B, 0, entries / 2, entries - 2);
                CollectAll<THeap, TRef>(heap);
                AssertKeys<THeap, TRef>(heap, f.A, 0, 0, entries - 2);
                for (int entry = 0; entry < entries; entry++)
                {
                    Assert.Equal(-entry, heap.GetItemWord(f.A, 0, entry));
                }

                Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, (2 * entries) - 1)));
                AssertIndex(heap.TableIndex(f.A, 0), TestTables.IndexBytes(Slots), 1);
                Assert.Equal(17, heap.GetCount(f.A, 0));
                Assert.Equal(19, heap.GetFilled(f.A, 0));
            }

            heap.Control.Verify();
            heap.Leave(ref f);
        }
    }

    private sealed class Growth : TableProgram
    {
        private const int MostSlots = 4096;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            int filled = 0;
            for (int slots = TestTables.SmallestSlots; slots <= MostSlots; slots *= 2)
            {
                Resize<THeap, TRef>(heap, ref f.A, 0, slots);
                Assert.Equal(TestTables.IndexBytes(slots), heap.TableIndex(f.A, 0).Length);
                Assert.Equal(filled, heap.GetFilled(f.A, 0));
                Assert.Equal(filled / 2, heap.GetCount(f.A, 0));
                AssertKeys<THeap, TRef>(heap, f.A, 0, 0, filled);
                for (int index = 2 * filled; index < 2 * TestTables.Entries(slots); index++)
                {
                    Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, index)));
                }

                WriteIndex(heap.TableIndex(f.A, 0), slots);
                Fill<THeap, TRef>(heap, ref f.A, ref f.B, 0, filled, TestTables.Entries(slots));
                filled = TestTables.Entries(slots);
                heap.SetFilled(f.A, 0, filled);
                heap.SetCount(f.A, 0, filled / 2);
                AssertIndex(heap.TableIndex(f.A, 0), TestTables.IndexBytes(slots), slots);
            }

            Resize<THeap, TRef>(heap, ref f.A, 0, TestTables.SmallestSlots);
            AssertKeys<THeap, TRef>(heap, f.A, 0, 0, TestTables.Entries(TestTables.SmallestSlots));
            Assert.Equal(filled, heap.GetFilled(f.A, 0));
            heap.Leave(ref f);
        }
    }

    private sealed class SameIndex : TableProgram
    {
        private const int Slots = 16;

        public override void Run<THeap, TRef>(THeap heap)
        {
            int most = TestTables.Entries(Slots);
            int least = TestTables.Entries(Slots / 2) + 1;
            int bytes = TestTables.IndexBytes(Slots);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            heap.ResizeTable(ref f.A, 0, least, bytes);
            WriteIndex(heap.TableIndex(f.A, 0), 5);
            Fill<THeap, TRef>(heap, ref f.A, ref f.B, 0, 0, least);
            heap.SetCount(f.A, 0, least);
            heap.SetFilled(f.A, 0, least);
            int[] sizes = [most, most, least, least + 1, least, most];
            foreach (int entries in sizes)
            {
                heap.ResizeTable(ref f.A, 0, entries, bytes);
                Assert.Equal(entries, heap.BufferLength(f.A, 0));
                AssertKeys<THeap, TRef>(heap, f.A, 0, 0, least);
                Assert.All(Enumerable.Range(2 * least, 2 * (entries - least)), NullAt(heap, f.A));
                AssertIndex(heap.TableIndex(f.A, 0), bytes, 5);
                CollectAll<THeap, TRef>(heap);
                AssertIndex(heap.TableIndex(f.A, 0), bytes, 5);
                Assert.Equal(least, heap.GetCount(f.A, 0));
                Assert.Equal(least, heap.GetFilled(f.A, 0));
            }

            heap.Leave(ref f);

            static Action<int> NullAt(THeap heap, TRef owner) =>
                index => Assert.True(heap.IsNull(heap.BorrowItem(owner, 0, index)));
        }
    }

    private sealed class Empty : TableProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            AssertEmpty(heap, f.A);
            heap.ResizeTable(ref f.A, 0, 0, 0);
            AssertEmpty(heap, f.A);
            Resize<THeap, TRef>(heap, ref f.A, 0, TestTables.SmallestSlots);
            heap.SetCount(f.A, 0, 3);
            heap.SetFilled(f.A, 0, 4);
            Fill<THeap, TRef>(heap, ref f.A, ref f.B, 0, 0, 3);
            heap.ResizeTable(ref f.A, 0, 0, 0);
            AssertEmpty(heap, f.A);
            CollectAll<THeap, TRef>(heap);
            AssertEmpty(heap, f.A);

            Resize<THeap, TRef>(heap, ref f.A, 0, TestTables.SmallestSlots);
            Assert.Equal(0, heap.GetCount(f.A, 0));
            Assert.Equal(0, heap.GetFilled(f.A, 0));
            Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, 0)));
            heap.Leave(ref f);

            static void AssertEmpty(THeap heap, TRef owner)
            {
                Assert.Equal(0, heap.BufferLength(owner, 0));
                Assert.True(heap.TableIndex(owner, 0).IsEmpty);
                Assert.Equal(0, heap.GetCount(owner, 0));
                Assert.Equal(0, heap.GetFilled(owner, 0));
            }
        }
    }

    private sealed class TwoTables : TableProgram
    {
        private const int Slots = 32;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));

            // As a dictionary of strings that gets another key: from the second table to the first.
            Resize<THeap, TRef>(heap, ref f.A, 1, TestTables.SmallestSlots);
            WriteIndex(heap.TableIndex(f.A, 1), 2);
            Fill<THeap, TRef>(heap, ref f.A, ref f.B, 1, 0, TestTables.Entries(TestTables.SmallestSlots));
            heap.SetCount(f.A, 1, 4);
            heap.SetFilled(f.A, 1, 5);
            Resize<THeap, TRef>(heap, ref f.A, 0, Slots);
            WriteIndex(heap.TableIndex(f.A, 0), 9);
            heap.SetCount(f.A, 0, 6);
            heap.SetFilled(f.A, 0, 7);
            for (int entry = 0; entry < TestTables.Entries(TestTables.SmallestSlots); entry++)
            {
                heap.LoadItem(ref f.C, f.A, 1, 2 * entry);
                heap.StoreItem(f.A, 0, 2 * entry, f.C);
                heap.SetItemWord(f.A, 0, entry, entry);
            }

            CollectAll<THeap, TRef>(heap);
            AssertIndex(heap.TableIndex(f.A, 1), TestTables.IndexBytes(TestTables.SmallestSlots), 2);
            Assert.Equal((4, 5), (heap.GetCount(f.A, 1), heap.GetFilled(f.A, 1)));
            AssertKeys<THeap, TRef>(heap, f.A, 1, 0, TestTables.Entries(TestTables.SmallestSlots));

            heap.ResizeTable(ref f.A, 1, 0, 0);
            CollectAll<THeap, TRef>(heap);
            Assert.Equal((0, 0), (heap.GetCount(f.A, 1), heap.GetFilled(f.A, 1)));
            Assert.Equal((6, 7), (heap.GetCount(f.A, 0), heap.GetFilled(f.A, 0)));
            AssertIndex(heap.TableIndex(f.A, 0), TestTables.IndexBytes(Slots), 9);
            AssertKeys<THeap, TRef>(heap, f.A, 0, 0, TestTables.Entries(TestTables.SmallestSlots));
            heap.Leave(ref f);
        }
    }

    private sealed class CutOff : TableProgram
    {
        private const int Slots = 32;

        public override void Run<THeap, TRef>(THeap heap)
        {
            int least = TestTables.Entries(TestTables.SmallestSlots);
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            Resize<THeap, TRef>(heap, ref f.A, 0, Slots);
            Fill<THeap, TRef>(heap, ref f.A, ref f.B, 0, 0, TestTables.Entries(Slots));
            long before = Leaves<THeap, TRef>(heap);
            Resize<THeap, TRef>(heap, ref f.A, 0, TestTables.SmallestSlots);
            Resize<THeap, TRef>(heap, ref f.A, 0, Slots);
            AssertKeys<THeap, TRef>(heap, f.A, 0, 0, least);
            for (int index = 2 * least; index < 2 * TestTables.Entries(Slots); index++)
            {
                Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, index)));
            }

            if (Traits is { Reclaims: true, HasCensus: true })
            {
                CollectUntil<THeap, TRef>(heap, () => Leaves<THeap, TRef>(heap) == least);
                Assert.Equal(TestTables.Entries(Slots), before);
                Assert.Equal(least, Leaves<THeap, TRef>(heap));
            }

            heap.Leave(ref f);
        }

        private static long Leaves<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct =>
            heap.Control.TakeCensus()?.Rows.Where(row => row.Type == TestTypes.Leaf.Name).Sum(row => row.Objects) ?? 0;
    }

    private sealed class Shapes : TableProgram
    {
        private const int Most = 40;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            TypeHandle shapes = heap.Register(TestTables.Shapes);
            heap.New(ref f.A, shapes);
            for (int items = 1; items < Most; items += 6)
            {
                for (int buffer = 0; buffer < TestTables.Shapes.Buffers.Count; buffer++)
                {
                    heap.ResizeTable(ref f.A, buffer, items, (3 * items) + buffer);
                    WriteIndex(heap.TableIndex(f.A, buffer), items + buffer);
                    heap.SetFilled(f.A, buffer, items);
                    Write(heap, f.A, buffer, items);
                }

                heap.Take(ref f.B, heap.Move(ref f.A));
                heap.New(ref f.A, shapes);
                heap.Take(ref f.A, heap.Move(ref f.B));
                CollectAll<THeap, TRef>(heap);
                for (int buffer = 0; buffer < TestTables.Shapes.Buffers.Count; buffer++)
                {
                    AssertIndex(heap.TableIndex(f.A, buffer), (3 * items) + buffer, items + buffer);
                    Assert.Equal(items, heap.GetFilled(f.A, buffer));
                    Check(heap, f.A, buffer, items);
                }
            }

            for (int buffer = 0; buffer < TestTables.Shapes.Buffers.Count; buffer++)
            {
                heap.ResizeTable(ref f.A, buffer, 0, 0); // They refer to their owner.
            }

            heap.Leave(ref f);

            static void Write(THeap heap, TRef owner, int buffer, int items)
            {
                BufferShape shape = TestTables.Shapes.Buffers[buffer];
                for (int index = 0; index < items * shape.References; index += 2)
                {
                    heap.StoreItem(owner, buffer, index, owner);
                }

                for (int index = 0; index < items * shape.Words; index++)
                {
                    heap.SetItemWord(owner, buffer, index, index + buffer);
                }
            }

            static void Check(THeap heap, TRef owner, int buffer, int items)
            {
                BufferShape shape = TestTables.Shapes.Buffers[buffer];
                for (int index = 0; index < items * shape.References; index += 2)
                {
                    Assert.True(heap.Same(owner, heap.BorrowItem(owner, buffer, index)));
                }

                for (int index = 0; index < items * shape.Words; index++)
                {
                    Assert.Equal(index + buffer, heap.GetItemWord(owner, buffer, index));
                }
            }
        }
    }

    private sealed class Large : TableProgram
    {
        private const int Slots = 1 << 21;

        public override void Run<THeap, TRef>(THeap heap)
        {
            int last = TestTables.Entries(Slots) - 1;
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            Resize<THeap, TRef>(heap, ref f.A, 0, Slots);
            heap.TableIndex(f.A, 0)[0] = 1;
            heap.TableIndex(f.A, 0)[^1] = 2;
            Fill<THeap, TRef>(heap, ref f.A, ref f.B, 0, last, last + 1);
            heap.SetItemWord(f.A, 0, last, -1);
            CollectAll<THeap, TRef>(heap);
            Assert.Equal(TestTables.IndexBytes(Slots), heap.TableIndex(f.A, 0).Length);
            Assert.Equal(1, heap.TableIndex(f.A, 0)[0]);
            Assert.Equal(2, heap.TableIndex(f.A, 0)[^1]);
            AssertKeys<THeap, TRef>(heap, f.A, 0, last, last + 1);
            Assert.Equal(-1, heap.GetItemWord(f.A, 0, last));
            Assert.True(heap.IsNull(heap.BorrowItem(f.A, 0, last)));
            heap.Leave(ref f);
        }
    }

    private sealed class Clock : TableProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            heap.New(ref f.A, heap.Register(TestTables.Dict));
            HeapStatistics before = heap.Control.Statistics;
            Resize<THeap, TRef>(heap, ref f.A, 0, 8);
            Resize<THeap, TRef>(heap, ref f.A, 1, 16);
            Resize<THeap, TRef>(heap, ref f.A, 0, 16);
            Resize<THeap, TRef>(heap, ref f.A, 0, 16);
            heap.ResizeTable(ref f.A, 0, 0, 0);
            HeapStatistics after = heap.Control.Statistics;
            long expected = Nominal(0, 8) + Nominal(1, 16) + (2 * Nominal(0, 16));
            Assert.Equal(0, after.AllocatedObjects - before.AllocatedObjects);
            Assert.Equal(expected, after.AllocatedBytes - before.AllocatedBytes);
            heap.Leave(ref f);
        }

        private static long Nominal(int buffer, int slots) =>
            TestTables.Dict.NominalBufferBytes(buffer, TestTables.Entries(slots))
            + ObjectType.NominalIndexBytes(TestTables.IndexBytes(slots));
    }
}
