using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Compares what a program saw with a recorded fact.</summary>
internal static class Facts
{
    /// <summary>Fails when the recorded value and the value here differ in anything.</summary>
    /// <param name="place">Which fact it is.</param>
    /// <param name="recorded">A number, text, truth value, null, or nested lists of those.</param>
    /// <param name="actual">The same in .NET's types.</param>
    public static void Check(string place, JsonElement recorded, object? actual)
    {
        string want = TextOf(recorded);
        string have = TextOf(actual);
        if (want != have)
        {
            Assert.Fail($"{place}: recorded {want}, but here {have}");
        }
    }

    /// <summary>Tells whether the recorded value and the value here are the same.</summary>
    public static bool Agree(JsonElement recorded, object? actual) => TextOf(recorded) == TextOf(actual);

    /// <summary>Writes a recorded value.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "[" + string.Join(' ', value.EnumerateArray().Select(TextOf)) + "]",
        JsonValueKind.Object =>
            "{" + string.Join(' ', value.EnumerateObject().Select(part => $"{part.Name}:{TextOf(part.Value)}")) + "}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        _ => value.ToString(),
    };

    /// <summary>Writes a value as a recorded one is written.</summary>
    public static string TextOf(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        IReadOnlyDictionary<string, object?> parts =>
            "{" + string.Join(' ', parts.Select(part => $"{part.Key}:{TextOf(part.Value)}")) + "}",
        IReadOnlyDictionary<string, long> parts =>
            "{" + string.Join(' ', parts.Select(part => $"{part.Key}:{TextOf(part.Value)}")) + "}",
        IEnumerable items => "[" + string.Join(' ', items.Cast<object?>().Select(TextOf)) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType()} is no recorded value.", nameof(value)),
    };
}
