using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Tests.Matrix;

/// <summary>YAML as editors hand it to a JSON schema: plain scalars become numbers and truth values by YAML's core schema.</summary>
internal static class YamlAsJson
{
    public static string Convert(string yaml)
    {
        YamlStream stream = new();
        using StringReader reader = new(yaml);
        stream.Load(reader);
        return Node(stream.Documents[0].RootNode)?.ToJsonString() ?? "null";
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair =>
            KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: not ScalarStyle.Plain, Value: var text } => JsonValue.Create(text),
        YamlScalarNode { Value: "" or "~" or "null" } => null,
        YamlScalarNode { Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Value: { } text } when long.TryParse(text, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        YamlScalarNode { Value: { } text } when double.TryParse(text, CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException("An alias has no form in JSON."),
    };
}
