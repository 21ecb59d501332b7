using System.Text.Json;
using Compare.Engines.Tests.CPython.Fidelity;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Identity and hash keep their value while an object moves from the nursery to the old space.</summary>
public sealed class IdentityTests
{
    private const int HashShift = 4;
    private const int TagMask = 0xF;
    private const long Million = 1_000_000;
    private const long Large = 1_000_000_000_000_000;
    private const int Many = 1000;

    public static TheoryData<string> Files => RecordedFiles.Single("identity");

    [Theory]
    [MemberData(nameof(Files))]
    public void Identity_is_as_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        foreach (JsonProperty fact in document.RootElement.GetProperty("result").EnumerateObject())
        {
            PyPyScript.Run(script => Facts.Check(fact.Name, fact.Value, Find(script, fact.Name)));
        }
    }

    private static object Find(PyPyScript script, string fact) => fact switch
    {
        "id_stable" => IsStable(script, script.Id),
        "hash_stable" => IsStable(script, script.Hash),
        "hash_is_id_xor_id_shr4" => IsMangled(script),
        "id_is_word_aligned" => script.Id(script.New(PyPyTypes.Instance)) % sizeof(long) == 0,
        "small_int_id_formula" => script.Id(script.Int(5)) == (5 << HashShift) + 1,
        "id_of_int_1e6" => script.Id(script.Int(Million)),
        "float_id_tagged" => "0x" + (script.Id(FloatOf(script, 1.5)) & TagMask).ToString("x", null),
        "ids_of_equal_ints_equal" => script.Id(script.Int(Large)) == script.Id(script.Int(Large)),
        "distinct_objects" => Enumerable.Range(0, Many)
            .Select(_ => script.Id(script.New(PyPyTypes.Instance))).Distinct().Count(),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "Not a known fact."),
    };

    private static bool IsStable(PyPyScript script, Func<Variable, long> number)
    {
        Variable instance = script.New(PyPyTypes.Instance);
        long young = number(instance);
        script.Collect();
        long old = number(instance);
        script.Collect();
        return young == old && old == number(instance);
    }

    private static bool IsMangled(PyPyScript script)
    {
        Variable instance = script.New(PyPyTypes.Instance);
        long id = script.Id(instance);
        return script.Hash(instance) == (id ^ (id >> HashShift));
    }

    private static Variable FloatOf(PyPyScript script, double value)
    {
        Variable variable = script.New(PyPyTypes.Float);
        script.SetWord(variable, 0, BitConverter.DoubleToInt64Bits(value));
        return variable;
    }
}
