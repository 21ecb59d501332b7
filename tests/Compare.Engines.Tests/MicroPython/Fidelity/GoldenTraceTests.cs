using System.Text.Json;

using Compare.Engines.MicroPython.Blocks;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>Golden traces of the real gc.c: block, counters, search bounds, freed and finalized blocks, maps.</summary>
public sealed class GoldenTraceTests
{
    public static TheoryData<string> Files => MicroPythonFiles.Matching("mp-gc-*.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_field_of_every_operation_is_the_same(string file)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        JsonElement root = document.RootElement;
        int fields = root.GetProperty("block").GetInt32() == Words64Blocks16Bytes
            ? Replay<Words64Blocks16>(root)
            : Replay<Words64Blocks32>(root);
        Assert.True(fields > root.GetProperty("trace").GetArrayLength());
    }

    private const int Words64Blocks16Bytes = 16;

    private static int Replay<TGeometry>(JsonElement root)
        where TGeometry : struct, IGeometry
    {
        Assert.Equal(root.GetProperty("word").GetInt32(), TGeometry.WordBytes);
        Assert.Equal(root.GetProperty("block").GetInt32(), 1 << TGeometry.BlockShift);
        using TraceReplay<TGeometry> replay = new(root);
        int fields = 0;
        int number = 0;
        foreach (JsonElement entry in root.GetProperty("trace").EnumerateArray())
        {
            try
            {
                fields += replay.Step(entry);
                number++;
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                throw new InvalidOperationException($"operation {number}: {entry.GetProperty("op").GetRawText()}", exception);
            }
        }

        return fields;
    }
}
