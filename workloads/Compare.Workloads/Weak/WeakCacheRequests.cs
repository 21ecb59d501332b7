using Compare.Engines.Abstractions.Parameters;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Weak;

/// <summary>The parameters of <see cref="WeakCache"/> and its stream of requests.</summary>
internal struct WeakCacheRequests
{
    /// <summary>Key of the number of entries.</summary>
    public const string EntriesKey = "entries";

    /// <summary>Key of the number of requests.</summary>
    public const string OperationsKey = "operations";

    /// <summary>Key of the share of requests that drop a value.</summary>
    public const string ClearKey = "clear";

    /// <summary>Key of the exponent of the entries' popularity.</summary>
    public const string SkewKey = "skew";

    private readonly ZipfSampler _sampler;
    private readonly double _clear;
    private Xoshiro256 _random;

    /// <summary>Initializes a new instance of the <see cref="WeakCacheRequests"/> struct at the stream's begin.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <param name="seed">The seed.</param>
    public WeakCacheRequests(ParameterValues parameters, ulong seed)
    {
        Entries = (int)parameters.Integer(EntriesKey);
        Operations = parameters.Integer(OperationsKey);
        _clear = parameters.Number(ClearKey);
        _sampler = ZipfSampler.For(Entries, parameters.Number(SkewKey));
        _random = new Xoshiro256(seed);
    }

    /// <summary>Gets the number of entries.</summary>
    public int Entries { get; }

    /// <summary>Gets the number of requests.</summary>
    public long Operations { get; }

    /// <summary>Draws the next request.</summary>
    /// <param name="drops">Whether the owner lets the value go; else it is looked up.</param>
    /// <returns>Number of the entry.</returns>
    public int Next(out bool drops)
    {
        int entry = _sampler.Next(ref _random) - 1;
        drops = Uniform.Chance(ref _random, _clear);
        return entry;
    }
}
