using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>Weak references of the coverage build, and finalizers of Python classes, which no build has.</summary>
public sealed class WeakReferenceRecordTests
{
    private const int A = 0;
    private const int First = 1;
    private const int Finalize = 4;
    private const int V = 5;
    private const string SmallInteger = "TypeError 5 not a heap object";

    public static TheoryData<string> WeakFiles => MicroPythonFiles.Matching("weakrefs-*.txt");

    public static TheoryData<string> FinalizerFiles => MicroPythonFiles.Matching("finalisers-*.txt");

    [Theory]
    [MemberData(nameof(WeakFiles))]
    public void References_die_and_callbacks_run_in_the_recorded_order(string file)
    {
        string[] recorded = MicroPythonFiles.ReadLines(file);
        Board.Run("micropython:heap=256KiB", board =>
        {
            List<string> log = [];
            board.OnDeath(tag => log.Add(tag switch
            {
                7 => "('fin', (7,))",
                1 => $"('cb', {Name(Dead(board, First + 1))})",
                _ => "'cb2'",
            }));
            board.New(A, BoardTypes.Empty);
            board.NewWeak(First, A, 0);
            board.NewWeak(First + 1, A, 1);
            board.NewWeak(First + 2, A, 2);
            board.NewFinalize(Finalize, A, 7);
            Assert.Equal(recorded[0], $"{Name(!Dead(board, First))} {Name(!Dead(board, Finalize))}");
            board.Clear(A);
            board.Collect();
            string dead = string.Join(", ", Enumerable.Range(First, 3).Select(weak => Name(Dead(board, weak))));
            Assert.Equal(recorded[1], $"[{dead}] [{string.Join(", ", log)}] {Name(!Dead(board, Finalize))}");
        });
    }

    [Theory]
    [MemberData(nameof(WeakFiles))]
    public void Objects_of_any_kind_can_be_referred_to(string file)
    {
        string[] recorded = MicroPythonFiles.ReadLines(file);
        Assert.Contains("ok b'x'", recorded);
        Assert.Contains("tuple ok True", recorded);
        Board.Run("micropython:heap=256KiB", board =>
        {
            board.NewArray(A, BoardTypes.Bytes, 1);
            board.NewWeak(First, A, 0);
            board.NewArray(A, BoardTypes.Tuple, 2);
            board.NewWeak(First, A, 0);
            board.LoadWeak(V, First);
            Assert.True(board.Same(V, A));
        });
    }

    [Theory]
    [MemberData(nameof(WeakFiles))]
    public void A_small_integer_cannot_be_referred_to(string file)
    {
        Assert.Contains(SmallInteger, MicroPythonFiles.ReadLines(file));
        Board.Run("micropython:heap=256KiB", board =>
        {
            Assert.True(board.TryLoadInteger(A, BoardTypes.Int, 5));
            InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => board.NewWeak(First, A, 0));
            Assert.Contains("int 5 is no object of the heap", thrown.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => board.NewFinalize(First, A, 7));
            Assert.True(board.IsNull(First));
        });
    }

    [Theory]
    [MemberData(nameof(WeakFiles))]
    public void Every_other_line_is_in_the_table(string file) => LeftOutRecords.Check(
        "weakrefs",
        MicroPythonFiles.ReadLines(file),
        [.. MicroPythonFiles.ReadLines(file).Where(line => line == SmallInteger
            || !line.StartsWith("TypeError", StringComparison.Ordinal))]);

    [Theory]
    [MemberData(nameof(FinalizerFiles))]
    public void Finalizers_of_instances_are_never_called(string file)
    {
        Assert.All(MicroPythonFiles.ReadLines(file), line => Assert.Contains("[]", line, StringComparison.Ordinal));
        Board.Run("micropython:heap=256KiB", board =>
        {
            int calls = 0;
            board.OnFinalize(BoardTypes.WithDel, () => calls++);
            board.New(A, BoardTypes.WithDel); // A cycle of three.
            board.New(First, BoardTypes.WithDel);
            board.New(First + 1, BoardTypes.WithDel);
            board.Store(A, 0, First);
            board.Store(First, 0, First + 1);
            board.Store(First + 1, 0, A);
            board.Clear(A);
            board.Clear(First);
            board.Clear(First + 1);
            Assert.Equal(6, board.Collect());
            Assert.Equal(0, calls);
        });
    }

    [Fact]
    public void Finalizers_of_native_objects_run_in_block_order_with_the_heap_locked() => Board.Run("micropython:heap=64KiB", board =>
    {
        List<string> log = [];
        board.OnFinalize(BoardTypes.File, () =>
            log.Add(Board.Fails(() => board.New(V, BoardTypes.Float)) ? "no memory" : "memory"));
        board.New(A, BoardTypes.File);
        board.New(First, BoardTypes.File);
        board.Clear(A);
        board.Collect();
        Assert.Equal(["no memory"], log);
        board.Clear(First);
        board.Collect();
        Assert.Equal(["no memory", "no memory"], log);
    });

    [Fact]
    public void A_build_without_the_table_has_no_weak_references() => Board.Run("micropython:heap=64KiB,weakrefs=false", board =>
    {
        board.New(A, BoardTypes.Empty);
        Assert.Throws<InvalidOperationException>(() => board.NewWeak(First, A, 0));
    });

    private static bool Dead(Board board, int weak)
    {
        board.LoadWeak(V, weak);
        bool dead = board.IsNull(V);
        board.Clear(V);
        return dead;
    }

    private static string Name(bool value) => value ? "True" : "False";
}
