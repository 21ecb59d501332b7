using System.Text.Json.Serialization;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.RunComparisons;

/// <summary>Serialisation of what <c>gc-compare compare --json</c> prints; what is not known is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    Converters =
    [
        typeof(CellStatusJsonConverter), typeof(LowerCase<Verdict>), typeof(LowerCase<AaResult>), typeof(LowerCase<RunDifferenceKind>),
    ])]
[JsonSerializable(typeof(RunComparison))]
public sealed partial class RunComparisonJson : JsonSerializerContext;
