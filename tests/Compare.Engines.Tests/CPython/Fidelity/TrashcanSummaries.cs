using System.Globalization;
using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>The short descriptions of death orders in the recordings of counting.</summary>
internal sealed class TrashcanSummaries(JsonElement recorded) : CPythonProgram
{
    private const int Ends = 3;

    /// <inheritdoc/>
    public override void Run<THeap, TRef>(THeap heap)
    {
        heap.Control.AutomaticCollection = false;
        DeathOrders<THeap, TRef> structures = new(heap);
        foreach (JsonProperty fact in recorded.EnumerateObject())
        {
            int split = fact.Name.LastIndexOf('_');
            int leaves = int.Parse(fact.Name.AsSpan(split + 1), CultureInfo.InvariantCulture);
            IReadOnlyList<int> deaths = structures.Record(
                ShapeOf(fact.Name[..split]), leaves, DeathOrders<THeap, TRef>.WrappersIn(Profile));
            int[] breaks = [.. Enumerable.Range(1, deaths.Count - 1).Where(i => Math.Abs(deaths[i] - deaths[i - 1]) != 1)];
            Facts.Check(fact.Name, fact.Value.GetProperty("n_breaks"), breaks.Length);
            Facts.Check(fact.Name, fact.Value.GetProperty("first"), deaths.Take(Ends));
            Facts.Check(fact.Name, fact.Value.GetProperty("last"), deaths.TakeLast(Ends));
            Facts.Check(fact.Name, fact.Value.GetProperty("monotonic"), Direction(deaths));
            JsonElement recordedBreaks = fact.Value.GetProperty("breaks");
            Facts.Check(fact.Name, recordedBreaks, breaks.Take(recordedBreaks.GetArrayLength()));
        }
    }

    private static string ShapeOf(string name) => name switch
    {
        "list" => "list [x,D]",
        "list_d_first" => "list [D,x]",
        "tuple" => "tuple (x,D)",
        _ => throw new InvalidDataException($"The recording has an unknown shape '{name}'."),
    };

    private static string Direction(IReadOnlyList<int> deaths)
    {
        IEnumerable<int> steps = deaths.Skip(1).Zip(deaths, (next, previous) => next - previous);
        return steps.All(step => step < 0) ? "desc" : steps.All(step => step > 0) ? "asc" : "no";
    }
}
