using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Services;

/// <summary>
/// When the requests of an open loop arrive: clients do not wait for each other, so a request that comes while the server stands
/// still has been waiting when the server turns to it.
/// </summary>
/// <remarks>Random numbers of its own: the work is the same at every rate.</remarks>
internal struct ArrivalSchedule
{
    /// <summary>Key of the rate.</summary>
    public const string RateKey = "rate";

    /// <summary>Key of the kind of arrivals.</summary>
    public const string ArrivalKey = "arrival";

    private const string Constant = "constant";
    private const string Poisson = "poisson";
    private const double NanosecondsPerSecond = 1e9;
    private const ulong Salt = 0xA881_7A15_0C4E_D01E;
    private const int FractionBits = 53;

    private readonly double _rate;
    private readonly bool _isPoisson;
    private Xoshiro256 _random;
    private double _seconds;
    private long _requests;

    /// <summary>Initializes a new instance of the <see cref="ArrivalSchedule"/> struct before the first arrival.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <param name="seed">The seed.</param>
    public ArrivalSchedule(ParameterValues parameters, ulong seed)
    {
        _rate = parameters.Number(RateKey);
        _isPoisson = parameters.Text(ArrivalKey) == Poisson;
        _random = new Xoshiro256(seed ^ Salt);
    }

    /// <summary>Gets the description of the rate.</summary>
    public static ParameterDescription RateParameter { get; } =
        new(RateKey, ParameterKind.Number, "Requests that arrive in a second, ready or not; 0 for one after the other.", "0")
        {
            Minimum = 0,
            Maximum = 1e6,
            Prefix = "open", // Load generators call arrivals that do not wait for answers an open loop.
        };

    /// <summary>Gets the description of the kind of arrivals.</summary>
    public static ParameterDescription ArrivalParameter { get; } =
        new(
            ArrivalKey,
            ParameterKind.Choice,
            "How requests arrive at a rate: at equal distances, or independently of each other.",
            Poisson)
        {
            Choices = [Poisson, Constant],
        };

    /// <summary>Finds out when the next request arrives.</summary>
    /// <returns>ns since serving began, or <see cref="WorkloadRun.Unscheduled"/> without a rate.</returns>
    public long Next()
    {
        if (_rate == 0)
        {
            return WorkloadRun.Unscheduled;
        }

        if (_isPoisson)
        {
            double fraction = (_random.Next() >> (64 - FractionBits)) * (1.0 / (1L << FractionBits));
            _seconds -= Math.Log(1 - fraction) / _rate;
        }
        else
        {
            _seconds = _requests++ / _rate;
        }

        return (long)(_seconds * NanosecondsPerSecond);
    }
}
