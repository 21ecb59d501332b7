using System.Text.Json;

using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>Growth of containers item by item: the sizes that they pass through, by the engine's rules and in its heap.</summary>
public sealed class GrowthCurveTests
{
    private const int V = 0;

    /// <summary>
    /// The attribute whose name, made by the script, no longer fits into the interpreter's last chunk of interned text: the
    /// curve has one chunk more from there on.
    /// </summary>
    private const int FirstInternedName = 12;

    private const int InternedTextBytes = 128;

    /// <summary>The containers of the script with the step that makes room for one more item.</summary>
    private static readonly Dictionary<string, (ObjectType Type, Func<Board, int, int, int> Grow)> s_containers =
        new(StringComparer.Ordinal)
        {
            ["list.append"] = (BoardTypes.List, (board, capacity, items) => board.Growth.ListCapacity(Math.Max(capacity, 4), items - 1, items)),
            ["dict store int"] = (BoardTypes.Dict, (board, capacity, items) => items > capacity ? board.Growth.DictSlots(capacity) : capacity),
            ["set add int"] = (BoardTypes.Set, (board, capacity, items) => board.Growth.SetSlots(capacity, items, items)),
            ["bytearray.append"] = (BoardTypes.ByteArray, (board, capacity, items) => board.Growth.ByteArrayCapacity(capacity, items)),
        };

    public static TheoryData<string, string> Curves
    {
        get
        {
            TheoryData<string, string> curves = [];
            foreach (string file in MicroPythonFiles.Names("objsizes-*.json"))
            {
                using JsonDocument document = MicroPythonFiles.ReadJson(file);
                foreach (JsonProperty curve in document.RootElement.GetProperty("grow").EnumerateObject())
                {
                    curves.Add(file, curve.Name);
                }
            }

            return curves;
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void A_container_passes_through_the_recorded_sizes(string file, string name)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        (int Items, long Bytes)[] recorded =
        [
            .. document.RootElement.GetProperty("grow").GetProperty(name).EnumerateArray()
                .Select(point => (point[0].GetInt32(), point[1].GetInt64())),
        ];
        Assert.NotEmpty(recorded);
        if (name == "instance attrs")
        {
            Assert.All(recorded, point => Assert.Equal(
                point.Bytes, AttributeBytes(point.Items) + (point.Items >= FirstInternedName ? InternedTextBytes : 0)));
            return;
        }

        (ObjectType type, Func<Board, int, int, int> grow) = s_containers[name];
        Board.Run(ObjectSizeTests.VariantOf(document.RootElement), board =>
        {
            board.New(V, type);
            board.Collect();
            long start = board.Module.UsedBytes;
            long last = start;
            int capacity = 0;
            List<(int, long)> passed = [];
            for (int items = 1; items <= recorded[^1].Items; items++)
            {
                int wanted = grow(board, capacity, items);
                if (wanted != capacity)
                {
                    board.Resize(V, wanted);
                    capacity = wanted;
                }

                if (board.Module.UsedBytes != last)
                {
                    last = board.Module.UsedBytes;
                    passed.Add((items, last - start));
                }
            }

            Assert.Equal(recorded, passed);
        });
    }

    /// <summary>Measures what an instance takes with its attributes beyond one without; attributes are fixed by the type here.</summary>
    private static long AttributeBytes(int attributes)
    {
        long bytes = 0;
        Board.Run("micropython:heap=1MiB", board =>
        {
            board.New(V + 1, BoardTypes.Empty);
            long empty = board.Cost(() => board.New(V, BoardTypes.Empty));
            ObjectType type = new("instance", PythonKind.Instance, references: attributes);
            bytes = board.Cost(() => board.New(V, type)) - empty;
        });
        return bytes;
    }
}
