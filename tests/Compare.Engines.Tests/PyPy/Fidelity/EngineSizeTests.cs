using Compare.Engines.Abstractions.Types;
using Compare.Engines.PyPy.Objects;
using Compare.Engines.Tests.PyPy.Support;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>What the engine really allocates for each kind of object, against the measured parts.</summary>
public sealed class EngineSizeTests
{
    // Their reference lies in the object, not in its companion, which is smaller by as much.
    private static readonly string[] s_mergedObjects =
        ["dict key iterator", "dict value iterator", "dict item iterator", "set iterator"];

    public static TheoryData<string> Files => RecordedFiles.Named("sizes-more");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_object_itself_has_the_measured_bytes(string file)
    {
        using SizeFacts facts = new(file);

        Assert.Empty(SizePrograms.Whole.Where(pair => !s_mergedObjects.Contains(pair.Key)).Concat(SizePrograms.Alone).SelectMany(pair => Differences(
            facts, pair.Key, pair.Value, parts => parts[0].Bytes, (script, variable, _) => script.MemoryUsage(variable))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_object_and_its_storage_have_the_measured_bytes(string file)
    {
        using SizeFacts facts = new(file);

        Assert.Empty(SizePrograms.Whole.SelectMany(pair => Differences(
            facts,
            pair.Key,
            pair.Value,
            parts => parts.Sum(part => (long)part.Bytes * part.Count),
            (script, _, type) => BytesOf(script, type.Name))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_weak_reference_has_the_measured_bytes(string file)
    {
        using SizeFacts facts = new(file);
        PyPyScript.Run(script =>
        {
            Variable target = script.New(PyPyTypes.Instance);
            Variable weak = script.Weak(target);

            Assert.Equal(facts.First("weakref")[0].Bytes, script.MemoryUsage(weak));
            Assert.Equal(PyPySizes.ObjectBytes(PythonKind.Instance), script.MemoryUsage(target));
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_measured_object_is_made_or_in_the_table(string file)
    {
        using SizeFacts facts = new(file);

        new LeftOutTable("PyPy").Check(
            "engine sizes",
            facts.Names,
            SizePrograms.Whole.Keys.Append("weakref").ToDictionary(name => name, _ => Array.Empty<string>(), StringComparer.Ordinal));
    }

    private static List<string> Differences(
        SizeFacts facts,
        string name,
        SizeProgram program,
        Func<RecordedPart[], long> recorded,
        Func<PyPyScript, Variable, ObjectType, long> here)
    {
        List<string> differences = [];
        PyPyScript.RunFast(script =>
        {
            Variable variable = script.Name();
            foreach ((int number, RecordedPart[] parts) in facts.Ends(name).Where(end => program.IsSame?.Invoke(end.Number) ?? true))
            {
                program.Make(script, variable, number);
                script.Collect(); // In the old space every object has its own size, and the one before is gone.
                long bytes = here(script, variable, program.TypeOf(number));
                if (bytes != recorded(parts))
                {
                    differences.Add($"{name} {number}: recorded {recorded(parts)} bytes, but here {bytes}");
                }
            }
        });
        return differences;
    }

    private static long BytesOf(PyPyScript script, string type) =>
        script.Control.TakeCensus()!.Rows.Where(row => row.Type == type).Sum(row => row.Bytes);
}
