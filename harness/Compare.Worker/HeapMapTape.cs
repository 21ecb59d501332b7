using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Maps;

namespace Compare.Worker;

/// <summary>
/// Keeps what an engine tells of its memory as it was told, outside the host's heap. An engine that lives on that heap would
/// otherwise be shown with its own maps in it, which soon are more than what a small program has.
/// </summary>
internal sealed class HeapMapTape : IHeapMap, IDisposable
{
    private const int FirstCapacity = 1 << 10;

    /// <summary>Numbers that a call is kept as: its sort, its small ones in one, and the sizes.</summary>
    private const int NumbersPerCall = 6;

    private readonly List<string> _words = [];
    private nint _calls = Marshal.AllocHGlobal(FirstCapacity * NumbersPerCall * sizeof(long));
    private int _capacity = FirstCapacity;
    private int _count;

    private enum Sort
    {
        Space,
        Add,
        Account,
    }

    /// <summary>Records the map of an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <returns>Where it is on the tape; null when the engine does not describe itself now.</returns>
    public Range? Record(IEngine engine)
    {
        int start = _count;
        if (engine.DescribeMap(this))
        {
            return start.._count;
        }

        _count = start;
        return null;
    }

    /// <summary>Tells a map again.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="map">Who listens.</param>
    /// <returns>True.</returns>
    public bool Tell(Range place, IHeapMap map)
    {
        for (int call = place.Start.Value; call < place.End.Value; call++)
        {
            int kind = (int)Number(call, 1);
            (long first, long second, long third, long fourth) =
                (Number(call, 2), Number(call, 3), Number(call, 4), Number(call, 5));
            switch ((Sort)Number(call, 0))
            {
                case Sort.Space:
                    (int name, int unit) = ((int)(fourth >> 32), (int)fourth);
                    map.Space(_words[name], (HeapSpaceKind)kind, _words[unit], first, second, third);
                    break;
                case Sort.Add:
                    map.Add((HeapCellState)kind, first, second, third, fourth);
                    break;
                default:
                    map.Account(first, second);
                    break;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Space(string name, HeapSpaceKind kind, string unit, long unitBytes, long units, long unitsPerGroup = 0) =>
        Write(Sort.Space, (int)kind, unitBytes, units, unitsPerGroup, ((long)WordOf(name) << 32) | (uint)WordOf(unit));

    /// <inheritdoc/>
    public void Add(HeapCellState state, long blockBytes, long usedBytes, long bytes, long count = 1) =>
        Write(Sort.Add, (int)state, blockBytes, usedBytes, bytes, count);

    /// <inheritdoc/>
    public void Account(long overheadBytes, long idleBytes) =>
        Write(Sort.Account, 0, overheadBytes, idleBytes, 0, 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        Marshal.FreeHGlobal(_calls);
        _calls = 0;
    }

    private int WordOf(string word)
    {
        int place = _words.IndexOf(word);
        if (place < 0)
        {
            place = _words.Count;
            _words.Add(word);
        }

        return place;
    }

    private long Number(int call, int place) => Marshal.ReadInt64(_calls, ((call * NumbersPerCall) + place) * sizeof(long));

    private void Write(Sort sort, int kind, long first, long second, long third, long fourth)
    {
        if (_count == _capacity)
        {
            _capacity *= 2;
            _calls = Marshal.ReAllocHGlobal(_calls, _capacity * NumbersPerCall * sizeof(long));
        }

        ReadOnlySpan<long> numbers = [(long)sort, kind, first, second, third, fourth];
        for (int place = 0; place < NumbersPerCall; place++)
        {
            Marshal.WriteInt64(_calls, ((_count * NumbersPerCall) + place) * sizeof(long), numbers[place]);
        }

        _count++;
    }
}
