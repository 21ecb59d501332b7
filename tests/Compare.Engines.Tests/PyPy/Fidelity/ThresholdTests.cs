using System.Text.Json;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Modules;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>A heap that grows to three million objects: when it is collected, and what each collection leaves.</summary>
public sealed class ThresholdTests
{
    private const int Objects = 3_000_000;

    /// <summary>The nursery with which the growth was recorded.</summary>
    private const string Arguments = "7.3.11,nursery=1MiB";

    /// <summary>What a collection leaves may differ by a part of this size: the interpreter has objects of its own.</summary>
    private const double Tolerance = 0.003;

    /// <summary>
    /// The same of the first collection, which begins while the interpreter's compiler is at work, and of the numbers of
    /// collections and steps, which count those of the start.
    /// </summary>
    private const double ToleranceAtStart = 0.15;

    private const double ToleranceOfCounts = 0.02;

    public static TheoryData<string> Files => RecordedFiles.Single("thresholds");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_growing_list_is_collected_when_the_real_one_is(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        using JsonDocument start = RecordedFiles.Read("start-7.3.11.json");
        JsonElement root = document.RootElement;
        JsonElement[] rows = [.. root.GetProperty("rows").EnumerateArray()];
        Ballast interpreter = new(
            start.RootElement.GetProperty("arena").GetInt64(), start.RootElement.GetProperty("raw").GetInt64());
        PyPyScript.RunFast(
            script =>
            {
                interpreter.Make(script);
                CollectedHooks hooks = new();
                script.CheckPoint();
                script.Hooks = hooks;
                Grow(script);

                AssertCount(root, "minors", hooks.Minors.Sum(minor => minor.Count));
                AssertCount(root, "steps", hooks.Steps.Sum(step => step.Count));
                Assert.Equal(root.GetProperty("majors").GetInt32(), hooks.Collections.Count);
                for (int i = 0; i < rows.Length; i++)
                {
                    AssertRow(rows[i], hooks.Collections[i], i == 0 ? ToleranceAtStart : Tolerance);
                }
            },
            Arguments);
    }

    private static void Grow(PyPyScript script)
    {
        PyPyGrowthRules rules = new();
        Variable list = script.New(PyPyTypes.List);
        Variable instance = script.Name();
        int capacity = 0;
        for (int i = 0; i < Objects; i++)
        {
            script.New(instance, PyPyTypes.Empty);
            int needed = rules.ListCapacity(capacity, i, i + 1);
            if (needed != capacity)
            {
                capacity = needed;
                script.Resize(list, capacity);
            }

            script.SetItem(list, i, instance);
            script.CheckPoint();
        }
    }

    private static void AssertCount(JsonElement root, string name, long here)
    {
        double recorded = root.GetProperty(name).GetDouble();
        Assert.InRange(here, recorded * (1 - ToleranceOfCounts), recorded * (1 + ToleranceOfCounts));
    }

    private static void AssertRow(JsonElement row, GcCollectStats here, double tolerance)
    {
        double recorded = row.GetProperty("used").GetDouble();
        Assert.InRange(here.ArenaBytes + here.RawBytesAfter, recorded * (1 - tolerance), recorded * (1 + tolerance));
    }
}
