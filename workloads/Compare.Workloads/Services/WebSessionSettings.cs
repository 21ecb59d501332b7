using Compare.Engines.Abstractions.Parameters;

namespace Compare.Workloads.Services;

/// <summary>The parameters of <see cref="WebSession"/> that decide what is allocated.</summary>
/// <param name="Requests">Requests served.</param>
/// <param name="Sessions">Places for sessions.</param>
/// <param name="Life">Mean life of a session, requests.</param>
/// <param name="Least">Bytes of the smallest requests.</param>
/// <param name="Most">Bytes of the largest requests.</param>
/// <param name="Survive">Share of the items that go into the session.</param>
/// <param name="Cyclic">Share of the requests whose response refers back to them.</param>
/// <param name="Handlers">Handlers, which live as long as the program.</param>
internal readonly record struct WebSessionSettings(
    int Requests, int Sessions, int Life, int Least, int Most, double Survive, double Cyclic, int Handlers)
{
    /// <summary>Key of <see cref="Requests"/>.</summary>
    public const string RequestsKey = "requests";

    /// <summary>Key of <see cref="Sessions"/>.</summary>
    public const string SessionsKey = "sessions";

    /// <summary>Key of <see cref="Life"/>.</summary>
    public const string LifeKey = "life";

    /// <summary>Key of <see cref="Least"/>.</summary>
    public const string LeastKey = "least";

    /// <summary>Key of <see cref="Most"/>.</summary>
    public const string MostKey = "most";

    /// <summary>Key of <see cref="Survive"/>.</summary>
    public const string SurviveKey = "survive";

    /// <summary>Key of <see cref="Cyclic"/>.</summary>
    public const string CyclicKey = "cyclic";

    /// <summary>Key of <see cref="Handlers"/>.</summary>
    public const string HandlersKey = "handlers";

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ParameterException">The largest request is smaller than the smallest.</exception>
    public static WebSessionSettings From(ParameterValues parameters)
    {
        WebSessionSettings settings = new(
            (int)parameters.Integer(RequestsKey),
            (int)parameters.Integer(SessionsKey),
            (int)parameters.Integer(LifeKey),
            (int)parameters.Integer(LeastKey),
            (int)parameters.Integer(MostKey),
            parameters.Number(SurviveKey),
            parameters.Number(CyclicKey),
            (int)parameters.Integer(HandlersKey));
        return settings.Most >= settings.Least
            ? settings
            : throw new ParameterException(
                $"workload web-session: the parameter '{MostKey}' must not be below '{LeastKey}' ({settings.Least}).");
    }
}
