using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Harness.Tests.Fakes;

/// <summary>A lesson with one parameter beside the version.</summary>
internal sealed class FakeLesson : ILesson
{
    public string Name => "lesson-test";

    public string Title => "Test before you measure";

    public string Waste => "Everything is done twice.";

    public string Advice => "Do it once.";

    public string Summary => "A lesson for tests.";

    public string Source => "ours";

    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new("count", ParameterKind.Integer, "Count.", "10") { Minimum = 1, Maximum = 30 },
        new(ILesson.Version, ParameterKind.Choice, "Version.", ILesson.Wasteful)
        {
            Choices = [ILesson.Wasteful, ILesson.Careful],
        },
    ];

    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) =>
        new Dictionary<string, string>(StringComparer.Ordinal);

    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => run.Seed;
}
