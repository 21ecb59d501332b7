namespace Compare.Engines.Clr.Host;

/// <summary>The calls delivered for one collection, while it is not known yet when the collection ended.</summary>
/// <param name="Collection">Number of the collection.</param>
/// <param name="FirstNanoseconds">Wall clock at the first call.</param>
/// <param name="FirstBytes">Allocation clock at the first call.</param>
internal record struct DelayBatch(long Collection, long FirstNanoseconds, long FirstBytes)
{
    /// <summary>Number of calls.</summary>
    public long Calls;

    /// <summary>Sum of the times since the first call, ns.</summary>
    public long LaterNanoseconds;

    /// <summary>Time of the last call since the first, ns.</summary>
    public long LastNanoseconds;

    /// <summary>Sum of the bytes allocated since the first call.</summary>
    public long LaterBytes;

    /// <summary>Bytes allocated between the first call and the last.</summary>
    public long LastBytes;
}
