using System.Text.Json;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Fidelity;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>In which collection, and in what order, each object of a graph is finalized.</summary>
public sealed class FinalizerOrderTests
{
    private const int Collections = 8;
    private const int List = 0;
    private const int Name = 0;

    private static readonly ObjectType s_withDel = PyPyTypes.ClassWithDel("D");

    private static readonly ObjectType s_plain = PyPyTypes.Class("P");

    public static TheoryData<string> Orders => RecordedFiles.Single("finalizer_order");

    public static TheoryData<string> Batches => RecordedFiles.Single("finalizer_batch");

    [Theory]
    [MemberData(nameof(Orders))]
    public void Each_graph_is_finalized_in_the_recorded_collections(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement[] cases = [.. document.RootElement.GetProperty("cases").EnumerateArray()];

        Assert.NotEmpty(cases);
        foreach (JsonElement graph in cases)
        {
            PyPyScript.Run(script => Facts.Check(
                graph.GetProperty("name").GetString()!,
                graph.GetProperty("finalized_per_collection"),
                FinalizedPerCollection(script, graph)));
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Independent_objects_are_finalized_in_the_recorded_order(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        foreach (JsonProperty fact in document.RootElement.GetProperty("result").EnumerateObject())
        {
            PyPyScript.Run(script => Facts.Check(fact.Name, fact.Value, Batch(script, fact.Name)));
        }
    }

    private static object Batch(PyPyScript script, string name)
    {
        List<long> log = [];
        script.SetFinalizer(s_withDel, self => log.Add(script.GetWord(self, Name)));
        switch (name)
        {
            case "disabled_then_collect":
                script.IsEnabled = false;
                MakeAndDrop(script, 3);
                script.Collect();
                return log;
            case "disable_finalizers":
                script.DisableFinalizers();
                MakeAndDrop(script, 3);
                script.Collect();
                long[] before = [.. log];
                script.EnableFinalizers();
                return new[] { before, [.. log] };
            default:
                MakeAndDrop(script, int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
                script.Collect();
                return log;
        }
    }

    private static void MakeAndDrop(PyPyScript script, int count)
    {
        Variable list = script.New(PyPyTypes.List);
        for (int i = 0; i < count; i++)
        {
            Variable instance = script.New(s_withDel);
            script.SetWord(instance, Name, i);
            script.Append(list, instance);
            script.Forget(instance);
        }

        script.Forget(list);
    }

    private static List<string[]> FinalizedPerCollection(PyPyScript script, JsonElement graph)
    {
        List<string> log = [];
        script.SetFinalizer(s_withDel, self => log.Add(((char)script.GetWord(self, Name)).ToString()));
        Build(script, graph);

        List<string[]> collections = [];
        for (int i = 0; i < Collections; i++)
        {
            log.Clear();
            script.Collect();
            collections.Add([.. log]);
        }

        while (collections.Count > 0 && collections[^1].Length == 0)
        {
            collections.RemoveAt(collections.Count - 1);
        }

        return collections;
    }

    // Each object has a list of others; a name in capitals has a finalizer.
    private static void Build(PyPyScript script, JsonElement graph)
    {
        Dictionary<char, Variable> instances = [];
        foreach (char name in graph.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()![0]))
        {
            Variable instance = script.New(char.IsUpper(name) ? s_withDel : s_plain);
            Variable list = script.New(PyPyTypes.List);
            script.SetWord(instance, Name, name);
            script.Set(instance, List, list);
            script.Forget(list);
            instances.Add(name, instance);
        }

        Variable others = script.Name();
        foreach (string edge in graph.GetProperty("edges").EnumerateArray().Select(edge => edge.GetString()!))
        {
            script.Get(others, instances[edge[0]], List);
            script.Append(others, instances[edge[1]]);
        }

        script.Delete([others, .. instances.Values]);
    }
}
