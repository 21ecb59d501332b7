using Compare.Engines.Tests.MicroPython.Support;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>The nested heap lock, as the script heaplock.py tries it.</summary>
public sealed class HeapLockTests
{
    private const int List = 0;
    private const int Item = 1;
    private const int V = 2;
    private const int Works = 1;
    private const int Fails = 2;

    public static TheoryData<string> Files => MicroPythonFiles.Matching("heaplock-*.txt");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_lock_nests_as_recorded(string file)
    {
        string recorded = MicroPythonFiles.ReadLines(file)[^1];
        Board.Run("micropython:heap=64KiB", board => Assert.Equal(recorded, Try(board)));
    }

    private static string Try(Board board)
    {
        board.New(List, BoardTypes.List);
        board.Resize(List, 4);
        for (int index = 0; index < 4; index++)
        {
            board.New(Item, BoardTypes.Int); // The interpreter's numbers need no memory; here they are objects made before.
            board.SetWord(Item, 0, index + 1);
            board.StoreItem(List, index, Item);
        }

        board.New(Item, BoardTypes.Int);
        board.SetWord(Item, 0, 99);
        int New() => Board.Fails(() => board.New(V, BoardTypes.List)) ? Fails : Works;
        board.Module.LockHeap();
        board.Module.LockHeap();
        int first = New();
        int append = Board.Fails(() => board.Resize(List, board.Growth.ListCapacity(4, 4, 5))) ? Fails : Works;
        int store = Board.Fails(() => board.StoreItem(List, 0, Item)) ? Fails : Works;
        int depth = board.Module.UnlockHeap();
        int second = New();
        int last = board.Module.UnlockHeap();
        int third = New();
        return $"({first}, {append}, {store}, {depth}, {second}, {last}, {third}, [{string.Join(", ", Items(board))}])";
    }

    private static IEnumerable<long> Items(Board board)
    {
        for (int index = 0; index < board.BufferLength(List); index++)
        {
            board.LoadItem(V, List, index);
            yield return board.GetWord(V, 0);
        }
    }
}
