namespace Compare.Workloads.Caches;

/// <summary>The cache without a heap: which requests miss and what is in it at the end.</summary>
internal sealed class LruModel
{
    private const int Absent = -1;
    private const int Sentinel = 0;

    private readonly int[] _previous;
    private readonly int[] _next;
    private readonly int _capacity;

    /// <summary>Initializes a new instance of the <see cref="LruModel"/> class without entries.</summary>
    /// <param name="capacity">Entries that fit.</param>
    /// <param name="keys">Number of different keys.</param>
    public LruModel(int capacity, int keys)
    {
        _capacity = capacity;
        _previous = new int[keys + 1];
        _next = new int[keys + 1];
        Array.Fill(_previous, Absent);
        _previous[Sentinel] = Sentinel;
    }

    /// <summary>Gets the number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>Requests a key.</summary>
    /// <param name="rank">Its rank, 1 to the number of keys.</param>
    /// <returns>True when it was there already.</returns>
    public bool Request(int rank)
    {
        bool hit = _previous[rank] != Absent;
        if (hit)
        {
            Unlink(rank);
        }
        else if (Count == _capacity)
        {
            Unlink(_previous[Sentinel]);
        }

        int first = _next[Sentinel];
        _next[Sentinel] = rank;
        _previous[rank] = Sentinel;
        _next[rank] = first;
        _previous[first] = rank;
        Count++;
        return hit;
    }

    /// <summary>Tells whether a key is in the cache.</summary>
    /// <param name="rank">Its rank.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(int rank) => _previous[rank] != Absent;

    private void Unlink(int rank)
    {
        _next[_previous[rank]] = _next[rank];
        _previous[_next[rank]] = _previous[rank];
        _previous[rank] = Absent;
        Count--;
    }
}
