using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Mirrored;

/// <summary>Counterparts of tests/micropython: the heap lock, and operations that fail while it is held.</summary>
public sealed class HeapFailureTests
{
    private const string Small = "micropython:heap=64KiB";
    private const int A = 0;
    private const int B = 1;
    private const int C = 2;

    [Fact]
    [MirrorsScript("micropython/heap_lock")]
    public void Nothing_is_allocated_until_the_last_lock_is_gone() => Board.Run(Small, board =>
    {
        board.New(A, BoardTypes.List);
        board.Module.LockHeap();
        board.Module.LockHeap();
        AssertLocked(() => board.New(B, BoardTypes.List));
        AssertLocked(() => board.Resize(A, 8));
        Assert.Equal(1, board.Module.UnlockHeap());
        AssertLocked(() => board.New(B, BoardTypes.List));
        Assert.Equal(0, board.Module.UnlockHeap());
        board.New(B, BoardTypes.List);
        board.Resize(A, 8);
        Assert.Throws<InvalidOperationException>(() => board.Module.UnlockHeap());
    });

    [Fact]
    [MirrorsScript("micropython/heap_locked")]
    public void The_depth_of_the_lock_can_be_asked() => Board.Run(Small, board =>
    {
        board.Module.LockHeap();
        Assert.Equal(1, board.Module.LockDepth);
        board.Module.UnlockHeap();
        Assert.Equal(0, board.Module.LockDepth);
    });

    [Fact]
    [MirrorsScript("micropython/heapalloc_fail_list")]
    public void A_list_fails_to_be_sliced_and_to_grow() => FailsToGrow(BoardTypes.List, 5);

    [Fact]
    [MirrorsScript("micropython/heapalloc_fail_dict")]
    public void A_dictionary_fails_to_be_made_copied_and_to_grow() => FailsToGrow(BoardTypes.Dict, 2);

    [Fact]
    [MirrorsScript("micropython/heapalloc_fail_set")]
    public void A_set_fails_to_be_made_copied_and_to_grow() => FailsToGrow(BoardTypes.Set, 6);

    [Fact]
    [MirrorsScript("micropython/heapalloc_fail_tuple")]
    public void A_tuple_fails_to_be_made_and_sliced() => Board.Run(Small, board =>
    {
        board.NewArray(A, BoardTypes.Tuple, 3);
        board.Module.LockHeap();
        AssertLocked(() => board.NewArray(B, BoardTypes.Tuple, 1));
        AssertLocked(() => board.New(B, BoardTypes.Slice));
        board.Module.UnlockHeap();
        Assert.True(board.IsNull(B));
    });

    [Fact]
    [MirrorsScript("micropython/heapalloc_fail_bytearray")]
    public void A_byte_array_fails_to_grow_and_is_unchanged() => Board.Run(Small, board =>
    {
        board.New(A, BoardTypes.ByteArray);
        board.Resize(A, 4);
        "abcd"u8.CopyTo(board.ItemBytes(A));
        board.Module.LockHeap();
        AssertLocked(() => board.New(B, BoardTypes.ByteArray));
        AssertLocked(() => board.Resize(A, 400));
        board.Module.UnlockHeap();
        Assert.True(board.ItemBytes(A).SequenceEqual("abcd"u8));
        board.Resize(A, 400);
        Assert.True(board.ItemBytes(A)[..4].SequenceEqual("abcd"u8));
    });

    [Fact]
    [MirrorsScript("micropython/heapalloc_fail_memoryview")]
    public void A_view_fails_to_be_made() => Board.Run(Small, board =>
    {
        board.Module.LockHeap();
        AssertLocked(() => board.New(B, BoardTypes.MemoryView));
        board.Module.UnlockHeap();
        board.New(B, BoardTypes.MemoryView);
    });

    private static void FailsToGrow(ObjectType type, int items) => Board.Run(Small, board =>
    {
        board.New(A, type);
        board.Resize(A, items);
        board.New(C, BoardTypes.Float);
        board.StoreItem(A, 0, C);
        board.Module.LockHeap();
        AssertLocked(() => board.New(B, type));
        AssertLocked(() => board.New(B, BoardTypes.Slice));
        AssertLocked(() => board.Resize(A, 40 * items));
        board.Module.UnlockHeap();
        Assert.Equal(items, board.BufferLength(A));
        board.LoadItem(B, A, 0);
        Assert.True(board.Same(B, C));
        board.Resize(A, 40 * items);
        board.LoadItem(B, A, 0);
        Assert.True(board.Same(B, C));
    });

    private static void AssertLocked(Action action)
    {
        HeapExhaustedException thrown = Assert.Throws<HeapExhaustedException>(action);
        Assert.Contains("locked", thrown.Message, StringComparison.Ordinal);
    }
}
