using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Harness.Tests.Fakes;

/// <summary>An engine with a positional profile, a number and a size; heaps below 64 KiB are too small for it.</summary>
internal sealed class FakeEngineFactory : IEngineFactory
{
    public const long SmallestHeap = 64 << 10;

    public static EngineTraits FakeTraits { get; } = new()
    {
        Moving = false,
        Reclaims = true,
        ReclaimsCycles = true,
        Prompt = true,
        CountsReferences = true,
        ManagedHeap = false,
        Generations = 3,
        Barrier = BarrierKind.ReferenceCounting,
        Delivery = CallbackDelivery.AtDeath,
        FinalizerOrder = FinalizerOrder.ByCount,
        WeakClearedBeforeFinalizer = true,
        CollectResult = CollectResult.UnreachableObjects,
        CanDisable = true,
        HasCensus = true,
        HonoursHeapLimit = true,
        HeaderBytes = 16,
    };

    public string Summary => "An engine for tests.";

    public string ModelledOn => "nothing";

    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new("profile", ParameterKind.Choice, "Profile.", "3.13") { Choices = ["3.11", "3.13", "3.14"], Positional = true },
        new("gen0", ParameterKind.Integer, "Threshold.", "2000") { Minimum = 1 },
        new("nursery", ParameterKind.Bytes, "Size.", "4MiB") { Minimum = 1 },
    ];

    public EngineTraits GetTraits(ParameterValues parameters) => FakeTraits;

    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["FAKE_GEN0"] = options.Parameters.Text("gen0") };

    public IEngine Create(EngineOptions options) =>
        options.HeapLimitBytes < SmallestHeap
            ? throw new ParameterException("the heap must hold at least 64KiB")
            : new FakeEngine();
}
