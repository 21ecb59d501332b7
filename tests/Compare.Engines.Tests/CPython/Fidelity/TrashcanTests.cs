using System.Globalization;
using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>The order in which the leaves of deep structures die shows where destruction is cut and when it goes on.</summary>
public sealed class TrashcanTests
{
    private const string HeadSuffix = " rle head";

    private const string TailSuffix = " rle tail";

    private const string RunsSuffix = " runs";

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), "trashcan", MemberType = typeof(RecordedFiles))]
    public void Leaves_die_in_the_recorded_order(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement orders = document.RootElement.GetProperty("orders");
        Assert.True(orders.EnumerateObject().Any(), file);
        new OrderProgram(orders).RunOn(RecordedFiles.ProfileOf(document));
    }

    /// <summary>Runs of neighbouring numbers, as the recording writes them: first number, step, length.</summary>
    private static List<int[]> RunsOf(IReadOnlyList<int> numbers)
    {
        List<int[]> runs = [];
        int start = 0;
        while (start < numbers.Count)
        {
            int end = start + 1;
            int step = end < numbers.Count ? numbers[end] - numbers[start] : 0;
            if (Math.Abs(step) != 1)
            {
                runs.Add([numbers[start], 0, 1]);
                start++;
                continue;
            }

            while (end < numbers.Count && numbers[end] - numbers[end - 1] == step)
            {
                end++;
            }

            runs.Add([numbers[start], step, end - start]);
            start = end;
        }

        return runs;
    }

    private sealed class OrderProgram(JsonElement orders) : CPythonProgram
    {
        private readonly Dictionary<(string Shape, int Leaves), IReadOnlyList<int>> _recorded = [];

        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.Control.AutomaticCollection = false;
            DeathOrders<THeap, TRef> structures = new(heap);
            int wrappers = DeathOrders<THeap, TRef>.WrappersIn(Profile);
            foreach (JsonProperty shape in orders.EnumerateObject())
            {
                foreach (JsonProperty fact in shape.Value.EnumerateObject())
                {
                    int leaves = int.Parse(fact.Name.Split(' ')[0], CultureInfo.InvariantCulture);
                    if (!_recorded.TryGetValue((shape.Name, leaves), out IReadOnlyList<int>? deaths))
                    {
                        deaths = structures.Record(shape.Name, leaves, wrappers);
                        _recorded.Add((shape.Name, leaves), deaths);
                    }

                    Facts.Check($"{shape.Name}, {fact.Name}", fact.Value, Summarize(fact, deaths));
                }
            }
        }

        private static object Summarize(JsonProperty fact, IReadOnlyList<int> deaths)
        {
            if (!fact.Name.Contains(' ', StringComparison.Ordinal))
            {
                return deaths;
            }

            List<int[]> runs = RunsOf(deaths);
            int length = fact.Value.ValueKind == JsonValueKind.Array ? fact.Value.GetArrayLength() : 0;
            return fact.Name[fact.Name.IndexOf(' ', StringComparison.Ordinal)..] switch
            {
                HeadSuffix => runs.Take(length),
                TailSuffix => runs.TakeLast(length),
                RunsSuffix => runs.Count,
                string other => throw new InvalidDataException($"The recording has an unknown fact '{other}'."),
            };
        }
    }
}
