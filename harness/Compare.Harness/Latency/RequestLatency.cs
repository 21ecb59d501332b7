namespace Compare.Harness.Latency;

/// <summary>
/// What a client waits for an answer: simple, metered (Blackburn et al. 2025, DaCapo Chopin) and open-loop latency, ns.
/// </summary>
public static class RequestLatency
{
    /// <summary>
    /// Simple latency, from the begin of a request to its end: a pause delays only the request that it falls into.
    /// </summary>
    /// <param name="begins">Begin of each request.</param>
    /// <param name="ends">End of each request.</param>
    public static long[] Simple(ReadOnlySpan<long> begins, ReadOnlySpan<long> ends) => Difference(begins, ends);

    /// <summary>
    /// Open-loop latency, from the scheduled arrival to the end: waiting in the queue is part of it (no coordinated omission).
    /// </summary>
    /// <param name="scheduled">Scheduled arrival of each request.</param>
    /// <param name="ends">End of each request.</param>
    public static long[] OpenLoop(ReadOnlySpan<long> scheduled, ReadOnlySpan<long> ends) => Difference(scheduled, ends);

    /// <summary>
    /// Metered latency: requests of a closed loop are given the begins that they would have had if they had arrived evenly in a
    /// window around them, so that a pause delays all that would have come meanwhile.
    /// </summary>
    /// <remarks>
    /// lo and hi are the first requests that begin at or after bᵢ − W/2 and bᵢ + W/2 (the last one, if none does); the synthetic
    /// begin is b_lo + (i − lo)(b_hi − b_lo)/(hi − lo), the latency the longer of the simple one and that from the synthetic
    /// begin.
    /// </remarks>
    /// <param name="begins">Begin of each request, ascending.</param>
    /// <param name="ends">End of each request.</param>
    /// <param name="window">Length of the window, ns; null for the whole run.</param>
    public static long[] Metered(ReadOnlySpan<long> begins, ReadOnlySpan<long> ends, long? window)
    {
        long[] latencies = Simple(begins, ends);
        int last = begins.Length - 1;
        int low = 0;
        int high = 0;
        for (int i = 0; i < latencies.Length; i++)
        {
            if (window is { } length)
            {
                long half = length / 2;
                while (begins[low] < begins[i] - half)
                {
                    low++;
                }

                while (high < last && begins[high] < begins[i] + half)
                {
                    high++;
                }
            }
            else
            {
                high = last;
            }

            if (high > low)
            {
                double gap = (begins[high] - begins[low]) / (double)(high - low);
                long synthetic = begins[low] + (long)Math.Round((i - low) * gap);
                latencies[i] = Math.Max(latencies[i], ends[i] - synthetic);
            }
        }

        return latencies;
    }

    private static long[] Difference(ReadOnlySpan<long> from, ReadOnlySpan<long> to)
    {
        if (from.Length != to.Length)
        {
            throw new ArgumentException("Every request needs one begin and one end.", nameof(to));
        }

        long[] differences = new long[to.Length];
        for (int i = 0; i < to.Length; i++)
        {
            differences[i] = to[i] - from[i];
        }

        return differences;
    }
}
