namespace Compare.Harness.Steadiness;

/// <summary>How the times of iterations develop inside one process.</summary>
public enum SteadyClass
{
    /// <summary>The same from the first iteration on.</summary>
    Flat,

    /// <summary>The end is steady and the fastest part.</summary>
    WarmUp,

    /// <summary>The end is steady and slower than some part before.</summary>
    Slowdown,

    /// <summary>The last quarter still changes.</summary>
    NoSteadyState,
}
