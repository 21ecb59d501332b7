namespace Compare.Harness.Fingerprints;

/// <summary>
/// Workloads as points: where each stands on the two directions in which they differ most, which stand too near to each other, which
/// regions hold none, and which few cover the rest best.
/// </summary>
public sealed class SuiteMap
{
    /// <summary>
    /// Two workloads nearer than this share of the mean distance of all pairs count as duplicates: they answer the same question.
    /// </summary>
    public const double DuplicateShare = 0.15;

    /// <summary>The map is cut into this many columns and rows to look for regions without a workload.</summary>
    public const int GridSize = 4;

    private const int Names = 3;

    private readonly PrincipalComponents _components;
    private readonly double[][] _points;

    /// <summary>Initializes a new instance of the <see cref="SuiteMap"/> class.</summary>
    /// <param name="prints">At least two fingerprints that are not all the same.</param>
    public SuiteMap(IReadOnlyList<Fingerprint> prints)
    {
        Prints = prints;
        _components = PrincipalComponents.Of(
            [.. prints.Select(print => FingerprintFeature.All.Select(feature => feature.Value(print)).ToArray())]);
        _points = [.. Enumerable.Range(0, prints.Count).Select(_components.Standard)];
        Pairs =
        [
            .. (from left in Enumerable.Range(0, prints.Count)
                from right in Enumerable.Range(left + 1, prints.Count - left - 1)
                select new WorkloadPair(prints[left].Workload, prints[right].Workload, Distance(left, right)))
            .OrderBy(pair => pair.Distance),
        ];
        MeanDistance = Pairs.Average(pair => pair.Distance);
    }

    /// <summary>Gets the fingerprints.</summary>
    public IReadOnlyList<Fingerprint> Prints { get; }

    /// <summary>Gets all pairs, nearest first, by the distance of their standardised features.</summary>
    public IReadOnlyList<WorkloadPair> Pairs { get; }

    /// <summary>Gets the mean distance of all pairs.</summary>
    public double MeanDistance { get; }

    /// <summary>Gets the pairs that are so near that one of the two adds little.</summary>
    public IEnumerable<WorkloadPair> Duplicates => Pairs.TakeWhile(pair => pair.Distance < DuplicateShare * MeanDistance);

    /// <summary>Gets the share of the differences that a direction shows.</summary>
    /// <param name="direction">0 for the horizontal one, 1 for the vertical one.</param>
    public double Share(int direction) => _components.Shares[direction];

    /// <summary>Gets the place of a workload.</summary>
    /// <param name="workload">Number of its fingerprint.</param>
    public (double X, double Y) Place(int workload) => (_components.Score(workload, 0), _components.Score(workload, 1));

    /// <summary>Describes an end of a direction by the features that have most part in it.</summary>
    /// <param name="direction">0 for the horizontal one, 1 for the vertical one.</param>
    /// <param name="positive">True for the right or upper end.</param>
    public string Describe(int direction, bool positive)
    {
        IEnumerable<string> words = FingerprintFeature.All
            .Select((feature, index) => (Feature: feature, Part: _components.Loading(direction, index)))
            .OrderByDescending(part => Math.Abs(part.Part))
            .Take(Names)
            .Select(part => part.Part > 0 == positive ? part.Feature.High : part.Feature.Low);
        return string.Join(", ", words);
    }

    /// <summary>Finds the cells of the map's grid that hold no workload.</summary>
    /// <returns>Column from the left and row from below, 0 to <see cref="GridSize"/> − 1.</returns>
    public IReadOnlyList<(int Column, int Row)> BareCells()
    {
        (double X, double Y)[] places = [.. Enumerable.Range(0, Prints.Count).Select(Place)];
        (double left, double right) = (places.Min(place => place.X), places.Max(place => place.X));
        (double low, double high) = (places.Min(place => place.Y), places.Max(place => place.Y));
        HashSet<(int, int)> held = [.. places.Select(place => (Cell(place.X, left, right), Cell(place.Y, low, high)))];
        return
        [
            .. from row in Enumerable.Range(0, GridSize)
               from column in Enumerable.Range(0, GridSize)
               where !held.Contains((column, row))
               select (column, row),
        ];
    }

    /// <summary>
    /// Chooses workloads that cover the space: those that must be in, then again and again the one farthest from all that are in
    /// (Gonzalez 1985, whose choice is never worse than twice the best one).
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="certain">Names of those that are in from the start.</param>
    /// <param name="may">Tells of a workload whether it may be chosen.</param>
    /// <returns>Numbers of the fingerprints, in order of choice.</returns>
    public IReadOnlyList<int> Choose(int count, IReadOnlyCollection<string> certain, Func<Fingerprint, bool> may)
    {
        List<int> chosen = [.. Enumerable.Range(0, Prints.Count).Where(index => certain.Contains(Prints[index].Workload))];
        List<int> others = [.. Enumerable.Range(0, Prints.Count).Where(index => !chosen.Contains(index) && may(Prints[index]))];
        if (chosen.Count == 0 && others.Count > 0)
        {
            chosen.Add(others.MaxBy(index => _points[index].Sum(value => value * value)));
            others.Remove(chosen[0]);
        }

        while (chosen.Count < count && others.Count > 0)
        {
            int farthest = others.MaxBy(index => chosen.Min(inside => Distance(index, inside)));
            chosen.Add(farthest);
            others.Remove(farthest);
        }

        return chosen;
    }

    private static int Cell(double value, double least, double most) =>
        most > least ? Math.Min(GridSize - 1, (int)((value - least) / (most - least) * GridSize)) : 0;

    private double Distance(int left, int right) =>
        Math.Sqrt(_points[left].Zip(_points[right], (one, other) => (one - other) * (one - other)).Sum());
}
