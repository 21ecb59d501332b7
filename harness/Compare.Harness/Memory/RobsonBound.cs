namespace Compare.Harness.Memory;

/// <summary>
/// The least memory in which a heap that does not move objects can serve every program (J. M. Robson: Bounds for some functions
/// concerning dynamic storage allocation, JACM 21(3), 1974): sizes are powers of two.
/// </summary>
public static class RobsonBound
{
    /// <summary>Computes the bound, in units of the smallest size.</summary>
    /// <param name="live">Live data at most: M.</param>
    /// <param name="largest">Largest size, a power of two: n.</param>
    /// <returns>M(½·log₂n + 1) − n + 1.</returns>
    public static double Of(long live, long largest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(live, largest);
        return (live * ((Math.Log2(largest) / 2) + 1)) - largest + 1;
    }
}
