using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Tests.CPython.Fidelity;
using Compare.Engines.Tests.CPython.Support;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.CPython;

/// <summary>Dictionaries with two kinds of tables, as CPython has them: with string keys alone, and with any keys.</summary>
public sealed class TableTests
{
    private const int StringTable = 1;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    public void A_dictionary_has_only_the_index_that_its_entries_need(string profile) => new OneIndex().RunOn(profile);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    public void The_smallest_string_table_waits_for_the_next_dictionary(string profile) => new Reuse().RunOn(profile);

    [Theory]
    [MemberData(nameof(Profiles.Generational), MemberType = typeof(Profiles))]
    public void A_dictionary_is_tracked_while_either_table_holds_a_container(string profile) => new Tracking().RunOn(profile);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    public void A_cycle_through_the_second_table_is_collected(string profile) => new Cycle().RunOn(profile);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    public void The_verifier_finds_an_index_that_does_not_fit_the_entries(string profile) => new BrokenHeader().RunOn(profile);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    public void The_rules_of_forms_are_those_of_CPython(string profile) => new Rules().RunOn(profile);

    private static void Resize<THeap, TRef>(THeap heap, int root, int buffer, int slots)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.ResizeTable(ref heap.Root(root), buffer, TestTables.Entries(slots), TestTables.IndexBytes(slots));

    private sealed class OneIndex : CPythonProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(1);
            heap.New(ref heap.Root(0), heap.Register(TestTables.Dict));
            Assert.Throws<ArgumentException>(() => heap.ResizeTable(ref heap.Root(0), 0, 5, 16));
            Assert.Throws<ArgumentException>(() => heap.ResizeTable(ref heap.Root(0), 0, 6, 8));
            Assert.Equal(0, heap.BufferLength(heap.Root(0), 0));
            heap.ResizeTable(ref heap.Root(0), 0, 6, 16);
            Assert.Equal(6, heap.BufferLength(heap.Root(0), 0));
            heap.ResizeRoots(0);
        }
    }

    private sealed class Reuse : RecipeProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(2);
            heap.New(ref heap.Root(0), heap.Register(TestTables.Dict));
            heap.New(ref heap.Root(1), heap.Register(TestTables.Dict));
            Resize<THeap, TRef>(heap, 0, StringTable, TestTables.SmallestSlots);
            long blocks = SysOf<THeap, TRef>(heap).AllocatedBlocks;
            heap.ResizeTable(ref heap.Root(0), StringTable, 0, 0);
            Assert.Equal(blocks, SysOf<THeap, TRef>(heap).AllocatedBlocks);
            Resize<THeap, TRef>(heap, 1, StringTable, TestTables.SmallestSlots);
            Assert.Equal(blocks, SysOf<THeap, TRef>(heap).AllocatedBlocks);

            // A table with hashes is another, and none waits for it.
            Resize<THeap, TRef>(heap, 0, 0, TestTables.SmallestSlots);
            Assert.Equal(blocks + 1, SysOf<THeap, TRef>(heap).AllocatedBlocks);
            heap.ResizeTable(ref heap.Root(0), 0, 0, 0);
            Assert.Equal(blocks, SysOf<THeap, TRef>(heap).AllocatedBlocks);
            heap.ResizeRoots(0);
        }
    }

    private sealed class Tracking : CPythonProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            IGcModule<TRef> gc = heap.Module<IGcModule<TRef>>()!;
            heap.ResizeRoots(2);
            heap.New(ref heap.Root(1), heap.Register(FidelityTypes.List));
            for (int table = 0; table <= StringTable; table++)
            {
                heap.New(ref heap.Root(0), heap.Register(TestTables.Dict));
                Resize<THeap, TRef>(heap, 0, table, TestTables.SmallestSlots);
                Assert.False(gc.IsTracked(heap.Root(0)));
                heap.StoreItem(heap.Root(0), table, 1, heap.Root(1));
                Assert.True(gc.IsTracked(heap.Root(0)));
                heap.Control.Collect(2);
                Assert.True(gc.IsTracked(heap.Root(0)));
                heap.StoreItem(heap.Root(0), table, 1, default);
                heap.Control.Collect(2);
                Assert.False(gc.IsTracked(heap.Root(0)));
            }

            heap.ResizeRoots(0);
        }
    }

    private sealed class Cycle : CPythonProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(1);
            heap.New(ref heap.Root(0), heap.Register(TestTables.Dict));
            Resize<THeap, TRef>(heap, 0, StringTable, TestTables.SmallestSlots);
            heap.StoreItem(heap.Root(0), StringTable, 3, heap.Root(0));
            heap.Clear(ref heap.Root(0));
            Assert.Equal(1, heap.Control.Statistics.ObjectCount);
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            Assert.Equal(0, heap.Control.Statistics.ObjectCount);
            heap.ResizeRoots(0);
        }
    }

    private sealed class BrokenHeader : CPythonProgram
    {
        // From the end of the index: 16 bytes of the header, then the field with the index's bytes.
        private const int IndexBytesOffset = 16;

        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.ResizeRoots(1);
            heap.New(ref heap.Root(0), heap.Register(TestTables.Dict));
            Resize<THeap, TRef>(heap, 0, 0, TestTables.SmallestSlots);
            heap.Control.Verify();
            Span<byte> index = heap.TableIndex(heap.Root(0), 0);
            ref byte field = ref Unsafe.Add(ref MemoryMarshal.GetReference(index), index.Length + IndexBytesOffset);
            field++;
            HeapCorruptionException found = Assert.Throws<HeapCorruptionException>(heap.Control.Verify);
            Assert.Contains("has 5 entries and an index of 9 bytes", found.Message, StringComparison.Ordinal);
            field--;
            heap.Control.Verify();
            heap.ResizeRoots(0);
        }
    }

    private sealed class Rules : CPythonProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            IObjectRules rules = heap.Module<IObjectRules>()!;
            Assert.Equal((TableForm.Compact, true), (rules.DictForm, rules.HasStringTables));
            Assert.Equal((TableForm.Open, true), (rules.SetForm, rules.SetsKeepHashes));
            Assert.False(rules.UnboxesListItems);
            Assert.Equal((30, 30, 4), (rules.WordIntegerBits, rules.DigitBits, rules.DigitBytes));
            Assert.Equal(TextForm.Flexible, rules.TextForm);
        }
    }
}
