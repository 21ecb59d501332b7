using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>The counters, and when collections start by themselves.</summary>
public sealed class CounterTests
{
    private const string Suite = "gc_counts";

    /// <summary>
    /// How many objects fewer than the script could list may have outlived its last full collection, with what it made
    /// between that and the loop: the script cannot tell, and every number up to this is tried.
    /// </summary>
    private const int UnknownSurvivors = 20;

    private const int ThresholdRun = 3000;

    private const string IncrementalProfile = "3.14";

    private const string ThresholdPrefix = "E_threshold_";

    [Theory]
    [MemberData(nameof(RecordedFiles.WithElderRules), Suite, MemberType = typeof(RecordedFiles))]
    public void Retained_objects_start_collections_where_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement facts = document.RootElement.GetProperty("A_default_retained_20000");
        JsonElement thresholds = document.RootElement.GetProperty("default_threshold");

        // The script did not count its objects here; it did soon after. Only the incremental collector's pace depends on it.
        long tracked = document.RootElement.GetProperty("E_threshold_10_5_3").GetProperty("tracked_before").GetInt64();
        Retained run = new(file, facts, 20000, thresholds, tracked, document.RootElement.GetProperty("A_collections"));
        run.RunOn(RecordedFiles.ProfileOf(document));
        run.Check(facts.GetProperty("events"));
    }

    [Theory]
    [MemberData(nameof(RecordedFiles.WithElderRules), Suite, MemberType = typeof(RecordedFiles))]
    public void Full_collections_of_a_long_run_are_where_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement facts = document.RootElement.GetProperty("F_long_run");
        JsonElement thresholds = document.RootElement.GetProperty("default_threshold");
        long tracked = facts.GetProperty("tracked_before").GetInt64();

        // Before 3.14 the account of collections has those that the script itself caused before its loop.
        string profile = RecordedFiles.ProfileOf(document);
        JsonElement? collections = profile == IncrementalProfile ? facts.GetProperty("collections") : null;
        Retained run = new(file, facts, facts.GetProperty("n").GetInt32(), thresholds, tracked, collections);
        run.RunOn(profile);
        run.Check(facts.GetProperty("events_head"));
        Facts.Check("number of events", facts.GetProperty("n_events"), run.Events.Count);
        Facts.Check("full collections", facts.GetProperty("full_at"), run.FullCollections);
        Facts.Check("older collections", facts.GetProperty("gen1_or_full_count"), run.OlderCollections.Count());
    }

    [Theory]
    [MemberData(nameof(RecordedFiles.WithElderRules), Suite, MemberType = typeof(RecordedFiles))]
    public void Other_thresholds_start_collections_where_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonProperty[] runs =
        [
            .. document.RootElement.EnumerateObject()
                .Where(fact => fact.Name.StartsWith(ThresholdPrefix, StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(runs);
        foreach (JsonProperty fact in runs)
        {
            string thresholds = "[" + fact.Name[ThresholdPrefix.Length..].Replace('_', ',') + "]";
            using JsonDocument triple = JsonDocument.Parse(thresholds);
            long tracked = fact.Value.GetProperty("tracked_before").GetInt64();
            Retained[] tries =
            [
                .. Enumerable.Range(0, UnknownSurvivors + 1).Select(fewer => new Retained(
                    $"{file} {fact.Name}", fact.Value, ThresholdRun, triple.RootElement, tracked - fewer, collections: null)),
            ];
            int hit = Array.FindIndex(tries, run =>
            {
                run.RunOn(RecordedFiles.ProfileOf(document));
                return run.Agrees(fact.Value.GetProperty("events_head"));
            });
            if (hit < 0)
            {
                tries[0].Check(fact.Value.GetProperty("events_head"));
            }

            Facts.Check(fact.Name, fact.Value.GetProperty("n_events"), tries[Math.Max(hit, 0)].Events.Count);
        }
    }

    /// <summary>Keeps a number of objects and notes what the counters do.</summary>
    private sealed class Retained(
        string name, JsonElement facts, int count, JsonElement thresholds, long tracked, JsonElement? collections)
        : CPythonProgram
    {
        private long[] _end = [];

        public List<object[]> Events { get; private set; } = [];

        /// <summary>Gets the iterations with a full collection: the oldest counter falls to 0.</summary>
        public IEnumerable<int> FullCollections => Events
            .Where(noted => ((long[])noted[1])[2] != 0 && ((long[])noted[2])[2] == 0).Select(noted => (int)noted[0]);

        /// <summary>Gets the iterations with a middle or full collection: the middle counter falls to 0.</summary>
        public IEnumerable<int> OlderCollections => Events
            .Where(noted => ((long[])noted[1])[1] != 0 && ((long[])noted[2])[1] == 0).Select(noted => (int)noted[0]);

        public override void Run<THeap, TRef>(THeap heap)
        {
            CountingLoop<THeap, TRef> loop = new(heap, GcOf<THeap, TRef>(heap));
            heap.Control.SetThresholds([.. thresholds.EnumerateArray().Select(item => item.GetInt64())]);
            int hidden = Profile == IncrementalProfile ? CountingLoop<THeap, TRef>.UnreachableFromMarkRoots : 0;
            loop.StartAt(tracked, hidden, count, facts.GetProperty("start"));
            long[][] before = loop.Statistics();
            Events = loop.Measure(count);
            _end = loop.LastRead;
            if (collections is { } recorded)
            {
                Facts.Check(
                    name + " collections", recorded, CountingLoop<THeap, TRef>.Difference(before, loop.Statistics()));
            }

            heap.Control.AutomaticCollection = false;
            heap.ResizeRoots(0);
        }

        public void Check(JsonElement head)
        {
            Facts.Check(name + " events", head, Events.Take(head.GetArrayLength()));
            Facts.Check(name + " end", facts.GetProperty("end"), _end);
        }

        public bool Agrees(JsonElement head) =>
            Facts.Agree(head, Events.Take(head.GetArrayLength())) && Facts.Agree(facts.GetProperty("end"), _end);
    }
}
