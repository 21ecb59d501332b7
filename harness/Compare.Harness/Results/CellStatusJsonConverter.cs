using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compare.Harness.Results;

/// <summary>Writes statuses in JSON by the names that the CSV files use.</summary>
public sealed class CellStatusJsonConverter : JsonConverter<CellStatus>
{
    /// <inheritdoc/>
    public override CellStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && CellStatusNames.TryParse(reader.GetString(), out CellStatus status)
            ? status
            : throw new JsonException("A status is one of the names that invocations.csv uses.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CellStatus value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name());
}
