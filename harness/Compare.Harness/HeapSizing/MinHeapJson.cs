using System.Text.Json.Serialization;
using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>Serialisation of <c>minheap.json</c>.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CellStatusJsonConverter)])]
[JsonSerializable(typeof(MinHeapFile))]
internal sealed partial class MinHeapJson : JsonSerializerContext;
