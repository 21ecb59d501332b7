using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compare.Harness.Results.Packed;

/// <summary>
/// A packed column as JSON: <c>[count, least, width, distances, missing]</c>, the last two in Base64 and the last one null when
/// every number is known.
/// </summary>
internal sealed class PackedNumbersConverter : JsonConverter<PackedNumbers>
{
    /// <inheritdoc/>
    public override PackedNumbers Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A packed column is an array.");
        }

        int count = Next(ref reader, JsonTokenType.Number).TryGetInt32(out int rows) ? rows : -1;
        long least = Next(ref reader, JsonTokenType.Number).TryGetInt64(out long number) ? number : throw Unfit();
        int width = Next(ref reader, JsonTokenType.Number).TryGetInt32(out int bytes) ? bytes : -1;
        byte[] distances = Next(ref reader, JsonTokenType.String).TryGetBytesFromBase64(out byte[]? packed) ? packed : throw Unfit();
        reader.Read();
        byte[]? missing = reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String when reader.TryGetBytesFromBase64(out byte[]? bits) => bits,
            _ => throw Unfit(),
        };
        _ = Next(ref reader, JsonTokenType.EndArray);
        return PackedNumbers.FromParts(count, least, width, distances, missing) ?? throw Unfit();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PackedNumbers value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Count);
        writer.WriteNumberValue(value.Least);
        writer.WriteNumberValue(value.Width);
        writer.WriteBase64StringValue(value.Distances);
        if (value.Missing is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteBase64StringValue(value.Missing);
        }

        writer.WriteEndArray();
    }

    private static ref Utf8JsonReader Next(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw Unfit();
        }

        return ref reader;
    }

    private static JsonException Unfit() => new("The parts of a packed column do not fit together.");
}
