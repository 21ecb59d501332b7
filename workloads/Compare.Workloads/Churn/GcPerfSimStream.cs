using Compare.Workloads.Randomness;

namespace Compare.Workloads.Churn;

/// <summary>Every random decision of <see cref="GcPerfSim"/>, in order, and the counters that decide what survives.</summary>
internal struct GcPerfSimStream
{
    private const double CoinSides = 4294967296;
    private readonly GcPerfSimSettings _settings;
    private readonly ulong _large;
    private readonly ulong _notSmall;
    private Xoshiro256 _random;
    private long _smallCount;
    private long _largeCount;
    private long _pinnedCount;

    /// <summary>Initializes a new instance of the <see cref="GcPerfSimStream"/> struct at the stream's begin.</summary>
    /// <param name="settings">The parameters.</param>
    /// <param name="seed">The seed.</param>
    public GcPerfSimStream(in GcPerfSimSettings settings, ulong seed)
    {
        _settings = settings;
        (double large, double pinned) = settings.Shares;
        _large = (ulong)(large * CoinSides);
        _notSmall = (ulong)((large + pinned) * CoinSides);
        _random = new Xoshiro256(seed);
    }

    /// <summary>Draws the next item.</summary>
    /// <returns>The item.</returns>
    public GcPerfSimItem NextItem()
    {
        ulong word = _random.Next();
        uint coin = (uint)word;
        return coin < _large ? Item(_settings.Large, word, ++_largeCount)
            : coin < _notSmall ? Item(_settings.Pinned, word, ++_pinnedCount)
            : Item(_settings.Small, word, ++_smallCount);
    }

    /// <summary>Draws a place.</summary>
    /// <param name="count">Number of places.</param>
    /// <returns>0 to the number − 1.</returns>
    public int NextPlace(int count) => Uniform.Below(ref _random, count);

    /// <summary>Draws whether a survivor begins a list of its own.</summary>
    /// <returns>True for half of them.</returns>
    public bool NextBeginsList() => (long)_random.Next() < 0;

    private static GcPerfSimItem Item(in GcPerfSimBucket bucket, ulong word, long count)
    {
        bool survives = IsNth(bucket.SurviveEvery, count);
        long survivor = survives ? count / bucket.SurviveEvery : 0;
        return new(
            bucket.Low + Uniform.Scale(word, bucket.High - bucket.Low),
            survives,
            bucket.IsPinned || (survives && IsNth(bucket.PinEvery, survivor)),
            survives && IsNth(bucket.FinalizeEvery, survivor));
    }

    private static bool IsNth(long every, long count) => every > 0 && count % every == 0;
}
