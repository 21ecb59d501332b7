using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Harness.Tests.Fakes;

/// <summary>An engine with a positional profile, a number and a size; heaps below 64 KiB are too small for it.</summary>
internal sealed class FakeEngineFactory : IEngineFactory
{
    public const long SmallestHeap = 64 << 10;

    public const long FixedHeap = 8;

    public const long TakesNoLimit = 78;

    public const long ReclaimsNothing = 79;

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

    // One profile has a heap of fixed size, half as large as what the fake workload keeps; two thresholds stand for engines
    // that take no part in sweeps.
    public EngineTraits GetTraits(ParameterValues parameters) =>
        (parameters.Text("profile"), parameters.Integer("gen0")) switch
        {
            ("3.11", _) => FakeTraits with { FixedHeapBytes = FixedHeap },
            (_, TakesNoLimit) => FakeTraits with { HonoursHeapLimit = false },
            (_, ReclaimsNothing) => FakeTraits with { Reclaims = false },
            _ => FakeTraits,
        };

    // One value of one parameter needs a setting of the process, so that both kinds of engine are there.
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) =>
        options.Parameters.Integer("gen0") == 77
            ? new Dictionary<string, string>(StringComparer.Ordinal) { ["FAKE_GEN0"] = "77" }
            : new Dictionary<string, string>(StringComparer.Ordinal);

    public IEngine Create(EngineOptions options) =>
        options.HeapLimitBytes < SmallestHeap
            ? throw new ParameterException("the heap must hold at least 64KiB")
            : new FakeEngine();
}
