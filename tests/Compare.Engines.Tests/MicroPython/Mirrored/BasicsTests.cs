using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Mirrored;

/// <summary>Counterparts of tests/basics and of the note on finalizers: the gc module, memory errors, weak references.</summary>
public sealed class BasicsTests
{
    private const string Small = "micropython:heap=64KiB";
    private const int A = 0;
    private const int B = 1;
    private const int C = 2;
    private const int D = 3;

    [Fact]
    [MirrorsScript("basics/gc1")]
    public void The_gc_module_switches_counts_and_collects() => Board.Run(Small, board =>
    {
        board.Collect();
        board.Control.AutomaticCollection = false;
        Assert.False(board.Control.AutomaticCollection);
        board.Control.AutomaticCollection = true;
        Assert.True(board.Control.AutomaticCollection);
        Assert.True(board.Module.FreeBytes > 0);
        Assert.Equal(0, board.Module.UsedBytes);
        board.Module.Threshold = 1;
        Assert.Equal(0, board.Module.Threshold);
        board.Module.Threshold = 0;
        Assert.Equal(0, board.Module.Threshold);
        long collections = board.Control.Statistics.MajorCollections;
        board.New(A, BoardTypes.List);
        Assert.True(board.Control.Statistics.MajorCollections > collections);
        board.Module.Threshold = -1;
        Assert.Equal(-1, board.Module.Threshold);
    });

    [Fact]
    [MirrorsScript("basics/memoryerror")]
    public void A_list_that_cannot_grow_is_intact() => Board.Run(Small, board =>
    {
        board.New(A, BoardTypes.List);
        board.Resize(A, 3);
        board.New(B, BoardTypes.Float);
        board.StoreItem(A, 2, B);
        Assert.True(Board.Fails(() => board.Resize(A, 1_000_000_000)));
        Assert.True(Board.Fails(() => board.NewArray(C, BoardTypes.Tuple, 100_000_000)));
        Assert.True(board.IsNull(C));
        Assert.Equal(3, board.BufferLength(A));
        board.LoadItem(C, A, 2);
        Assert.True(board.Same(B, C));
    });

    [Fact]
    [MirrorsScript("basics/memoryview_gc")]
    public void A_view_keeps_the_bytes_when_the_byte_array_is_dropped() => Board.Run(Small, board =>
    {
        // The bytes are an object of their own here, to which byte array and view refer as they do to the buffer.
        board.NewArray(B, BoardTypes.Bytes, 16);
        board.Bytes(B)[5] = 42;
        board.New(A, BoardTypes.MemoryView);
        board.Store(A, 0, B);
        board.Clear(B);
        board.Collect();
        for (int count = 0; count < 2000; count++)
        {
            board.NewArray(C, BoardTypes.Bytes, 16);
            board.Bytes(C).Fill(0xFF);
        }

        board.Load(B, A, 0);
        Assert.Equal(42, board.Bytes(B)[5]);
    });

    [Fact]
    [MirrorsScript("basics/weakref_ref_basic")]
    public void A_weak_reference_finds_its_target_and_refuses_what_has_none() => Board.Run(Small, board =>
    {
        board.New(A, BoardTypes.Empty);
        board.NewWeak(B, A, 0);
        board.LoadWeak(C, B);
        Assert.True(board.Same(A, C));
        board.New(D, BoardTypes.Float);
        Assert.Throws<InvalidOperationException>(() => board.NewWeak(B, D, 0));
    });

    [Fact]
    [MirrorsScript("basics/weakref_ref_collect")]
    public void A_weak_reference_is_cleared_and_its_callback_called_once() => Board.Run(Small, board =>
    {
        List<long> log = [];
        board.OnDeath(log.Add);
        board.New(A, BoardTypes.Empty);
        board.NewWeak(B, A, 3);
        board.Collect();
        Assert.Empty(log);
        board.Clear(A);
        board.Collect();
        board.LoadWeak(C, B);
        Assert.True(board.IsNull(C));
        Assert.Equal([3L], log);
        board.Collect();
        Assert.Equal([3L], log);
    });

    [Fact]
    [MirrorsScript("basics/weakref_finalize_basic")]
    public void A_finalize_object_is_alive_until_it_is_detached() => Board.Run(Small, board =>
    {
        List<long> log = [];
        board.OnDeath(log.Add);
        board.New(A, BoardTypes.Empty);
        board.NewFinalize(B, A, 5);
        board.LoadWeak(C, B);
        Assert.True(board.Same(A, C)); // peek
        Assert.True(board.Detach(B));
        Assert.False(board.Detach(B));
        board.LoadWeak(C, B);
        Assert.True(board.IsNull(C));
        board.Clear(A);
        board.Collect();
        Assert.Empty(log);
    });

    [Fact]
    [MirrorsScript("basics/weakref_finalize_collect")]
    public void A_finalize_object_that_nobody_keeps_calls_all_the_same() => Board.Run(Small, board =>
    {
        List<long> log = [];
        board.OnDeath(log.Add);
        board.New(A, BoardTypes.Empty);
        board.NewFinalize(B, A, 5);
        board.Clear(B);
        board.Collect();
        Assert.Empty(log);
        board.Clear(A);
        board.Collect();
        Assert.Equal([5L], log);
    });

    [Fact]
    [MirrorsScript("basics/weakref_multiple_refs")]
    public void Callbacks_run_finalize_objects_first_and_the_newest_first() => Board.Run(Small, board =>
    {
        List<long> log = [];
        board.OnDeath(log.Add);
        board.New(A, BoardTypes.Empty);
        board.NewWeak(10, A, 1);
        board.NewFinalize(11, A, 2);
        board.NewWeak(12, A, 3);
        board.NewFinalize(13, A, 4);
        board.Clear(A);
        board.Collect();
        Assert.Equal([4L, 2L, 3L, 1L], log);
    });

    [Fact]
    [MirrorsScript("basics/weakref_callback_exception")]
    public void An_exception_in_a_callback_does_not_keep_others_from_running() => Board.Run(Small, board =>
    {
        List<long> log = [];
        board.OnDeath(tag =>
        {
            log.Add(tag);
            if (tag == 2)
            {
                throw new InvalidOperationException("callback");
            }
        });
        board.New(A, BoardTypes.Empty);
        board.NewWeak(10, A, 1);
        board.NewWeak(11, A, 2);
        board.Clear(A);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => board.Collect());
        Assert.Equal("callback", thrown.Message);
        Assert.Equal([2L, 1L], log);
        board.New(A, BoardTypes.Empty);
    });

    [Fact]
    [MirrorsScript("cpydiff/core_class_delnotimpl")]
    public void The_finalizer_of_a_class_is_not_called() => Board.Run(Small, board =>
    {
        int calls = 0;
        board.OnFinalize(BoardTypes.WithDel, () => calls++);
        board.New(A, BoardTypes.WithDel);
        board.Clear(A);
        Assert.Equal(2, board.Collect()); // The instance and its table.
        Assert.Equal(0, calls);
    });
}
