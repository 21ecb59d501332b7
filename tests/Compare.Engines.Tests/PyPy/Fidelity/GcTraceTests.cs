using System.Text.Json;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Sequences of operations, with all numbers that PyPy's own collector had after each.</summary>
public sealed class GcTraceTests
{
    private const string Scenarios = "scenarios";

    public static TheoryData<string, string> Recordings
    {
        get
        {
            TheoryData<string, string> recordings = [];
            foreach (string file in RecordedFiles.NamesOf("rpy-gc"))
            {
                using JsonDocument document = RecordedFiles.Read(file);
                foreach (JsonElement scenario in ScenariosOf(document))
                {
                    recordings.Add(file, scenario.GetProperty("name").GetString()!);
                }
            }

            return recordings;
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Each_number_is_that_of_the_real_collector(string file, string name)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement recording = ScenariosOf(document)
            .Single(scenario => scenario.GetProperty("name").GetString() == name);
        using GcTraceReplay replay = new(recording);

        replay.Run();

        Assert.Equal(recording.GetProperty("trace").GetArrayLength(), replay.Compared);
    }

    private static List<JsonElement> ScenariosOf(JsonDocument document) =>
        document.RootElement.TryGetProperty(Scenarios, out JsonElement scenarios)
            ? [.. scenarios.EnumerateArray()]
            : [document.RootElement];
}
