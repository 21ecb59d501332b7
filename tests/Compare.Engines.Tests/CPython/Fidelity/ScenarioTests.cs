using System.Text.Json;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// What one collection does, scenario by scenario: returned numbers, order of events, resurrection, weak references,
/// untracking, generations, garbage. README.md in this folder lists what is left out.
/// </summary>
public sealed class ScenarioTests
{
    private const string Suite = "gc_collect";

    /// <summary>Each scenario with the parts of its record that an interpreter alone can produce.</summary>
    private static readonly Dictionary<string, (Action<PythonScript> Script, string[] LeftOut)> s_scenarios = AllScenarios();

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Every_scenario_goes_as_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        List<string> failures = [];
        foreach (JsonProperty scenario in document.RootElement.GetProperty("scenarios").EnumerateObject())
        {
            if (s_scenarios.TryGetValue(scenario.Name, out (Action<PythonScript> Script, string[] LeftOut) known)
                && !scenario.Value.TryGetProperty("skipped", out _))
            {
                failures.AddRange(ScriptProgram.Failures(
                    RecordedFiles.ProfileOf(document), scenario.Name, scenario.Value, known.Script, known.LeftOut));
            }
        }

        Assert.Empty(failures);
    }

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Every_scenario_is_tested_or_listed(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        new LeftOutTable("CPython").Check(
            Suite,
            document.RootElement.GetProperty("scenarios").EnumerateObject().Select(scenario => scenario.Name),
            s_scenarios.ToDictionary(pair => pair.Key, pair => pair.Value.LeftOut, StringComparer.Ordinal));
    }

    private static Dictionary<string, (Action<PythonScript> Script, string[] LeftOut)> AllScenarios()
    {
        Dictionary<string, (Action<PythonScript> Script, string[] LeftOut)> all = new(StringComparer.Ordinal);
        foreach ((string name, Action<PythonScript> script, string[] leftOut) in
            CycleScenarios.All.Concat(FinalizerScenarios.All).Concat(WeakScenarios.All).Concat(ModuleScenarios.All))
        {
            all.Add(name, (script, leftOut));
        }

        return all;
    }
}
