using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Which starts of the incremental collector examine something, and what its lists hold afterwards.</summary>
public sealed class IncrementalTests
{
    private const int Objects = 300_000;

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), "gc_incremental", MemberType = typeof(RecordedFiles))]
    public void Increments_run_at_the_recorded_starts(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        Starts starts = new(document.RootElement.GetProperty("old_objects_at_start").GetInt32());
        starts.RunOn(RecordedFiles.ProfileOf(document));
        JsonElement[] recorded = [.. document.RootElement.GetProperty("triggers").EnumerateArray()];
        for (int i = 0; i < Math.Min(recorded.Length, starts.Seen.Count); i++)
        {
            Facts.Check($"{file}, start {i}: allocation, increments, young, old", recorded[i], starts.Seen[i]);
        }

        Assert.Equal(recorded.Length, starts.Seen.Count);
    }

    private sealed class Starts(int tracked) : CPythonProgram
    {
        // What the script made between its last full collection and the loop.
        private const int CountAtStart = 2;

        public List<long[]> Seen { get; } = [];

        public override void Run<THeap, TRef>(THeap heap)
        {
            CountingLoop<THeap, TRef> loop = new(heap, GcOf<THeap, TRef>(heap));
            heap.Control.AutomaticCollection = false;
            loop.MakeBase(tracked, CountingLoop<THeap, TRef>.UnreachableFromMarkRoots, Objects);
            loop.CollectAll();
            for (int i = 0; i < CountAtStart; i++)
            {
                loop.KeepOneMore();
            }

            heap.Control.AutomaticCollection = true;
            long increments = loop.Statistics()[1][0];
            long last = loop.ReadAsScript()[0];
            for (int i = 0; i < Objects; i++)
            {
                loop.KeepNew(i);
                long count = loop.ReadAsScript()[0];
                if (count < last)
                {
                    long done = loop.Statistics()[1][0];
                    Seen.Add([i, done - increments, loop.CountObjects(0), loop.CountObjects(2)]);
                    increments = done;
                }

                last = count;
            }

            heap.Control.AutomaticCollection = false;
            heap.ResizeRoots(0);
        }
    }
}
