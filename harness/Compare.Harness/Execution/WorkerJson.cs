using System.Text.Json.Serialization;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>Serialisation of what passes between the harness and a worker, generated at build time: a worker must start fast.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(CellStatusJsonConverter)])]
[JsonSerializable(typeof(WorkerSpec))]
[JsonSerializable(typeof(WorkerResult))]
[JsonSerializable(typeof(CellExpectation))]
public sealed partial class WorkerJson : JsonSerializerContext;
