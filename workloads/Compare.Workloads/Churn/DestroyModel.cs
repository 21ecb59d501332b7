namespace Compare.Workloads.Churn;

/// <summary>
/// The lengths of the rows of <see cref="Destroy"/>, step by step: they alone decide what is allocated and what lives.
/// </summary>
internal readonly struct DestroyModel
{
    /// <summary>Number of rows.</summary>
    public const int Rows = 10;

    /// <summary>Initializes a new instance of the <see cref="DestroyModel"/> struct from a whole run of the program.</summary>
    /// <param name="steps">Steps, counted down to 1.</param>
    /// <param name="added">Cells added to a row that grows.</param>
    public DestroyModel(long steps, int added)
    {
        Span<int> lengths = stackalloc int[Rows];
        lengths.Clear();
        for (long step = steps; step > 0; step--)
        {
            if (lengths[0] > 0)
            {
                Cut(lengths);
                continue;
            }

            long live = 0;
            foreach (ref int length in lengths)
            {
                int more = added + (length == 0 ? 1 : 0);
                length += more;
                CellsMade += more;
                live += length;
            }

            if (live > MostCells)
            {
                MostCells = live;
                StepOfMostCells = step;
            }
        }
    }

    /// <summary>Gets the cells allocated in the whole run.</summary>
    public long CellsMade { get; }

    /// <summary>Gets the largest number of live cells.</summary>
    public long MostCells { get; }

    /// <summary>Gets the number of the first step after which so many are live.</summary>
    public long StepOfMostCells { get; }

    private static void Cut(Span<int> lengths)
    {
        for (int i = 1; i < Rows; i++)
        {
            int half = lengths[i - 1] / 2;
            int piece = half == 0 ? 0 : lengths[i - 1] - half;
            lengths[i - 1] = half;
            lengths[i] = lengths[i] == 0 ? piece : (lengths[i] / 2) + 1 + piece;
        }
    }
}
