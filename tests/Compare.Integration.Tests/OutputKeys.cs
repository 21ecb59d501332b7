using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Compare.Integration.Tests;

/// <summary>The keys that a type has when it is written as JSON.</summary>
internal static class OutputKeys
{
    private static readonly Dictionary<Type, string> s_plain = new()
    {
        [typeof(string)] = "text",
        [typeof(int)] = "whole number",
        [typeof(long)] = "whole number",
        [typeof(double)] = "number",
        [typeof(bool)] = "`true` or `false`",
    };

    /// <summary>The names of the keys.</summary>
    /// <param name="context">How it is written.</param>
    /// <param name="type">The type.</param>
    public static IEnumerable<string> NamesOf(JsonSerializerContext context, Type type) => Written(context, type).Select(property => property.Name);

    /// <summary>The keys in the order in which they are written.</summary>
    /// <param name="context">How it is written.</param>
    /// <param name="type">The type.</param>
    public static IEnumerable<OutputKey> Of(JsonSerializerContext context, Type type)
    {
        foreach (JsonPropertyInfo property in Written(context, type))
        {
            PropertyInfo member = type.GetProperties().Single(one =>
                context.Options.PropertyNamingPolicy!.ConvertName(one.Name) == property.Name);
            Type value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            Type? item = value.IsGenericType && value.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? value.GenericTypeArguments[0] : null;
            Type single = item ?? value;
            string words = single.IsEnum ? Words(context, single) : s_plain.GetValueOrDefault(single, item is null ? "object" : "objects");
            yield return new OutputKey(
                property.Name,
                item is null ? words : $"list of {(words == "text" ? "texts" : words)}",
                XmlSummaries.Of(member),
                single.IsEnum || s_plain.ContainsKey(single) ? null : single);
        }
    }

    private static IEnumerable<JsonPropertyInfo> Written(JsonSerializerContext context, Type type) =>
        context.GetTypeInfo(type)!.Properties.Where(property => property.Get is not null);

    private static string Words(JsonSerializerContext context, Type type) => string.Join(
        ", ", Enum.GetValues(type).Cast<object>().Select(value => $"`{JsonSerializer.Serialize(value, type, context.Options).Trim('"')}`"));
}
