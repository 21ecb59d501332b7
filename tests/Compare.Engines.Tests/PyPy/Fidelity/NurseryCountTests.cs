using System.Text.Json;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Minor collections for a number of objects that die at once.</summary>
public sealed class NurseryCountTests
{
    /// <summary>
    /// The interpreter and its compiler allocate in the nursery too: what they take is no more than two nurseries at the
    /// least recorded size, mostly while the loop is being compiled.
    /// </summary>
    private const int MostOfInterpreter = 2;

    public static TheoryData<string> Files => RecordedFiles.Matching("nursery_counts_*.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void As_many_objects_as_recorded_fill_the_nursery(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement root = document.RootElement;
        long nursery = root.GetProperty("nursery_size").GetInt64();

        PyPyScript.RunFast(
            script =>
            {
                Assert.Equal(nursery, script.Stats().NurserySize);
                Variable holder = script.New(PyPyTypes.Empty);
                Assert.Equal(root.GetProperty("object_bytes").GetInt64(), script.MemoryUsage(holder));
                foreach (JsonElement row in root.GetProperty("rows").EnumerateArray())
                {
                    long objects = row.GetProperty("objects").GetInt64();
                    long recorded = row.GetProperty("minors").GetInt64();
                    long here = MinorsOf(script, holder, objects);
                    Assert.True(
                        recorded - here is >= 0 and <= MostOfInterpreter,
                        $"{objects} objects: recorded {recorded} minor collections, but here {here}");
                }
            },
            $"nursery={nursery}");
    }

    private static long MinorsOf(PyPyScript script, Variable variable, long objects)
    {
        script.Collect();
        long before = script.Minors;
        for (long i = 0; i < objects; i++)
        {
            script.New(variable, PyPyTypes.Empty);
        }

        return script.Minors - before;
    }
}
