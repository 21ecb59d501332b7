using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Mirrored;

/// <summary>Counterparts of tests/stress and of the allocation benchmarks.</summary>
public sealed class StressTests
{
    private const int A = 0;
    private const int B = 1;
    private const int C = 2;

    [Fact]
    [MirrorsScript("stress/gc_trace")]
    public void A_wide_list_and_deep_nesting_survive_overflows_of_the_mark_stack() => Board.Run("micropython:heap=1MiB", board =>
    {
        const int Wide = 200;
        const int Deep = 5;
        board.New(A, BoardTypes.List);
        board.Resize(A, Wide);
        for (int index = 0; index < Wide; index++)
        {
            Nest(board, Deep, index);
            board.StoreItem(A, index, B);
        }

        board.Clear(B);
        board.Clear(C);
        board.Collect();
        Assert.Equal(0, board.Collect());
        for (int index = 0; index < Wide; index++)
        {
            board.LoadItem(B, A, index);
            for (int level = 0; level < Deep; level++)
            {
                board.LoadItem(B, B, 0);
            }

            Assert.Equal(index, board.GetWord(B, 0));
        }
    });

    [Fact]
    [MirrorsScript("stress/dict_create")]
    [MirrorsScript("stress/dict_create_max")]
    public void A_dictionary_grows_through_all_table_sizes_and_beyond() => Board.Run("micropython:heap=8MiB", board =>
    {
        const int Entries = 54_908; // One more than the largest size in the list.
        int capacity = 0;
        board.New(A, BoardTypes.Dict);
        for (int entry = 0; entry < Entries; entry++)
        {
            if (entry == capacity)
            {
                capacity = board.Growth.DictSlots(entry);
                board.Resize(A, capacity);
            }

            if (entry % 97 == 0)
            {
                board.New(B, BoardTypes.Int);
                board.SetWord(B, 0, entry);
                board.StoreItem(A, 2 * entry, B);
            }
        }

        Assert.Equal(82_363, capacity); // 54908 + 27454, made odd.
        board.Collect();
        for (int entry = 0; entry < Entries; entry += 97)
        {
            board.LoadItem(B, A, 2 * entry);
            Assert.Equal(entry, board.GetWord(B, 0));
        }
    });

    [Fact]
    [MirrorsScript("stress/dict_copy")]
    [MirrorsScript("stress/list_sort")]
    public void Copies_of_big_containers_are_whole_after_collections() => Board.Run("micropython:heap=1MiB", board =>
    {
        const int Items = 5000;
        board.New(A, BoardTypes.List);
        board.Resize(A, Items);
        for (int index = 0; index < Items; index++)
        {
            board.New(B, BoardTypes.Int);
            board.SetWord(B, 0, (index * 7919) % Items);
            board.StoreItem(A, index, B);
        }

        for (int round = 0; round < 10; round++)
        {
            board.New(C, BoardTypes.List);
            board.Resize(C, Items);
            for (int index = 0; index < Items; index++)
            {
                board.LoadItem(B, A, index);
                board.StoreItem(C, (int)board.GetWord(B, 0), B); // Sorted: each number goes to its place.
            }
        }

        board.Clear(A);
        board.Collect();
        for (int index = 0; index < Items; index++)
        {
            board.LoadItem(B, C, index);
            Assert.Equal(index, board.GetWord(B, 0));
        }
    });

    [Fact]
    [MirrorsScript("internal_bench/class_instance-0.1-object-gc")]
    [MirrorsScript("internal_bench/class_instance-1.3-empty-gc")]
    [MirrorsScript("internal_bench/class_instance-3.1-del-gc")]
    public void Dropped_instances_are_freed_by_the_collection_at_the_end() => Board.Run("micropython:heap=64KiB", board =>
    {
        foreach (Compare.Engines.Abstractions.Types.ObjectType type in new[] { BoardTypes.Object, BoardTypes.Empty, BoardTypes.WithDel })
        {
            for (int count = 0; count < 20_000; count++)
            {
                board.New(A, type);
            }

            board.Clear(A);
            board.Collect();
            Assert.Equal(0, board.Module.UsedBytes);
        }
    });

    [Fact]
    [MirrorsScript("internal_bench/bytealloc-1")]
    [MirrorsScript("internal_bench/bytealloc-2")]
    public void Dropped_buffers_are_freed_when_the_heap_is_full() => Board.Run("micropython:heap=64KiB", board =>
    {
        for (int count = 0; count < 4000; count++)
        {
            board.NewArray(A, BoardTypes.Bytes, 1000);
            board.Bytes(A)[999] = (byte)count;
        }

        Assert.True(board.Control.Statistics.MajorCollections > 4000 * 1000 / (64 << 10));
        board.Clear(A);
        board.Collect();
        Assert.Equal(0, board.Module.UsedBytes);
    });

    /// <summary>Makes lists in lists, with a number in the innermost, in variable B.</summary>
    private static void Nest(Board board, int levels, int number)
    {
        board.New(B, BoardTypes.Int);
        board.SetWord(B, 0, number);
        for (int level = 0; level < levels; level++)
        {
            board.New(C, BoardTypes.List);
            board.Resize(C, 1);
            board.StoreItem(C, 0, B);
            board.Copy(B, C);
        }
    }
}
