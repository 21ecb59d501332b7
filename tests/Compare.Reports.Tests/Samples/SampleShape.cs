namespace Compare.Reports.Tests.Samples;

/// <summary>The shape of a sample: how much of everything it holds.</summary>
internal sealed record SampleShape
{
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

    /// <summary>Whether some cells fail, in several ways.</summary>
    public bool WithFailures { get; init; } = true;

    /// <summary>Whether every cell fails.</summary>
    public bool NothingFinishes { get; init; }
}
