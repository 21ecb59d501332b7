using System.Numerics;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Services;

/// <summary>Every random decision of <see cref="WebSession"/>, in order.</summary>
internal struct WebRequestStream
{
    /// <summary>Bytes in the body of the smallest item.</summary>
    public const int LeastBody = 16;

    private const int MostBody = 240;
    private const int ClassBit = 32;
    private const int FractionBits = 12;
    private const double CoinSides = 4294967296;

    private readonly WebSessionSettings _settings;
    private readonly ulong _survive;
    private readonly ulong _cyclic;
    private readonly int _mostDoublings;
    private Xoshiro256 _random;

    /// <summary>Initializes a new instance of the <see cref="WebRequestStream"/> struct at the stream's begin.</summary>
    /// <param name="settings">The parameters.</param>
    /// <param name="seed">The seed.</param>
    public WebRequestStream(in WebSessionSettings settings, ulong seed)
    {
        _settings = settings;
        _survive = (ulong)(settings.Survive * CoinSides);
        _cyclic = (ulong)(settings.Cyclic * CoinSides);
        _mostDoublings = BitOperations.Log2((uint)(settings.Most / settings.Least)) + 1;
        _random = new Xoshiro256(seed);
    }

    /// <summary>Draws whose request is the next one.</summary>
    /// <returns>Number of the session's place.</returns>
    public int NextPlace() => Uniform.Below(ref _random, _settings.Sessions);

    /// <summary>Draws the handler of a request.</summary>
    /// <returns>Number of the handler.</returns>
    public int NextHandler() => Uniform.Below(ref _random, _settings.Handlers);

    /// <summary>Draws how long a new session lives.</summary>
    /// <returns>Requests of the server; half the mean to one and a half of it.</returns>
    public int NextLife() => (_settings.Life / 2) + Uniform.Below(ref _random, _settings.Life) + 1;

    /// <summary>
    /// Draws the size of a request: half of them have at most twice the smallest size, half of the rest at most four times, and
    /// so on; uniform inside the upper half of the class.
    /// </summary>
    /// <returns>Bytes on the allocation clock.</returns>
    public int NextBytes()
    {
        ulong word = _random.Next();
        uint classes = (uint)(word >> ClassBit) | (1u << (ClassBit - FractionBits));
        int doublings = Math.Min(BitOperations.TrailingZeroCount(classes) + 1, _mostDoublings);
        int most = (int)Math.Min((long)_settings.Least << doublings, _settings.Most);
        int fraction = (int)(word & ((1 << FractionBits) - 1));
        return Math.Max(_settings.Least, most - (int)(((long)(most / 2) * fraction) >> FractionBits));
    }

    /// <summary>Draws whether a response refers back to its request.</summary>
    /// <returns>True for a cycle.</returns>
    public bool NextIsCyclic() => (_random.Next() >> ClassBit) < _cyclic;

    /// <summary>Draws an item.</summary>
    /// <param name="body">Bytes of its body.</param>
    /// <param name="survives">Whether it goes into the session.</param>
    /// <returns>A number to know the item by.</returns>
    public long NextItem(out int body, out bool survives)
    {
        ulong word = _random.Next();
        survives = (uint)word < _survive;
        body = LeastBody + Uniform.Scale(word, MostBody - LeastBody + 1);
        return (long)word;
    }
}
