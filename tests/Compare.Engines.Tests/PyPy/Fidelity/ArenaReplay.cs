using System.Text.Json;
using Compare.Engines.PyPy.Arenas;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Plays a recorded sequence of allocations and sweeps, and compares each place and each count.</summary>
internal sealed class ArenaReplay : IDisposable
{
    private readonly JsonElement _trace;
    private readonly ArenaCollection _collection;

    /// <summary>The objects alive, by their blocks.</summary>
    private readonly Dictionary<nint, long> _identities = [];

    /// <summary>Initializes a new instance of the <see cref="ArenaReplay"/> class.</summary>
    /// <param name="trace">The recording.</param>
    /// <param name="recountsWhileSweeping">The rule of elder versions.</param>
    public ArenaReplay(JsonElement trace, bool recountsWhileSweeping)
    {
        _trace = trace;
        _collection = new(
            trace.GetProperty("arena_size").GetInt32(),
            trace.GetProperty("page_size").GetInt32(),
            trace.GetProperty("small_request_threshold").GetInt32(),
            recountsWhileSweeping);
        Assert.Equal(trace.GetProperty("pages_per_arena").GetInt32(), _collection.Arenas.PagesPerArena);
        Assert.Equal(Page.HeaderBytes, trace.GetProperty("page_header").GetInt32());
    }

    /// <summary>Gets the number of places compared.</summary>
    public int Places { get; private set; }

    /// <summary>Plays the whole sequence.</summary>
    public void Run()
    {
        foreach (JsonElement round in _trace.GetProperty("rounds").EnumerateArray())
        {
            foreach (JsonElement allocation in round.GetProperty("allocs").EnumerateArray())
            {
                Allocate(allocation);
            }

            _collection.Verify();
            Sweep(round);
            CompareCounts(round);
        }
    }

    public void Dispose() => _collection.Dispose();

    private void Allocate(JsonElement allocation)
    {
        long identity = allocation[0].GetInt64();
        nint block = _collection.Allocate(allocation[1].GetInt32());
        BlockPlace recorded = new(allocation[2].GetInt64(), allocation[3].GetInt32(), allocation[4].GetInt32());
        Assert.Equal((identity, recorded), (identity, _collection.PlaceOf(block)));
        _identities.Add(block, identity);
        Places++;
    }

    private void Sweep(JsonElement round)
    {
        Judge judge = new(_identities, round.GetProperty("free_percent").GetInt32());
        JsonElement limit = round.GetProperty("incremental_limit");
        long maxPages = limit.ValueKind == JsonValueKind.Null ? long.MaxValue : limit.GetInt64();
        _collection.PrepareSweep();
        JsonElement.ArrayEnumerator between = round.GetProperty("allocs_between_steps").EnumerateArray();
        while (!_collection.Sweep(ref judge, maxPages))
        {
            _collection.Verify();
            Assert.True(between.MoveNext(), "The sweep took more steps than the recorded one.");
            Allocate(between.Current);
        }

        Assert.False(between.MoveNext(), "The sweep took fewer steps than the recorded one.");
        _collection.Verify();
        Assert.Equal(Numbers(round, "visit_order"), judge.Visited);
        Assert.Equal(Numbers(round, "freed"), judge.Freed.Order());
    }

    private void CompareCounts(JsonElement round)
    {
        Assert.Equal(round.GetProperty("used").GetInt64(), _collection.UsedBytes);
        Assert.Equal(round.GetProperty("arenas").GetInt32(), _collection.ArenaCount);
        Assert.Equal(round.GetProperty("free_pages").GetInt32(), _collection.CountFreePages());
        Assert.Equal(
            round.GetProperty("alloced").GetInt64(), (long)_collection.ArenaCount * _trace.GetProperty("arena_size").GetInt64());
        Assert.Equal(_collection.ArenaCount * _trace.GetProperty("arena_size").GetInt64(), _collection.MappedBytes);

        BlockCounter counter = default;
        _collection.VisitBlocks(ref counter);
        Assert.Equal((_identities.Count, _collection.UsedBytes), (counter.Blocks, counter.Bytes));
    }

    private static IEnumerable<long> Numbers(JsonElement round, string name) =>
        round.GetProperty(name).EnumerateArray().Select(number => number.GetInt64());

    /// <summary>The recording's rule for which objects die.</summary>
    private readonly struct Judge(Dictionary<nint, long> identities, int freePercent) : IBlockJudge
    {
        /// <summary>Knuth's multiplier, with which the recording scatters the objects that die.</summary>
        private const long Multiplier = 2654435761;

        private const int Scale = 1000;

        public List<long> Visited { get; } = [];

        public List<long> Freed { get; } = [];

        public bool IsDead(nint block)
        {
            long identity = identities[block];
            Visited.Add(identity);
            if (identity * Multiplier % Scale >= freePercent * (Scale / 100))
            {
                return false;
            }

            Freed.Add(identity);
            identities.Remove(block);
            return true;
        }
    }
}
