using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Harness.Tests.Fakes;

/// <summary>A workload with two parameters; the catalogues of the tests name it freely.</summary>
internal sealed class FakeWorkload(string name, string? notApplicable = null) : IWorkload
{
    public string Name => name;

    public string Summary => "A workload for tests.";

    public string Source => "ours";

    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new("depth", ParameterKind.Integer, "Depth.", "10") { Minimum = 1, Maximum = 30 },
        new("node", ParameterKind.Choice, "Kind of node.", "slots") { Choices = ["slots", "tuple"] },
    ];

    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["depth"] = size switch { WorkloadSize.Smoke => "4", WorkloadSize.Default => "10", _ => "20" },
        };

    public (long Live, long Largest)? Sizes { get; init; }

    public (long Live, long Largest)? FragmentingSizes(ParameterValues parameters) => Sizes;

    public string? NotApplicable(EngineTraits traits, ParameterValues parameters) => notApplicable;

    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed) => new(1, 16, 1, 16);

    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => run.Seed;
}
