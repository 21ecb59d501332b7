namespace Compare.Workloads.Caches;

/// <summary>The cache without a heap: which requests miss and what is in it at the end.</summary>
internal sealed class LruModel
{
    private const int Absent = -1;
    private const int Sentinel = 0;

    private readonly Link[] _links;
    private readonly int _capacity;

    /// <summary>Initializes a new instance of the <see cref="LruModel"/> class without entries.</summary>
    /// <param name="capacity">Entries that fit.</param>
    /// <param name="keys">Number of different keys.</param>
    public LruModel(int capacity, int keys)
    {
        _capacity = capacity;
        _links = new Link[keys + 1];
        Array.Fill(_links, new Link { Newer = Absent });
        _links[Sentinel].Newer = Sentinel;
    }

    /// <summary>Gets the number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>Requests a key.</summary>
    /// <param name="rank">Its rank, 1 to the number of keys.</param>
    /// <returns>True when it was there already.</returns>
    public bool Request(int rank)
    {
        bool hit = Contains(rank);
        if (hit)
        {
            Unlink(rank);
        }
        else if (Count == _capacity)
        {
            Unlink(_links[Sentinel].Newer);
        }

        int newest = _links[Sentinel].Older;
        _links[Sentinel].Older = rank;
        _links[rank] = new Link { Newer = Sentinel, Older = newest };
        _links[newest].Newer = rank;
        Count++;
        return hit;
    }

    /// <summary>Tells whether a key is in the cache.</summary>
    /// <param name="rank">Its rank.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(int rank) => _links[rank].Newer != Absent;

    private void Unlink(int rank)
    {
        Link link = _links[rank];
        _links[link.Newer].Older = link.Older;
        _links[link.Older].Newer = link.Newer;
        _links[rank].Newer = Absent;
        Count--;
    }

    private struct Link
    {
        public int Newer;
        public int Older;
    }
}
