using System.Text.Json;

using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>How many bytes of a heap are pool, for the heap sizes of the recording.</summary>
public sealed class LayoutTests
{
    /// <summary>Where malloc places a block: behind its header, on an odd multiple of 16.</summary>
    private const nint MallocStart = 4096 + 16;

    private const int UnixBlockShift = 5;

    public static TheoryData<string> Files => MicroPythonFiles.Matching("layout-*.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_pool_has_the_recorded_bytes(string file)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        int compared = 0;
        foreach (JsonElement row in document.RootElement.GetProperty("rows").EnumerateArray())
        {
            nint heap = (nint)row[0].GetInt64();
            if (row[1].ValueKind == JsonValueKind.Number)
            {
                // Where the recorded interpreter's heap began is not told; malloc's start explains each row.
                AreaLayout layout = AreaLayout.Of(MallocStart, MallocStart + heap, UnixBlockShift, sideTables: 1);
                Assert.Equal((heap, row[1].GetInt64()), (heap, (long)layout.Blocks << UnixBlockShift));
                compared++;
            }

            AreaLayout aligned = AreaLayout.Of(0, heap, UnixBlockShift, sideTables: 1);
            Assert.Equal((heap, row[2].GetInt64()), (heap, (long)aligned.Blocks << UnixBlockShift));
            Board.Run($"micropython:heap={heap},weakrefs=false", board => Assert.Equal(
                row[2].GetInt64(), board.Module.FreeBytes + board.Module.UsedBytes));
        }

        Assert.True(compared > 0);
    }

    [Fact]
    public void A_wasm_heap_of_128_kibibytes_has_the_recorded_pool() => Board.Run(
        "micropython:word=32,heap=128KiB,weakrefs=false",
        board => Assert.Equal(128064, board.Module.GetInformation().TotalBytes));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Tables_and_pool_never_overlap_and_waste_less_than_a_byte_of_table(int sideTables)
    {
        for (nint bytes = 200; bytes < 20_000; bytes += 8)
        {
            AreaLayout layout = AreaLayout.Of(0, bytes, UnixBlockShift, sideTables);
            nint tables = layout.TableBytes + 1 + (sideTables * layout.SideTableBytes);
            Assert.True(tables <= layout.Pool, $"{bytes} bytes: the tables end at {tables}, the pool begins at {layout.Pool}");
            Assert.True(AreaLayout.BytesFor(layout.Blocks, UnixBlockShift, sideTables) <= bytes);
            Assert.True(AreaLayout.BytesFor(layout.Blocks + (2 * AreaLayout.BlocksPerByte), UnixBlockShift, sideTables) > bytes);
        }
    }
}
