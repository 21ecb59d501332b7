using System.Text.Json;

using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>A heap full of equal byte arrays of which every other one is dropped: much is free, and nothing large fits.</summary>
public sealed class FragmentationTests
{
    private const int Keep = 0;
    private const int V = 1;
    private const int Interpreter = 2;
    private const int Slots = 4000;
    private const int BlockBytes = 32;
    private const int ExceptionBytes = 64;
    private const int MostInterpreterBytes = 256;

    public static TheoryData<string> Files => MicroPythonFiles.Matching("frag-*.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void Fragmentation_is_as_recorded(string file)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        JsonElement rows = document.RootElement.GetProperty("rows");
        long pool = document.RootElement.GetProperty("heap").GetInt64();
        Assert.NotEqual(0, rows.GetArrayLength());
        foreach (JsonElement row in rows.EnumerateArray().Where(IsTested))
        {
            long[] cells = [.. row.EnumerateArray().Select(cell => cell.GetInt64())];
            Board.Run("micropython:heap=256KiB,weakrefs=false", board => Run(board, pool, cells));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_column_left_out_is_in_the_table(string file)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        LeftOutRecords.Check(
            "frag",
            [
                .. document.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!),
                .. document.RootElement.GetProperty("rows").EnumerateArray().Select(Name),
            ],
            [
                "buffer_bytes", "allocated", "free_when_full", "free_after_dropping_half", "largest_possible_bytearray",
                .. document.RootElement.GetProperty("rows").EnumerateArray().Where(IsTested).Select(Name),
            ]);
    }

    private static string Name(JsonElement row) => $"row {row[0].GetInt32()}";

    /// <summary>Where more was free than an array needs, objects of the interpreter must have lain in between.</summary>
    private static bool IsTested(JsonElement row) => row[2].GetInt64() < BlockBytes + Blocks(row[0].GetInt32());

    private static void Run(Board board, long pool, long[] row)
    {
        int size = (int)row[0];
        Assert.Equal(pool, board.Module.GetInformation().TotalBytes);
        board.New(Keep, BoardTypes.List);
        board.Resize(Keep, Slots);

        // What the interpreter held itself is what the recorded byte arrays left, and its garbage what became free beyond
        // those that were dropped: an exception and its arguments, a block each, and where it still fitted the byte array
        // without its bytes.
        long array = BlockBytes + Blocks(size);
        long garbage = row[3] - row[2] - ((row[1] + 1) / 2 * array);
        Assert.Contains(garbage, new long[] { ExceptionBytes, ExceptionBytes + BlockBytes });
        long own = pool - row[2] - (row[1] * array) - board.Module.UsedBytes - garbage;
        board.NewArray(Interpreter, BoardTypes.Tuple, 1); // The arguments of the exception, which are garbage with it.
        board.New(Interpreter, BoardTypes.Exception);
        board.NewArray(Interpreter, BoardTypes.Words, (int)((own / sizeof(long)) - 2));
        board.Control.AutomaticCollection = false;
        int count = 0;
        while (TryAdd(board, size, count))
        {
            count++;
        }

        board.Control.AutomaticCollection = true;
        Assert.Equal((size, row[1]), (size, count));
        Assert.Equal((size, row[2]), (size, board.Module.FreeBytes));
        board.Clear(V);
        for (int index = 0; index < count; index += 2)
        {
            board.StoreItem(Keep, index, V);
        }

        board.Collect();
        Assert.Equal((size, row[3]), (size, board.Module.FreeBytes));
        int largest = Largest(board);
        int refilled = 0;
        board.Collect();
        for (int index = 0; index < count && TryAdd(board, size, index); index += 2)
        {
            refilled++;
        }

        // Where something was free already, the largest run is the end of the heap, together with what the interpreter had
        // there and let go.
        long spread = row[2] == 0 ? 0 : MostInterpreterBytes;
        Assert.InRange(row[4], largest, largest + spread);
        Assert.True(largest >= array, $"{size}: a hole holds {array} bytes");
        Assert.Equal((size, (count + 1) / 2), (size, refilled));
    }

    private static long Blocks(int bytes) => (bytes + BlockBytes - 1) / BlockBytes * BlockBytes;

    private static bool TryAdd(Board board, int size, int index)
    {
        bool fits = !Board.Fails(() =>
        {
            board.New(V, BoardTypes.ByteArray);
            board.Resize(V, size);
        });
        if (fits)
        {
            board.StoreItem(Keep, index, V);
        }

        board.Clear(V);
        return fits;
    }

    private static int Largest(Board board)
    {
        int low = 0;
        int high = 300_000;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            bool fits = !Board.Fails(() =>
            {
                board.New(V, BoardTypes.ByteArray);
                board.Resize(V, middle);
            });
            board.Clear(V);
            (low, high) = fits ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
