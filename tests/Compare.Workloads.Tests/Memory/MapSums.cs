using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Maps;

namespace Compare.Workloads.Tests.Memory;

/// <summary>Adds up the map of a heap, and holds each unit and each space to what a map promises.</summary>
internal sealed class MapSums : IHeapMap
{
    private readonly HashSet<string> _names = [];
    private string _space = string.Empty;
    private long _unitBytes;
    private long _announced;
    private long _added;

    public long UsedBytes { get; private set; }

    public long Bytes { get; private set; }

    public long OverheadBytes { get; private set; }

    public long IdleBytes { get; private set; }

    /// <summary>Bytes in use that no list of the engine holds: those of objects.</summary>
    public long ObjectBytes => UsedBytes - IdleBytes;

    /// <summary>The sums of an engine's map now; null when it does not describe itself.</summary>
    public static MapSums? Of(IEngine engine)
    {
        MapSums sums = new();
        if (!engine.DescribeMap(sums))
        {
            return null;
        }

        sums.EndSpace();
        return sums;
    }

    public void Space(string name, HeapSpaceKind kind, string unit, long unitBytes, long units, long unitsPerGroup = 0)
    {
        EndSpace();
        Assert.True(_names.Add(name), $"There are two spaces {name}.");
        Assert.True(unitBytes > 0 && units >= 0 && unitsPerGroup >= 0, name);
        (_space, _unitBytes, _announced, _added) = (name, unitBytes, units, 0);
    }

    public void Add(HeapCellState state, long blockBytes, long usedBytes, long bytes, long count = 1)
    {
        Assert.True(count >= 0, _space);
        if (count == 0)
        {
            return;
        }

        Assert.True(0 < bytes && bytes <= _unitBytes, $"{_space} has a unit of {bytes} bytes.");
        Assert.True(0 <= usedBytes && usedBytes <= bytes, $"{_space} uses {usedBytes} of {bytes} bytes.");
        Assert.Equal(state is HeapCellState.Used or HeapCellState.Head or HeapCellState.Tail, usedBytes > 0);
        _added += count;
        UsedBytes += usedBytes * count;
        Bytes += bytes * count;
    }

    public void Account(long overheadBytes, long idleBytes)
    {
        Assert.True(overheadBytes >= 0 && idleBytes >= 0, _space);
        OverheadBytes += overheadBytes;
        IdleBytes += idleBytes;
    }

    /// <summary>Holds the map to the engine's accounts, which it does not read.</summary>
    public void AssertAgreeWith(HeapStatistics accounts)
    {
        Assert.Equal(accounts.UsedBytes, ObjectBytes);
        Assert.Equal(accounts.CommittedBytes, Bytes + OverheadBytes);
    }

    private void EndSpace()
    {
        Assert.True(_added == _announced, $"{_space} has {_added} units and not {_announced}.");
    }
}
