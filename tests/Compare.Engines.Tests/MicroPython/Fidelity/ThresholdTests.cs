using System.Text.Json;

using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>The allocation threshold: how it is rounded, and how often it collects.</summary>
public sealed class ThresholdTests
{
    private const int BufferBytes = 64;
    private const int BlockBytes = 32;

    /// <summary>1 MiB from malloc, which begins 16 bytes behind a block's boundary and so ends 16 bytes earlier.</summary>
    private const string RecordedHeap = "micropython:heap=1048560,weakrefs=false";

    public static TheoryData<string> Files => MicroPythonFiles.Matching("threshold-*.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_threshold_reads_back_as_recorded(string file)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        JsonElement rows = document.RootElement.GetProperty("rounding").GetProperty("rows");
        Assert.NotEqual(0, rows.GetArrayLength());
        Board.Run("micropython:heap=1MiB", board => Assert.All(rows.EnumerateArray(), row =>
        {
            board.Module.Threshold = row[0].GetInt64();
            Assert.Equal(row[1].GetInt64(), board.Module.Threshold);
        }));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Churn_collects_as_often_as_recorded(string file)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        JsonElement churn = document.RootElement.GetProperty("churn");
        Assert.NotEqual(0, churn.GetProperty("rows").GetArrayLength());
        foreach (JsonElement row in churn.GetProperty("rows").EnumerateArray())
        {
            Board.Run(RecordedHeap, board => Churn(board, churn, row));
        }
    }

    private static void Churn(Board board, JsonElement churn, JsonElement row)
    {
        Assert.Equal(churn.GetProperty("pool").GetInt64(), board.Module.GetInformation().TotalBytes);
        int iterations = churn.GetProperty("iterations").GetInt32();
        long pool = churn.GetProperty("pool").GetInt64();
        board.Module.Threshold = row[0].GetInt64();

        // What the interpreter itself holds: the recorded run without a threshold fills the pool to the last object.
        long own = row[0].GetInt64() < 0 ? pool - row[2].GetInt64() : 0;
        if (own > 0)
        {
            board.NewArray(1, BoardTypes.Words, (int)((own / sizeof(long)) - 2));
            Assert.Equal(own, board.Module.UsedBytes);
        }

        long start = board.Module.UsedBytes;
        if (row[2].GetInt64() % churn.GetProperty("bytes_per_iteration").GetInt64() == BlockBytes)
        {
            board.New(2, BoardTypes.Object); // The interpreter's first call of the loop kept a block of its own.
        }

        long last = start;
        long peak = 0;
        int drops = 0;
        for (int count = 0; count < iterations; count++)
        {
            board.New(0, BoardTypes.ByteArray);
            board.Resize(0, BufferBytes);
            board.Clear(0); // An object that nothing keeps, as in the script.
            long used = board.Module.UsedBytes;
            drops += used < last ? 1 : 0;
            peak = Math.Max(peak, used);
            last = used;
        }

        Assert.Equal((row[0].GetInt64(), row[1].GetInt32()), (row[0].GetInt64(), drops));
        Assert.Equal((row[0].GetInt64(), row[2].GetInt64()), (row[0].GetInt64(), peak - start));
    }
}
