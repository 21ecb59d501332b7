namespace Compare.Harness.Latency;

/// <summary>The requests of one run in order of their begin, in columns of ns.</summary>
/// <param name="Begins">When the program turned to each request, ascending.</param>
/// <param name="Ends">When each was answered.</param>
/// <param name="Scheduled">When each was to arrive; null in a closed loop, where one follows the other.</param>
public sealed record RequestRun(long[] Begins, long[] Ends, long[]? Scheduled)
{
    /// <summary>How long each request keeps the program busy, ns.</summary>
    /// <remarks>
    /// In a closed loop until it turns to the next one: a pause between two requests holds the next one up. With a schedule the
    /// time between may be spent waiting, so only that of the request itself is known to be busy.
    /// </remarks>
    public long[] Occupancies()
    {
        long[] busy = RequestLatency.Simple(Begins, Ends);
        for (int i = 0; Scheduled is null && i < busy.Length - 1; i++)
        {
            busy[i] = Math.Max(busy[i], Begins[i + 1] - Begins[i]);
        }

        return busy;
    }
}
