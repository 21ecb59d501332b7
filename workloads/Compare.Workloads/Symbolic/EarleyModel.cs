namespace Compare.Workloads.Symbolic;

/// <summary>Counts what <see cref="Earley"/> allocates, from the lengths of its lists.</summary>
internal sealed class EarleyModel
{
    private readonly List<(int Rule, int Dot, int Origin)>[] _columns;
    private readonly Dictionary<(int Rule, int Dot, int From, int To), Counts> _known = [];

    /// <summary>Initializes a new instance of the <see cref="EarleyModel"/> class.</summary>
    /// <param name="tokens">Length of the input.</param>
    public EarleyModel(int tokens)
    {
        _columns = [.. Enumerable.Range(0, tokens + 1).Select(_ => new List<(int Rule, int Dot, int Origin)>())];
        Predict(0);
        for (int place = 0; place <= tokens; place++)
        {
            // The column grows while it is read.
            for (int i = 0; i < _columns[place].Count; i++)
            {
                (int rule, int dot, int origin) = _columns[place][i];
                if (dot == EarleyGrammar.Length(rule))
                {
                    foreach ((int waiting, int before, int began) in _columns[origin].ToArray())
                    {
                        if (EarleyGrammar.IsNonterminal(waiting) && before < EarleyGrammar.Length(waiting))
                        {
                            Add(place, (waiting, before + 1, began));
                        }
                    }
                }
                else if (EarleyGrammar.IsNonterminal(rule))
                {
                    Predict(place);
                }
                else if (place < tokens)
                {
                    Add(place + 1, (rule, dot + 1, origin));
                }
            }
        }

        foreach ((int rule, int dot, int origin) in _columns[tokens])
        {
            if (origin == 0 && dot == EarleyGrammar.Length(rule))
            {
                Counts counts = Derive(rule, dot, 0, tokens);
                Trees += counts.Trees;
                CellsMade += counts.Made;
                CellsOfTrees += counts.Kept;
            }
        }
    }

    /// <summary>Gets the number of items in the chart.</summary>
    public long Items => _columns.Sum(column => (long)column.Count);

    /// <summary>Gets the number of trees.</summary>
    public long Trees { get; }

    /// <summary>Gets the cells allocated to make them all.</summary>
    public long CellsMade { get; }

    /// <summary>Gets the cells that the trees consist of, without the list of them.</summary>
    public long CellsOfTrees { get; }

    private void Predict(int place)
    {
        for (int rule = 0; rule < EarleyGrammar.Rules; rule++)
        {
            Add(place, (rule, 0, place));
        }
    }

    private void Add(int place, (int Rule, int Dot, int Origin) item)
    {
        if (!_columns[place].Contains(item))
        {
            _columns[place].Add(item);
        }
    }

    private Counts Derive(int rule, int dot, int from, int to)
    {
        if (dot == 0)
        {
            return new(Trees: 1, Made: 1, Kept: 0);
        }

        if (_known.TryGetValue((rule, dot, from, to), out Counts known))
        {
            return known;
        }

        Counts sum = default;
        if (!EarleyGrammar.IsNonterminal(rule))
        {
            Counts shorter = Derive(rule, dot - 1, from, to - 1);
            sum = new(shorter.Trees, shorter.Made + (2 * shorter.Trees), shorter.Kept + shorter.Trees);
        }
        else
        {
            foreach ((int last, int end, int middle) in _columns[to])
            {
                if (end == EarleyGrammar.Length(last) && middle >= from && _columns[middle].Contains((rule, dot - 1, from)))
                {
                    Counts left = Derive(rule, dot - 1, from, middle);
                    Counts right = Derive(last, end, middle, to);
                    long both = left.Trees * right.Trees;
                    sum = new(
                        sum.Trees + both,
                        sum.Made + left.Made + right.Made + (2 * both),
                        sum.Kept + left.Kept + right.Kept + both);
                }
            }
        }

        _known.Add((rule, dot, from, to), sum);
        return sum;
    }

    private readonly record struct Counts(long Trees, long Made, long Kept);
}
