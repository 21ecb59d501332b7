namespace Compare.Harness.Planning;

/// <summary>What an invocation is for.</summary>
public enum InvocationKind
{
    /// <summary>Timed, without probes.</summary>
    Timed,

    /// <summary>Collects the work vector with probes compiled in; never timed.</summary>
    Work,

    /// <summary>Timed, as the second half of the A/A pair.</summary>
    Twin,

    /// <summary>Timed, to show whether the machine drifts; of no cell of the matrix.</summary>
    Canary,
}
