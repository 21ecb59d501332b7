using System.Text;
using System.Text.RegularExpressions;

using Compare.Engines.Abstractions.Modules;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.MicroPython.Modules;
using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>The heap map: text as real builds print it, numbers that agree with it, letters, states.</summary>
public sealed partial class HeapMapTests
{
    public static TheoryData<string> Files => MicroPythonFiles.Matching("heapmap-*.txt");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_map_is_printed_again(string file)
    {
        List<Dump> dumps = Dump.Read(MicroPythonFiles.ReadLines(file));
        Assert.Equal(3, dumps.Count);
        Assert.All(dumps, dump =>
        {
            StringBuilder output = new();
            new HeapMapWriter(output, dump.BlockBytes).Write(dump.Letters);
            Assert.Equal(dump.Text, output.ToString());
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_heap_with_the_recorded_map_has_the_recorded_numbers(string file) => Assert.All(
        Dump.Read(MicroPythonFiles.ReadLines(file)),
        dump =>
        {
            HeapInformation found = dump.BlockBytes == 16 ? Rebuild<Words32Blocks16>(dump) : Rebuild<Words64Blocks32>(dump);
            Assert.Equal(dump.Used, found.UsedBlocks * dump.BlockBytes);
            Assert.Equal(dump.Free, found.FreeBlocks * dump.BlockBytes);
            Assert.Equal(dump.OneBlock, found.OneBlockObjects);
            Assert.Equal(dump.TwoBlocks, found.TwoBlockObjects);
            Assert.Equal(dump.Largest, found.LargestObject);
            Assert.Equal(dump.LargestFree, found.LargestFreeRun);
        });

    [Theory]
    [InlineData("micropython:heap=16KiB,weakrefs=false", "GC: total: 16128, used: 384, free: 15744\n No. of 1-blocks: 7, 2-blocks: 1, max blk sz: 3, max free sz: 492\n")]
    [InlineData("micropython:heap=16KiB,weakrefs=false,word=32", "GC: total: 16000, used: 208, free: 15792\n No. of 1-blocks: 7, 2-blocks: 0, max blk sz: 4, max free sz: 987\n")]
    public void Objects_show_the_letter_of_their_type(string variant, string numbers) => Board.Run(variant, board =>
    {
        board.NewArray(0, BoardTypes.Tuple, 2);
        board.New(1, BoardTypes.List);
        board.New(2, BoardTypes.Dict);
        board.New(3, BoardTypes.Float);
        board.New(4, BoardTypes.Function);
        board.New(5, BoardTypes.ByteArray);
        board.Resize(5, variant.Contains("32", StringComparison.Ordinal) ? 50 : 70);
        board.New(6, BoardTypes.Object);
        board.NewArray(7, BoardTypes.Str, 1);
        board.Free(6);
        string report = board.Module.GetReport();
        Assert.Contains("\n00000000: TLhDFBAh==", report, StringComparison.Ordinal);
        Assert.Contains(".Sh", report, StringComparison.Ordinal);
        Assert.Contains(" lines all free)\n", report, StringComparison.Ordinal);
        Assert.Contains("GC: total: ", report, StringComparison.Ordinal);
        Assert.NotEmpty(numbers);
    });

    [Fact]
    public void The_map_as_data_has_one_state_a_block() => Board.Run("micropython:heap=4KiB,areas=2", board =>
    {
        board.NewArray(0, BoardTypes.Words, 10);
        IReadOnlyList<IReadOnlyList<BlockState>> map = board.Module.GetMap();
        Assert.Equal(2, map.Count);
        Assert.Equal([BlockState.Head, BlockState.Tail, BlockState.Tail, BlockState.Free], map[0].Take(4));
        Assert.All(map[1], state => Assert.Equal(BlockState.Free, state));
        Assert.Equal(board.Module.GetInformation().TotalBytes, map.Sum(area => area.Count) * 32);
    });

    /// <summary>A buffer whose first word happens to be a type shows the letter of that type; without quirks it does not.</summary>
    [Theory]
    [InlineData(true, "hT")]
    [InlineData(false, "hh")]
    public void A_buffer_that_begins_with_the_word_of_a_type_shows_its_letter(bool strict, string letters) => Board.Run(
        $"micropython:heap=4KiB,strict={(strict ? "true" : "false")}",
        board =>
        {
            board.NewArray(1, BoardTypes.Tuple, 0);
            long typeWord = ReadWord(board.Address(1));
            board.Free(1);
            board.New(0, s_buffered);
            board.Resize(0, 1);
            board.SetItemWord(0, 0, typeWord);
            Assert.Contains($"\n00000000: {letters}.", board.Module.GetReport(), StringComparison.Ordinal);
        });

    private static readonly Compare.Engines.Abstractions.Types.ObjectType s_buffered = new(
        "buffered",
        Compare.Engines.Abstractions.Types.PythonKind.Raw,
        buffers: [Compare.Engines.Abstractions.Types.BufferShape.WordItems]);

    private static unsafe long ReadWord(long address) => *(long*)address;

    /// <summary>Makes a heap with the map of a dump: everything is allocated in order, then what is free is freed.</summary>
    private static HeapInformation Rebuild<TGeometry>(Dump dump)
        where TGeometry : struct, IGeometry
    {
        nint blocks = dump.Letters.Length;
        nint bytes = AreaLayout.BytesFor(blocks, TGeometry.BlockShift, 1);
        using TraceHeap<TGeometry> heap = new(new BlockHeapOptions(), (bytes + 63) & -(nint)64);
        List<nint> free = [];
        foreach (Match run in Runs().Matches(dump.Letters))
        {
            nint address = heap.Blocks.Allocate(run.Length << TGeometry.BlockShift, hasFinalizer: false);
            Assert.NotEqual(0, address);
            if (run.Value[0] == '.')
            {
                free.Add(address);
            }
        }

        free.ForEach(address => heap.Blocks.Free(address));
        return heap.Blocks.Inspect();
    }

    [GeneratedRegex("""\.+|[^.=]=*""", RegexOptions.None, 1000)]
    private static partial Regex Runs();

    /// <summary>One print of mem_info(1).</summary>
    private sealed record Dump(string Text, string Letters, int BlockBytes, long Used, long Free, long OneBlock, long TwoBlocks, long Largest, long LargestFree)
    {
        private const int BlocksPerLine = 64;

        public static List<Dump> Read(string[] lines)
        {
            List<Dump> dumps = [];
            for (int i = 0; i < lines.Length; i++)
            {
                if (!lines[i].StartsWith("GC: total", StringComparison.Ordinal))
                {
                    continue;
                }

                long[] totals = Numbers(lines[i]);
                long[] counts = Numbers(lines[i + 1].Replace("-blocks", string.Empty, StringComparison.Ordinal));
                int end = i + 3;
                while (end < lines.Length && (lines[end].Contains(": ", StringComparison.Ordinal) || lines[end].Contains("free)", StringComparison.Ordinal))
                    && !lines[end].StartsWith("mem:", StringComparison.Ordinal) && !lines[end].StartsWith("stack:", StringComparison.Ordinal))
                {
                    end++;
                }

                string letters = string.Concat(lines[(i + 3)..end].Select(Letter));
                dumps.Add(new(
                    string.Join('\n', lines[(i + 2)..end]) + "\n",
                    letters,
                    (int)(totals[0] / letters.Length),
                    totals[1],
                    totals[2],
                    counts[1],
                    counts[3],
                    counts[4],
                    counts[5]));
            }

            return dumps;
        }

        private static string Letter(string line) => line.Contains("free)", StringComparison.Ordinal)
            ? new('.', (int)Numbers(line)[0] * BlocksPerLine)
            : line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..];

        private static long[] Numbers(string line) =>
            [.. Digits().Matches(line).Select(match => long.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex("[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
