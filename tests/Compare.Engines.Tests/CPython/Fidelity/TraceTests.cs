using System.Text.Json;

using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// Random heap programs that a real interpreter ran: each event, each returned number, the order of every generation's list
/// after each collection, the finalized survivors, and the end.
/// </summary>
public sealed class TraceTests
{
    private const string Suite = "gc_trace";

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Every_trace_happens_as_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement traces = document.RootElement.GetProperty("traces");
        Assert.True(traces.EnumerateObject().Any(), file);
        foreach (JsonProperty trace in traces.EnumerateObject())
        {
            new TraceProgram(trace.Name, trace.Value).RunOn(RecordedFiles.ProfileOf(document));
        }
    }

    private sealed class TraceProgram(string name, JsonElement trace) : CPythonProgram
    {
        public override void Run<THeap, TRef>(THeap heap)
        {
            heap.Control.AutomaticCollection = false;
            JsonElement operations = trace.GetProperty("ops");
            TracePlayer<THeap, TRef> player = new(heap, GcOf<THeap, TRef>(heap), operations);
            int number = 0;
            foreach ((JsonElement operation, JsonElement expected)
                in operations.EnumerateArray().Zip(trace.GetProperty("log").EnumerateArray()))
            {
                string place = $"{name}, operation {number++} {operation.GetRawText()}";
                if (operation[0].GetString() == "gc")
                {
                    CheckCollection<THeap, TRef>(player, operation[1].GetInt32(), expected, place);
                }
                else
                {
                    bool done = player.Perform(operation);
                    string[] events = player.TakeEvents();
                    Facts.Check(place, expected, done ? events : (string[])[.. events, "skip"]);
                }
            }

            Assert.Equal(trace.GetProperty("log").GetArrayLength(), number);
            CheckEnd<THeap, TRef>(player);
            player.End();
        }

        private static void CheckCollection<THeap, TRef>(
            TracePlayer<THeap, TRef> player, int generation, JsonElement expected, string place)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            long returned = player.Collect(generation);
            Facts.Check(place + " events", expected.GetProperty("ev"), player.TakeEvents());
            CheckLists<THeap, TRef>(player, expected, place);
            if (expected.TryGetProperty("fin", out JsonElement finalized))
            {
                Facts.Check(place + " finalized", finalized, player.Finalized());
            }

            Facts.Check(place + " returned", expected.GetProperty("ret"), returned);
        }

        private static void CheckLists<THeap, TRef>(
            TracePlayer<THeap, TRef> player, JsonElement expected, string place)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            int generation = 0;
            foreach (JsonElement list in expected.GetProperty("lists").EnumerateArray())
            {
                Facts.Check($"{place} generation {generation}", list, player.ListOf(generation));
                generation++;
            }
        }

        private void CheckEnd<THeap, TRef>(TracePlayer<THeap, TRef> player)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            JsonElement end = trace.GetProperty("end");
            foreach (string root in player.RootNames())
            {
                player.DropNamed(root);
            }

            Facts.Check(name + ", release of the roots", end[0], player.TakeEvents());
            CheckCollection<THeap, TRef>(player, 2, end[1], name + ", last collection");
            Facts.Check(name + ", resurrected at the end", trace.GetProperty("resurrected_at_end"), player.RootNames());
        }
    }
}
