namespace Compare.Harness.Matrix;

/// <summary>
/// The order in which a sweep that may be stopped shows most: both ends, the middle, then the middle of each gap
/// (running-ng's <c>fillin</c>; methodology 2.1).
/// </summary>
public static class EndsFirst
{
    /// <summary>When each of so many points comes, from 0.</summary>
    /// <param name="count">Number of points, 0 or more.</param>
    public static IReadOnlyList<int> Ranks(int count)
    {
        int[] ranks = new int[count];
        int next = 0;
        if (count > 0)
        {
            ranks[0] = next++;
        }

        if (count > 1)
        {
            ranks[^1] = next++;
        }

        Queue<(int First, int Last)> gaps = new([(0, count - 1)]);
        while (gaps.TryDequeue(out (int First, int Last) gap))
        {
            if (gap.Last - gap.First >= 2)
            {
                int middle = (gap.First + gap.Last) / 2;
                ranks[middle] = next++;
                gaps.Enqueue((gap.First, middle));
                gaps.Enqueue((middle, gap.Last));
            }
        }

        return ranks;
    }
}
