using System.Collections.Concurrent;

namespace Compare.Workloads.Randomness;

/// <summary>
/// Draws ranks 1 to n with probabilities proportional to rank^−skew. The table fits into the first-level cache whatever n
/// is, so that drawing disturbs the measured memory little.
/// </summary>
/// <remarks>
/// The first ranks are columns of their own; the rest are grouped into columns that grow geometrically. A column is
/// drawn by the alias method (Walker 1977, table by Vose 1991), a rank inside it by rejection; the bound of the
/// rejection is so close that a power is seldom computed.
/// </remarks>
internal sealed class ZipfSampler
{
    private const int HeadRanks = 512;
    private const int GrowthDivisor = 16;
    private const double CoinSides = 4294967296;

    private static readonly ConcurrentDictionary<(int Ranks, double Skew), ZipfSampler> s_samplers = new();

    private readonly double _skew;
    private readonly Column[] _columns;

    private ZipfSampler(int ranks, double skew)
    {
        _skew = skew;
        List<Column> columns = [];
        List<double> weights = [];
        for (int first = 1; first <= ranks;)
        {
            int count = first <= HeadRanks ? 1 : Math.Min(first / GrowthDivisor, ranks - first + 1);
            double weight = 0;
            for (int rank = first; rank < first + count; rank++)
            {
                weight += Math.Pow(rank, -skew);
            }

            uint surely = Coin(Math.Pow((double)(first + count - 1) / first, -skew));
            columns.Add(new Column { First = first, Count = count, Surely = surely });
            weights.Add(weight);
            first += count;
        }

        _columns = [.. columns];
        FillAliases(weights);
    }

    /// <summary>Gets a sampler, built once per process because it costs a power per rank.</summary>
    /// <param name="ranks">Number of ranks, 1 or more.</param>
    /// <param name="skew">The exponent, 0 (uniform) or more.</param>
    /// <returns>A sampler; it has no state besides its table.</returns>
    public static ZipfSampler For(int ranks, double skew) =>
        s_samplers.GetOrAdd((ranks, skew), static key => new ZipfSampler(key.Ranks, key.Skew));

    /// <summary>Draws a rank.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <returns>1 to the number of ranks; 1 is the most frequent.</returns>
    public int Next(ref Xoshiro256 random)
    {
        Column[] columns = _columns;
        ulong bits = random.Next();
        int index = Scale(bits, columns.Length);
        if ((uint)bits > columns[index].Stay)
        {
            index = columns[index].Alias;
        }

        ref Column column = ref columns[index];
        return column.Count == 1 ? column.First : NextInside(ref column, ref random);
    }

    private int NextInside(ref Column column, ref Xoshiro256 random)
    {
        while (true)
        {
            ulong bits = random.Next();
            int rank = column.First + Scale(bits, column.Count);
            uint coin = (uint)bits;
            if (coin <= column.Surely || coin <= Coin(Math.Pow((double)rank / column.First, -_skew)))
            {
                return rank;
            }
        }
    }

    private static int Scale(ulong bits, int count) => (int)(((bits >> 32) * (uint)count) >> 32);

    private static uint Coin(double probability) => (uint)Math.Min(probability * CoinSides, uint.MaxValue);

    private void FillAliases(List<double> weights)
    {
        double mean = weights.Sum() / weights.Count;
        double[] shares = [.. weights.Select(weight => weight / mean)];
        Stack<int> small = new();
        Stack<int> large = new();
        for (int i = 0; i < shares.Length; i++)
        {
            _columns[i].Stay = uint.MaxValue;
            _columns[i].Alias = i;
            (shares[i] < 1 ? small : large).Push(i);
        }

        while (small.TryPop(out int poor) && large.TryPop(out int rich))
        {
            _columns[poor].Stay = Coin(shares[poor]);
            _columns[poor].Alias = rich;
            shares[rich] -= 1 - shares[poor];
            (shares[rich] < 1 ? small : large).Push(rich);
        }
    }

    private struct Column
    {
        public int First;
        public int Count;
        public uint Surely;
        public uint Stay;
        public int Alias;
    }
}
