using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.RunComparisons;
using Compare.Harness.Statistics;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Tests.Results;
using Compare.Harness.Tests.Statistics;

namespace Compare.Harness.Tests.RunComparisons;

/// <summary>A made-up run whose wall times vary by about 1 % unless told otherwise.</summary>
internal sealed class TestRun(ulong seed, int invocations = 10)
{
    private const double TypicalNs = 1e8;

    private readonly SplitMix64 _random = new(seed);
    private readonly List<InvocationRow> _rows = [];
    private readonly List<WorkRow> _work = [];

    public RunEnvironment Environment { get; init; } = ResultSetRoundTripTests.Environment;

    public double Spread { get; init; } = 0.01;

    public RunSettings Settings { get; init; } = new() { Invocations = invocations };

    public IReadOnlyList<SummaryRow> AaPair { get; init; } = [];

    public TestRun Cell(
        string config, string workload, double slowdown = 1, string checksum = "01", CellStatus status = CellStatus.Ok, long? heap = null)
    {
        for (int i = 0; i < invocations; i++)
        {
            long? wall = status == CellStatus.Ok ? (long)(TypicalNs * slowdown * Math.Exp(Spread * Noise.Normal(_random))) : null;
            string? answer = status == CellStatus.Ok ? checksum : null;
            _rows.Add(TestRows.Invocation(config, workload, i, wall, answer, status, heap) with { HeapPeakBytes = 1_000 });
        }

        return this;
    }

    public TestRun Count(string config, string workload, string count, long? value)
    {
        _work.Add(new WorkRow
        {
            Engine = config,
            Config = config,
            Workload = workload,
            Invocation = invocations,
            Metric = count,
            Value = value,
            Unit = "objects",
        });
        return this;
    }

    public ComparedRun Build() => new("run", Set, Settings);

    private ResultSet Set => TestSets.Of("cpython", _rows, []) with
    {
        Environment = Environment,
        Work = _work,
        AaPair = AaPair,
    };
}
