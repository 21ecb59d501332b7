using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.MicroPython.Support;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.MicroPython.Numbers;

/// <summary>Numbers in the reference: what they cost, their borders, and what cannot be done with them.</summary>
public sealed class ImmediateValueTests
{
    private const int A = 0;
    private const int B = 1;
    private const int C = 2;
    private const int Items = 300;

    private static readonly ObjectType s_secondInt = new("second int", PythonKind.Int, words: 1);
    private static readonly ObjectType s_secondFloat = new("second float", PythonKind.Float, words: 1);

    public static TheoryData<string> Builds =>
    [
        "micropython:heap=64KiB",
        "micropython:heap=64KiB,floats=unboxed",
        "micropython:heap=64KiB,word=32",
        "micropython:heap=64KiB,word=32,floats=unboxed",
        "micropython:heap=64KiB,floats=unboxed,marking=precise",
        "micropython:heap=64KiB,word=32,floats=unboxed,marking=precise",
    ];

    [Theory]
    [MemberData(nameof(Builds))]
    public void A_list_of_numbers_takes_what_a_list_of_nulls_takes(string variant)
    {
        NumberFormat format = NumberFormat.Of(variant);
        (long Objects, BlockHeapInformation Information) Filled(Action<Board, int> make)
        {
            (long Objects, BlockHeapInformation Information) filled = default;
            Board.Run(variant, board =>
            {
                board.New(A, BoardTypes.List);
                board.Resize(A, Items);
                for (int index = 0; index < Items; index++)
                {
                    make(board, index);
                    board.StoreItem(A, index, B);
                }

                board.Collect();
                filled = (board.Control.TakeCensus()!.Objects, board.Module.GetInformation());
            });
            return filled;
        }

        (long Objects, BlockHeapInformation Information) nulls = Filled((_, _) => { });
        Assert.Equal(1, nulls.Objects);
        Assert.Equal(nulls, Filled((board, index) => Assert.True(board.TryLoadInteger(B, BoardTypes.Int, index - 100))));
        (long Objects, BlockHeapInformation Information) floats = Filled((board, index) => NewFloat(board, B, index / 7.0));
        int boxed = format.FloatBits > 0 ? 0 : Items;
        Assert.Equal(boxed, floats.Objects - nulls.Objects);
        Assert.Equal(boxed, floats.Information.OneBlockObjects - nulls.Information.OneBlockObjects);
        Assert.Equal(boxed == 0, floats == nulls);
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public void Integers_beyond_the_border_are_objects(string variant) => Board.Run(variant, board =>
    {
        NumberFormat format = NumberFormat.Of(variant);
        board.New(A, BoardTypes.Pair);
        foreach (long value in new[] { 0, 1, -1, format.Largest, format.Least })
        {
            Assert.True(board.TryLoadInteger(A, BoardTypes.Int, value));
            Assert.False(board.IsNull(A));
            Assert.Equal(value, board.GetWord(A, 0));
            Assert.True(board.HasType(A, BoardTypes.Int));
            Assert.Equal(0, board.SizeOf(A));
            Assert.Null(board.ReferenceCount(A));
        }

        foreach (long value in new[] { format.Largest + 1, format.Least - 1, long.MaxValue, long.MinValue })
        {
            Assert.False(board.TryLoadInteger(A, BoardTypes.Int, value));
            Assert.Equal(format.Least, board.GetWord(A, 0)); // The local is as it was.
        }
    });

    [Theory]
    [MemberData(nameof(Builds))]
    public void Special_floats_read_as_the_representation_has_them(string variant) => Board.Run(variant, board =>
    {
        NumberFormat format = NumberFormat.Of(variant);
        foreach (double value in NumberSource.SpecialFloats)
        {
            Assert.Equal(format.Holds(value), board.TryLoadFloat(A, BoardTypes.Float, value));
            if (format.Holds(value))
            {
                Assert.False(board.IsNull(A));
                Assert.True(board.HasType(A, BoardTypes.Float));
                Assert.Equal(format.Read(value), board.GetWord(A, 0));
            }
        }
    });

    [Fact]
    public void Thirty_bits_keep_the_special_values_and_round_the_others_toward_zero() =>
        Board.Run("micropython:heap=64KiB,word=32,floats=unboxed", board =>
        {
            double Read(double value)
            {
                Assert.True(board.TryLoadFloat(A, BoardTypes.Float, value));
                return BitConverter.Int64BitsToDouble(board.GetWord(A, 0));
            }

            Assert.True(double.IsNaN(Read(double.NaN)));
            Assert.Equal(double.PositiveInfinity, Read(double.PositiveInfinity));
            Assert.Equal(double.NegativeInfinity, Read(double.MinValue)); // Beyond single precision.
            Assert.True(double.IsNegative(Read(-0.0)) && Read(-0.0) == 0);
            Assert.Equal(0.5, Read(0.5));
            Assert.Equal(1.0, Read(1 + (3 / 8388608.0))); // 2^23: three units in the last place are lost,
            Assert.Equal(1 + (4 / 8388608.0), Read(1 + (4 / 8388608.0))); // four are not.
            Assert.Equal(4 * (double)float.Epsilon, Read(7 * (double)float.Epsilon));
        });

    [Theory]
    [MemberData(nameof(Builds))]
    public void Nothing_can_be_written_into_a_number(string variant) => Board.Run(variant, board =>
    {
        Assert.True(board.TryLoadInteger(A, BoardTypes.Int, 42));
        HeapMisuseException thrown = Assert.Throws<HeapMisuseException>(() => board.SetWord(A, 0, 1));
        Assert.StartsWith("int 42 is an immediate value", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<HeapMisuseException>(() => board.GetWord(A, 1));
        Assert.Equal(42, board.GetWord(A, 0));
        if (board.TryLoadFloat(A, BoardTypes.Float, 0.5))
        {
            thrown = Assert.Throws<HeapMisuseException>(() => board.SetWord(A, 0, 1));
            Assert.StartsWith("float 0.5 is an immediate value", thrown.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => board.NewWeak(B, A, 0));
        }

        long used = board.Module.UsedBytes;
        board.Free(A); // Releases nothing.
        Assert.True(board.IsNull(A));
        Assert.Equal(used, board.Module.UsedBytes);
    });

    [Theory]
    [MemberData(nameof(Builds))]
    public void One_type_stands_for_all_numbers_of_a_kind(string variant) => Board.Run(variant, board =>
    {
        Assert.Throws<ArgumentException>(() => board.TryLoadInteger(A, BoardTypes.Float, 1));
        Assert.Throws<ArgumentException>(() => board.TryLoadInteger(A, BoardTypes.Pair, 1));
        Assert.Throws<ArgumentException>(() => board.TryLoadFloat(A, BoardTypes.Int, 1));
        Assert.Throws<ArgumentException>(() => board.TryLoadFloat(A, BoardTypes.Complex, 1));
        Assert.True(board.TryLoadInteger(A, BoardTypes.Int, 1));
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(
            () => board.TryLoadInteger(A, s_secondInt, 2));
        Assert.Contains("second int cannot be loaded", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(1, board.GetWord(A, 0));
        if (board.TryLoadFloat(A, BoardTypes.Float, 1))
        {
            Assert.Throws<InvalidOperationException>(() => board.TryLoadFloat(A, s_secondFloat, 1));
        }
        else
        {
            Assert.False(board.TryLoadFloat(A, s_secondFloat, 1)); // Each is an object with a type of its own.
        }
    });

    /// <summary>Words around the address of a dead object, in a tuple that lives: none may keep it.</summary>
    [Theory]
    [InlineData("micropython:heap=64KiB")]
    [InlineData("micropython:heap=64KiB,floats=unboxed")]
    [InlineData("micropython:heap=64KiB,floats=unboxed,block=16")]
    public void No_wide_number_is_the_address_of_an_object(string variant) => Board.Run(variant, board =>
    {
        board.New(A, BoardTypes.Complex);
        long address = board.Address(A);
        board.New(B, BoardTypes.List);
        board.Resize(B, 10);
        int stored = 0;
        foreach (long bits in new[] { address, address >> 1, address << 1, address + (0x7FFCL << 48) })
        {
            if (board.TryLoadInteger(C, BoardTypes.Int, bits))
            {
                board.StoreItem(B, stored++, C);
            }

            if (board.TryLoadFloat(C, BoardTypes.Float, BitConverter.Int64BitsToDouble(bits)))
            {
                board.StoreItem(B, stored++, C);
            }
        }

        Assert.True(stored > 2);
        board.Clear(A);
        Assert.Equal(1, board.Collect());
    });

    /// <summary>Every narrow word whose upper bits are those of an address in the heap.</summary>
    [Theory]
    [InlineData("micropython:heap=64KiB,word=32")]
    [InlineData("micropython:heap=64KiB,word=32,floats=unboxed")]
    public void No_narrow_number_is_the_address_of_an_object(string variant) => Board.Run(variant, board =>
    {
        const int FirstAddress = 0x2000_0000; // Of the RAM; the heap begins there.
        const int Bytes = 64 << 10;
        const int Alignment = 16;
        const int Garbage = 100;
        board.New(B, BoardTypes.List);
        board.Resize(B, 2 * Bytes / Alignment);
        for (int i = 0; i < Garbage; i++)
        {
            board.New(A, BoardTypes.Float);
        }

        board.Clear(A);
        for (int offset = 0; offset < Bytes; offset += Alignment)
        {
            Assert.True(board.TryLoadInteger(C, BoardTypes.Int, (FirstAddress + offset) >> 1));
            board.StoreItem(B, offset / Alignment * 2, C);
            if (board.TryLoadFloat(C, BoardTypes.Float, BitConverter.Int32BitsToSingle(FirstAddress + offset)))
            {
                board.StoreItem(B, (offset / Alignment * 2) + 1, C);
            }
        }

        Assert.Equal(Garbage, board.Collect());
    });

    [Theory]
    [MemberData(nameof(Builds))]
    public void The_allocation_clock_and_the_managed_heap_stand_still(string variant)
    {
        using IEngine engine = EnginesUnderTest.Create(variant);
        engine.Execute(new Loader(NumberFormat.Of(variant)));
    }

    private static void NewFloat(Board board, int variable, double value)
    {
        if (!board.TryLoadFloat(variable, BoardTypes.Float, value))
        {
            board.New(variable, BoardTypes.Float);
            board.SetWord(variable, 0, BitConverter.DoubleToInt64Bits(value));
        }
    }

    private sealed class Loader(NumberFormat format) : IHeapProgram
    {
        private const int Loads = 100_000;

        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.ResizeRoots(1);
            TypeHandle integer = heap.Register(BoardTypes.Int);
            TypeHandle real = heap.Register(BoardTypes.Float);
            IImmediateValues<TRef> values = heap.Module<IImmediateValues<TRef>>()!;
            Assert.Equal(Loads, Sum(heap, values, integer, real)); // Warm.
            HeapStatistics before = heap.Control.Statistics;
            long managed = GC.GetAllocatedBytesForCurrentThread();
            long sum = Sum(heap, values, integer, real);
            Assert.Equal(managed, GC.GetAllocatedBytesForCurrentThread());
            Assert.Equal(Loads, sum);
            Assert.Equal(before.AllocatedBytes, heap.Control.Statistics.AllocatedBytes);
            Assert.Equal(before.AllocatedObjects, heap.Control.Statistics.AllocatedObjects);
            heap.ResizeRoots(0);
        }

        private long Sum<THeap, TRef>(THeap heap, IImmediateValues<TRef> values, TypeHandle integer, TypeHandle real)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            long sum = 0;
            for (int i = 0; i < Loads; i++)
            {
                bool isInteger = values.TryLoadInteger(ref heap.Root(0), integer, 1);
                sum += isInteger && values.TryLoadFloat(ref heap.Root(0), real, i) == format.FloatBits > 0 ? 1 : 0;
            }

            return sum;
        }
    }
}
