using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compare.Reports.Rendering;

/// <summary>JSON that was written before, to stand inside other JSON as it is.</summary>
/// <param name="Utf8">The JSON.</param>
[JsonConverter(typeof(Converter))]
internal readonly record struct RawJson(ReadOnlyMemory<byte> Utf8)
{
    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Nothing reads what was written for the page's scripts.");

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
