using System.Text.Json.Serialization;
using Compare.Harness.HeapMaps;

namespace Compare.Harness.Results;

/// <summary>Serialisation of the JSON files of a result directory, one line per value.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(CellStatusJsonConverter)])]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(PlanLine))]
[JsonSerializable(typeof(RunEnvironment))]
[JsonSerializable(typeof(HeapMapRow))]
public sealed partial class ResultJson : JsonSerializerContext;
