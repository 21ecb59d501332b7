using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.MicroPython.Support;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.MicroPython;

/// <summary>What only this engine does: memory errors that tell why, words that look like references, areas, small words.</summary>
public sealed class MicroPythonHeapTests
{
    private const int A = 0;
    private const int B = 1;
    private const int C = 2;

    private static readonly ObjectType s_holder = new("holder", PythonKind.Raw, words: 1);

    [Fact]
    public void An_exhausted_heap_says_so_and_goes_on() => Board.Run("micropython:heap=16KiB", board =>
    {
        board.NewArray(A, BoardTypes.Words, 1000);
        HeapExhaustedException thrown = Assert.Throws<HeapExhaustedException>(() => board.NewArray(B, BoardTypes.Words, 1100));
        Assert.Equal(16 << 10, thrown.LimitBytes);
        Assert.Equal(board.Module.UsedBytes, thrown.UsedBytes);
        Assert.Equal(board.Module.FreeBytes, thrown.FreeBytes);
        Assert.Equal(thrown.FreeBytes, thrown.LargestFreeRunBytes);
        Assert.True(thrown.RequestedBytes > thrown.FreeBytes);
        Assert.Contains("is exhausted", thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"{thrown.FreeBytes} bytes are free", thrown.Message, StringComparison.Ordinal);
        board.Clear(A);
        board.NewArray(B, BoardTypes.Words, 1100);
    });

    [Fact]
    public void A_fragmented_heap_says_so_and_goes_on() => Board.Run("micropython:heap=16KiB", board =>
    {
        board.New(A, BoardTypes.List);
        board.Resize(A, 200);
        int count = 0;
        while (!Board.Fails(() => board.New(B, BoardTypes.Pair)))
        {
            board.StoreItem(A, count++ % 200, B);
            if (count == 400)
            {
                break;
            }
        }

        // Every other of the pairs that the list keeps goes: half of its holes are free, none next to another.
        board.Clear(C);
        for (int index = 0; index < 200; index += 2)
        {
            board.StoreItem(A, index, C);
        }

        board.Collect();
        long free = board.Module.FreeBytes;
        long largest = board.Module.GetInformation().LargestFreeBlocks * 32;
        Assert.True(free > largest + 1000);
        HeapExhaustedException thrown = Assert.Throws<HeapExhaustedException>(
            () => board.NewArray(C, BoardTypes.Words, (int)((largest / 8) + 100)));
        Assert.Contains("is fragmented", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(largest, thrown.LargestFreeRunBytes);
        board.New(C, BoardTypes.Pair);
    });

    [Theory]
    [InlineData("conservative", 0)]
    [InlineData("precise", 1)]
    public void A_number_that_looks_like_a_reference_keeps_its_object_unless_marking_is_precise(string marking, long freed) =>
        Board.Run($"micropython:heap=64KiB,marking={marking}", board =>
        {
            board.New(A, BoardTypes.Float);
            board.New(B, s_holder);
            board.SetWord(B, 0, board.Address(A));
            board.Clear(A);
            Assert.Equal(freed, board.Collect());
            board.SetWord(B, 0, board.Address(B) + 8); // An address inside an object is no reference.
            Assert.Equal(1 - freed, board.Collect());
        });

    [Fact]
    public void Without_clearing_an_old_word_in_a_fresh_block_keeps_its_object()
    {
        long Kept(string variant)
        {
            long kept = 0;
            Board.Run(variant, board =>
            {
                board.New(A, BoardTypes.Float);
                board.NewArray(B, BoardTypes.Words, 8);
                board.SetElementWord(B, 7, board.Address(A));
                board.Clear(A);
                board.Free(B);
                board.NewArray(B, BoardTypes.Words, 8); // The same blocks again, not written to.
                kept = 1 - board.Collect();
            });
            return kept;
        }

        Assert.Equal(0, Kept("micropython:heap=64KiB"));
        Assert.Equal(1, Kept("micropython:heap=64KiB,clear=false"));
    }

    /// <summary>The original gives an area back although its first block is in use; without quirks it stays.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_added_area_with_one_object_at_its_start_goes_only_with_quirks(bool strict)
    {
        using IEngine engine = EnginesUnderTest.Create($"micropython:heap=2KiB,grow=true,strict={(strict ? "true" : "false")}");
        engine.Execute(new OneObjectInNewArea());
        long committed = engine.Control.Statistics.CommittedBytes!.Value;
        Assert.Equal(strict, committed == 2 << 10);
    }

    [Fact]
    public void A_heap_of_two_areas_uses_both() => Board.Run("micropython:heap=8KiB,areas=2", board =>
    {
        board.New(A, BoardTypes.List);
        board.Resize(A, 180);
        for (int index = 0; index < 180; index++)
        {
            board.New(B, BoardTypes.Float);
            board.SetWord(B, 0, index);
            board.StoreItem(A, index, B);
        }

        Assert.True(board.Module.UsedBytes > 4 << 10);
        board.Collect();
        for (int index = 0; index < 180; index++)
        {
            board.LoadItem(B, A, index);
            Assert.Equal(index, board.GetWord(B, 0));
        }

        Assert.True(Board.Fails(() => board.NewArray(C, BoardTypes.Words, 300))); // More than either area has left.
    });

    [Fact]
    public void Small_words_hold_twice_as_much()
    {
        int Pairs(string variant)
        {
            int count = 0;
            Board.Run(variant, board =>
            {
                board.New(A, BoardTypes.Pair);
                while (!Board.Fails(() => board.New(B, BoardTypes.Pair)))
                {
                    board.Store(B, 0, A);
                    board.Copy(A, B);
                    count++;
                }
            });
            return count;
        }

        int wide = Pairs("micropython:heap=64KiB");
        int narrow = Pairs("micropython:heap=64KiB,word=32");
        Assert.InRange(narrow, (int)(1.9 * wide), 2 * wide);
    }

    [Fact]
    public void The_verifier_finds_what_a_finalizer_kept()
    {
        using IEngine engine = EnginesUnderTest.Create("micropython:heap=64KiB");
        engine.Execute(new Keeper());
    }

    [Fact]
    public void A_heap_too_small_for_its_tables_is_refused()
    {
        Assert.Throws<ParameterException>(() => EnginesUnderTest.Create("micropython:heap=100"));
        Assert.Throws<ParameterException>(() => EnginesUnderTest.Create("micropython:heap=256,areas=16"));
        Assert.Throws<ParameterException>(() => EnginesUnderTest.Create("micropython", heapLimitBytes: 10));
    }

    [Fact]
    public void The_work_vector_counts_overflows_of_the_mark_stack()
    {
        using IEngine engine = EnginesUnderTest.Create("micropython:heap=64KiB,markstack=4", countWork: true);
        engine.Execute(new WideList());
        Assert.True(engine.GetWork().Single(count => count.Name == "mark_stack_overflows").Value > 0);
        Assert.True(engine.GetWork().Single(count => count.Name == "table_rescans").Value > 0);
    }

    private sealed class OneObjectInNewArea : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            long first = heap.Control.Statistics.CommittedBytes!.Value;
            while (heap.Control.Statistics.CommittedBytes == first)
            {
                heap.ResizeRoots(heap.RootCount + 1); // The last one is the first object of a second area.
                heap.New(ref heap.Root(heap.RootCount - 1), heap.Register(BoardTypes.Float));
            }

            heap.Control.Collect(0);
        }
    }

    private sealed class Keeper : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            TypeHandle file = heap.Register(BoardTypes.File);
            heap.SetFinalizer(file, (ref TRef self) => heap.Copy(ref heap.Root(1), self));
            heap.ResizeRoots(2);
            heap.New(ref heap.Root(0), file);
            heap.Clear(ref heap.Root(0));
            heap.Control.Collect(0);
            Assert.False(heap.IsNull(heap.Root(1)));
            HeapCorruptionException thrown = Assert.Throws<HeapCorruptionException>(heap.Control.Verify);
            Assert.Contains("no object begins", thrown.Message, StringComparison.Ordinal);
        }
    }

    private sealed class WideList : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.ResizeRoots(2);
            heap.NewArray(ref heap.Root(0), heap.Register(BoardTypes.Tuple), 50);
            for (int index = 0; index < 50; index++)
            {
                heap.New(ref heap.Root(1), heap.Register(BoardTypes.Float));
                heap.StoreElement(heap.Root(0), index, heap.Root(1));
            }

            heap.Control.Collect(0);
            Assert.Equal(51, heap.Control.Statistics.ObjectCount);
        }
    }
}
