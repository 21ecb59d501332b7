using System.Text.Json;

using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>Bytes of the heap that one object of each kind takes, on 64 and on 32 bits.</summary>
public sealed class ObjectSizeTests
{
    private const int V = 0; // The variable that holds the object.

    /// <summary>How each object of the script comes into being; what takes no memory there takes none here: it is no object.</summary>
    private static readonly Dictionary<string, Action<Board>> s_recipes = new(StringComparer.Ordinal)
    {
        ["int small"] = board => NewInt(board, 1),
        ["int 2**40"] = board => NewInt(board, 1L << 40),
        ["float"] = board => board.New(V, BoardTypes.Float),
        ["complex"] = board => board.New(V, BoardTypes.Complex),
        ["tuple 1"] = board => board.NewArray(V, BoardTypes.Tuple, 1),
        ["tuple 2"] = board => board.New(V, BoardTypes.Pair),
        ["tuple 3"] = board => board.NewArray(V, BoardTypes.Tuple, 3),
        ["tuple 6"] = board => board.NewArray(V, BoardTypes.Tuple, 6),
        ["tuple 10"] = board => board.NewArray(V, BoardTypes.Tuple, 10),
        ["list 0"] = board => NewList(board, 0),
        ["list 1"] = board => NewList(board, 1),
        ["list 4"] = board => NewList(board, 4),
        ["list 5"] = board => NewList(board, 5),
        ["dict 0"] = board => board.New(V, BoardTypes.Dict),
        ["dict 1"] = board => NewDict(board, 1),
        ["dict 2"] = board => NewDict(board, 2),
        ["dict 3"] = board => NewDict(board, 3),
        ["set 0"] = board => board.New(V, BoardTypes.Set),
        ["set 1"] = board => NewSet(board, 1),
        ["bytes 10"] = board => board.NewArray(V, BoardTypes.Bytes, 10),
        ["bytes 32"] = board => board.NewArray(V, BoardTypes.Bytes, 32),
        ["bytes 100"] = board => board.NewArray(V, BoardTypes.Bytes, 100),
        ["str 10 new"] = board => board.NewArray(V, BoardTypes.Str, 10),
        ["bytearray 0"] = board => board.New(V, BoardTypes.ByteArray),
        ["bytearray 10"] = board => NewByteArray(board, 10),
        ["bytearray 100"] = board => NewByteArray(board, 100),
        ["bytearray 1000"] = board => NewByteArray(board, 1000),
        ["object()"] = board => board.New(V, BoardTypes.Object),
        ["instance 0"] = board => board.New(V, BoardTypes.Empty),
        ["instance 2"] = board => board.New(V, BoardTypes.Two),
        ["instance with __del__"] = board => board.New(V, BoardTypes.Empty),
        ["generator"] = board => board.New(V, BoardTypes.Generator),
        ["closure"] = NewClosure,
        ["bound method"] = board => board.New(V, BoardTypes.Method),
        ["range"] = board => board.New(V, BoardTypes.Range),
        ["slice"] = board => board.New(V, BoardTypes.Slice),
        ["exception"] = NewException,
        ["lambda"] = board => board.New(V, BoardTypes.Function),
        ["memoryview"] = board => board.New(V, BoardTypes.MemoryView),
    };

    public static TheoryData<string> Files => MicroPythonFiles.Matching("objsizes-*.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_kind_takes_the_recorded_bytes(string file)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        JsonElement sizes = document.RootElement.GetProperty("bytes");
        Board.Run(VariantOf(document.RootElement), board => Assert.All(
            s_recipes.Where(recipe => sizes.TryGetProperty(recipe.Key, out _)),
            recipe => Assert.Equal(
                (recipe.Key, sizes.GetProperty(recipe.Key).GetInt64()),
                (recipe.Key, board.Cost(() => recipe.Value(board))))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_left_out_is_in_the_table(string file)
    {
        using JsonDocument document = MicroPythonFiles.ReadJson(file);
        LeftOutRecords.Check(
            "objsizes",
            document.RootElement.GetProperty("bytes").EnumerateObject().Select(size => size.Name),
            s_recipes.Keys);
    }

    /// <summary>Gets the engine with the words of the build that printed a file.</summary>
    internal static string VariantOf(JsonElement root) =>
        root.GetProperty("platform").GetString() == "webassembly"
            ? "micropython:word=32,heap=1MiB"
            : "micropython:heap=1MiB";

    private static void NewInt(Board board, long value)
    {
        if (!board.TryLoadInteger(V, BoardTypes.Int, value))
        {
            board.New(V, BoardTypes.Int);
            board.SetWord(V, 0, value);
        }

        Assert.Equal(value, board.GetWord(V, 0));
    }

    private static void NewList(Board board, int items)
    {
        board.New(V, BoardTypes.List);
        board.Resize(V, items);
    }

    private static void NewDict(Board board, int entries)
    {
        board.New(V, BoardTypes.Dict);
        board.Resize(V, board.Growth.DictSlots(entries - 1));
    }

    private static void NewSet(Board board, int entries)
    {
        board.New(V, BoardTypes.Set);
        board.Resize(V, board.Growth.SetSlots(0, entries, entries));
    }

    private static void NewByteArray(Board board, int bytes)
    {
        board.New(V, BoardTypes.ByteArray);
        board.Resize(V, bytes);
    }

    private static void NewException(Board board)
    {
        board.NewArray(V + 1, BoardTypes.Tuple, 1); // Its arguments.
        board.New(V, BoardTypes.Exception);
    }

    private static void NewClosure(Board board)
    {
        board.New(V + 1, BoardTypes.Cell);
        board.New(V + 2, BoardTypes.Function);
        board.New(V, BoardTypes.Closure);
    }
}
