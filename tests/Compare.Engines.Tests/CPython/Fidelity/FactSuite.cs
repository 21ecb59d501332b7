using System.Text.Json;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>A recording of single facts, each of which a script finds out on an engine of its own.</summary>
/// <param name="suite">The word that the files' names begin with, and the table's heading.</param>
/// <param name="facts">The recorded name of each fact, and how it is found out.</param>
internal sealed class FactSuite(string suite, IReadOnlyDictionary<string, Func<PythonScript, object?>> facts)
{
    private const string ValuePart = "value";

    // What a file says about itself.
    private static readonly string[] s_about = ["python", "ptr_bits"];

    /// <summary>Fails when a fact is not as recorded.</summary>
    public void Check(string file, Func<string, bool>? isLeftOut = null)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        string profile = RecordedFiles.ProfileOf(document);
        Dictionary<string, JsonElement> recorded = FactsOf(document);
        List<string> failures = [];
        foreach ((string name, Func<PythonScript, object?> find) in facts)
        {
            if (recorded.TryGetValue(name, out JsonElement value) && isLeftOut?.Invoke(name) != true)
            {
                failures.AddRange(ScriptProgram.Failures(profile, name, Wrap(value), py => py.Result[ValuePart] = find(py), []));
            }
        }

        Assert.Empty(failures);
    }

    /// <summary>Fails when a recorded fact is neither tested nor in the table.</summary>
    public void CheckTable(string file, Func<string, bool>? isTestedElsewhere = null)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        new LeftOutTable("CPython").Check(
            suite,
            FactsOf(document).Keys.Where(name => isTestedElsewhere?.Invoke(name) != true),
            facts.Keys.ToDictionary(name => name, _ => Array.Empty<string>(), StringComparer.Ordinal));
    }

    // The facts of a section are named after it; lists and single values are facts themselves.
    private static Dictionary<string, JsonElement> FactsOf(JsonDocument document)
    {
        Dictionary<string, JsonElement> all = new(StringComparer.Ordinal);
        foreach (JsonProperty part in document.RootElement.EnumerateObject().Where(part => !s_about.Contains(part.Name)))
        {
            if (part.Value.ValueKind != JsonValueKind.Object)
            {
                all.Add(part.Name, part.Value);
                continue;
            }

            foreach (JsonProperty fact in part.Value.EnumerateObject())
            {
                all.Add($"{part.Name}/{fact.Name}", fact.Value);
            }
        }

        return all;
    }

    private static JsonElement Wrap(JsonElement value) =>
        JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [ValuePart] = value });
}
