namespace Compare.Harness.Matrix;

/// <summary>In which order the points of a heap sweep run within a block of invocations.</summary>
public enum SweepOrder
{
    /// <summary>
    /// Smallest, largest, middle, then the middles of the gaps: a sweep that is stopped shows the shape already.
    /// </summary>
    EndsFirst,

    /// <summary>Shuffled with all else.</summary>
    Shuffled,
}
