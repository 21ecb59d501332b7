using System.Text.Json;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.PyPy.Objects;
using Compare.Engines.Tests.CPython.Fidelity;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>The steps of an incremental major collection, with as many lists alive as in the recording.</summary>
public sealed class StateTests
{
    /// <summary>The nursery with which the states were recorded.</summary>
    private const string Arguments = "7.3.11,nursery=1MiB";

    /// <summary>The recording without lists: what the interpreter itself has in its heap.</summary>
    private const string Interpreter = "0";

    /// <summary>
    /// Prebuilt objects of the interpreter that were written to: they are marked, but in no account. With steps of 16 KiB
    /// (PYPY_GC_INCREMENT_STEP) PyPy 7.3.11 marked at most 25 KB more than its heap held.
    /// </summary>
    private const long PrebuiltBytes = 24 << 10;

    /// <summary>An arena's pages but one: malloc does not align them.</summary>
    private const int PagesPerArena = 63;

    /// <summary>Bytes by which the interpreter's own objects may become more between the recordings.</summary>
    private const long MostMadeMeanwhile = 32 << 10;

    private static readonly long s_listBytes = PyPySizes.ObjectBytes(PythonKind.List) + PyPySizes.ListStructureBytes
        + PyPySizes.ArrayBytes(1, PyPySizes.FieldBytes);

    public static TheoryData<string> Files => RecordedFiles.Single("states");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_steps_go_through_the_recorded_states(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement result = document.RootElement.GetProperty("result");
        JsonElement interpreter = result.GetProperty(Interpreter);

        foreach (JsonProperty recorded in result.EnumerateObject().Where(fact => fact.Value.ValueKind == JsonValueKind.Object))
        {
            int lists = int.Parse(recorded.Name, System.Globalization.CultureInfo.InvariantCulture);
            PyPyScript.RunFast(
                script =>
                {
                    BallastOf(recorded.Value, lists, interpreter).Make(script);
                    MakeLists(script, lists);
                    CollectedHooks hooks = new();
                    (List<object> runs, int steps) = StepsOfOneCollection(script, hooks);

                    Facts.Check($"{lists} lists", recorded.Value.GetProperty("sequence_run_length"), runs);
                    Facts.Check($"{lists} lists", recorded.Value.GetProperty("steps"), steps);
                    AssertArenas(recorded.Value, hooks.Collections[^1]);
                },
                Arguments);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_states_have_the_recorded_names_and_numbers(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);

        Facts.Check(
            "GC_STATES",
            document.RootElement.GetProperty("result").GetProperty("GC_STATES"),
            Enum.GetValues<IncrementalState>().Order().Select(NameOf).ToArray());
    }

    private static void MakeLists(PyPyScript script, int count)
    {
        Variable keep = script.New(PyPyTypes.List);
        script.Resize(keep, count);
        Variable list = script.Name();
        for (int i = 0; i < count; i++)
        {
            script.New(list, PyPyTypes.IntList);
            script.Resize(list, 1);
            script.SetItem(keep, i, list);
        }

        script.Forget(list);
    }

    // As the recorder: a whole collection, then steps to the end of a cycle, then one cycle.
    private static (List<object> Runs, int Steps) StepsOfOneCollection(PyPyScript script, CollectedHooks hooks)
    {
        script.Collect();
        script.IsEnabled = false;
        while (!script.Step().IsMajorDone)
        {
        }

        script.CheckPoint();
        script.Hooks = hooks;
        List<(string Old, string New, bool IsDone, int Count)> runs = [];
        int steps = 0;
        GcCollectStepStats step;
        do
        {
            step = script.Step();
            steps++;
            (string, string, bool) now = (NameOf(step.OldState), NameOf(step.NewState), step.IsMajorDone);
            bool isSame = runs.Count > 0 && (runs[^1].Old, runs[^1].New, runs[^1].IsDone) == now;
            if (isSame)
            {
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            }
            else
            {
                runs.Add((now.Item1, now.Item2, now.Item3, 1));
            }
        }
        while (!step.IsMajorDone);

        script.CheckPoint();
        script.Hooks = null;
        script.IsEnabled = true;
        return ([.. runs.Select(run => new object[] { new object[] { run.Old, run.New, run.IsDone }, run.Count })], steps);
    }

    /// <summary>What the recorded heap had beside the lists: as much as the interpreter has alone, and what it made meanwhile.</summary>
    private static Ballast BallastOf(JsonElement recorded, int lists, JsonElement interpreter)
    {
        (long aloneArenas, long aloneRaw) = BytesOf(interpreter);
        (long arenas, long raw) = BytesOf(recorded);
        arenas -= lists * s_listBytes;
        raw -= lists == 0 ? 0 : PyPySizes.ArrayBytes(lists, PyPySizes.FieldBytes);
        Assert.InRange(arenas - aloneArenas, 0, MostMadeMeanwhile);
        Assert.InRange(raw - aloneRaw, 0, MostMadeMeanwhile);

        int mapped = LastCollectionOf(interpreter).GetProperty("ab").GetInt32();
        return new(arenas + PrebuiltBytes, raw, (mapped * PagesPerArena) - (PagesPerArena / 2)); // the last one half full
    }

    private static void AssertArenas(JsonElement recorded, GcCollectStats here)
    {
        JsonElement last = LastCollectionOf(recorded);
        Assert.Equal(
            (last.GetProperty("count").GetInt64(), last.GetProperty("ab").GetInt32(), last.GetProperty("aa").GetInt32()),
            (here.Count, here.ArenasBefore, here.ArenasAfter));
    }

    private static JsonElement LastCollectionOf(JsonElement recorded) =>
        recorded.GetProperty("hook_collects").EnumerateArray().Last();

    private static (long Arenas, long Raw) BytesOf(JsonElement recorded)
    {
        JsonElement last = LastCollectionOf(recorded);
        return (last.GetProperty("bytes").GetInt64(), last.GetProperty("ra").GetInt64());
    }

    private static string NameOf(IncrementalState state) => state.ToString().ToUpperInvariant();
}
