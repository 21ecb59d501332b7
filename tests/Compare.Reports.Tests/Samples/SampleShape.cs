namespace Compare.Reports.Tests.Samples;

/// <summary>The shape of a sample: how much of everything it holds.</summary>
internal sealed record SampleShape
{
    private static readonly string[] s_engines = ["cpython", "pypy", "clr", "semispace", "micropython"];

    public IReadOnlyList<string> Configs { get; init; } =
        ["cpython:3.13", "cpython:3.13,gen0=700", "pypy:nursery=512KiB", "clr", "nogc", "semispace"];

    public IReadOnlyList<string> Workloads { get; init; } =
    [
        "binary-trees:depth=18", "gcbench", "rings:count=20000,length=50", "lru-cache:capacity=10000", "json-dom", "string-intern",
    ];

    public IReadOnlyList<long?> Heaps { get; init; } = [null];

    public int Invocations { get; init; } = 5;

    public int WarmUpIterations { get; init; } = 2;

    public int MeasuredIterations { get; init; } = 5;

    public int EventsPerIteration { get; init; } = 40;

    /// <summary>Samples of the heap in each iteration.</summary>
    public int SamplesPerIteration { get; init; } = 60;

    /// <summary>Whether some cells fail, in several ways.</summary>
    public bool WithFailures { get; init; } = true;

    /// <summary>Whether every cell fails.</summary>
    public bool NothingFinishes { get; init; }

    /// <summary>A run of many cells, each with a little of everything: engines, workloads and heap limits in the proportions 8 : 5 : 5.</summary>
    /// <param name="cells">Least number of cells.</param>
    public static SampleShape Large(int cells)
    {
        int engines = Math.Max(2, (int)Math.Round(8 * Math.Cbrt(cells / 200.0)));
        int workloads = Math.Max(1, (int)Math.Round(5 * Math.Cbrt(cells / 200.0)));
        int heaps = (int)Math.Ceiling(cells / (double)(engines * workloads));
        return new SampleShape
        {
            Configs = [.. Enumerable.Range(0, engines).Select(number => $"{s_engines[number % s_engines.Length]}:variant={number}")],
            Workloads = [.. Enumerable.Range(0, workloads).Select(number => $"binary-trees:depth={number + 1},node=slots")],
            Heaps = [.. Enumerable.Range(1, heaps).Select(number => (long?)number << 25)],
            Invocations = 2,
            WarmUpIterations = 0,
            MeasuredIterations = 1,
            EventsPerIteration = 4,
            SamplesPerIteration = 6,
        };
    }
}
