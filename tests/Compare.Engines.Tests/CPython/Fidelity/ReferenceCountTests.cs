using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Recorded facts of counting: counts, immortals, caches, interning, order of destruction, reuse of memory.</summary>
public sealed class ReferenceCountTests
{
    private const string Suite = "refcounts";

    private const string TrashcanSection = "trashcan_order/";

    private const int PointerBits = 64;

    private static readonly FactSuite s_suite = new(
        Suite,
        CountFacts.All.Concat(DeathOrderFacts.All).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Every_fact_is_as_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);

        // The count of an immortal object is another one where pointers have 32 bits.
        bool is64 = document.RootElement.GetProperty("ptr_bits").GetInt32() == PointerBits;
        s_suite.Check(file, name => name.StartsWith(CountFacts.ImmortalSection, StringComparison.Ordinal) && !is64);
        CheckImmortality(document);
    }

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Every_fact_is_tested_or_listed(string file) =>
        s_suite.CheckTable(file, name => name.StartsWith(TrashcanSection, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Leaves_die_in_the_recorded_order(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement recorded = document.RootElement.GetProperty(TrashcanSection.TrimEnd('/'));
        Assert.True(recorded.EnumerateObject().Any(), file);
        new TrashcanSummaries(recorded).RunOn(RecordedFiles.ProfileOf(document));
    }

    private static void CheckImmortality(JsonDocument document)
    {
        foreach (JsonProperty fact in document.RootElement.GetProperty("immortal").EnumerateObject())
        {
            string name = CountFacts.ImmortalSection + fact.Name;
            if (CountFacts.All.TryGetValue(name, out Func<PythonScript, object?>? find))
            {
                string isImmortal = fact.Value.GetProperty("immortal").GetRawText();
                using JsonDocument expected = JsonDocument.Parse($"{{\"immortal\":{isImmortal}}}");
                Assert.Empty(ScriptProgram.Failures(
                    RecordedFiles.ProfileOf(document),
                    name,
                    expected.RootElement,
                    py => py.Result["immortal"] = ((IReadOnlyDictionary<string, object?>)find(py)!)["immortal"],
                    []));
            }
        }
    }
}
