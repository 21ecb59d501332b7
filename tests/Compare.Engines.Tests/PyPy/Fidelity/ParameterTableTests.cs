using System.Text.Json;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Objects;
using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Tables of what PyPy's functions of parameters return.</summary>
public sealed class ParameterTableTests
{
    public static TheoryData<string> Files => RecordedFiles.Single("rpy-misc");

    public static TheoryData<string> GrowthFiles => RecordedFiles.Single("thresholds");

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_table_is_compared(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);

        Assert.Equal(
            ["cards", "env_parse", "flags", "nursery_from_L2", "threshold", "translation_params"],
            document.RootElement.EnumerateObject().Select(table => table.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Flags_are_the_same_bits(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        Dictionary<string, ulong> own = new(StringComparer.Ordinal)
        {
            ["GCFLAG_TRACK_YOUNG_PTRS"] = HeaderFlags.TrackYoungPointers,
            ["GCFLAG_NO_HEAP_PTRS"] = HeaderFlags.NoHeapPointers,
            ["GCFLAG_VISITED"] = HeaderFlags.Visited,
            ["GCFLAG_HAS_SHADOW"] = HeaderFlags.HasShadow,
            ["GCFLAG_FINALIZATION_ORDERING"] = HeaderFlags.FinalizationOrdering,
            ["GCFLAG_HAS_CARDS"] = HeaderFlags.HasCards,
            ["GCFLAG_CARDS_SET"] = HeaderFlags.CardsSet,
            ["GCFLAG_VISITED_RMY"] = HeaderFlags.VisitedRaw,
            ["GCFLAG_PINNED"] = HeaderFlags.Pinned,
            ["GCFLAG_PINNED_OBJECT_PARENT_KNOWN"] = HeaderFlags.Pinned,
            ["GCFLAG_IGNORE_FINALIZER"] = HeaderFlags.IgnoreFinalizer,
        };

        // No use is made of a bit for the interpreter, of objects moved ahead of time, and of the marker of deleted entries.
        string[] unused = ["GCFLAG_EXTRA", "GCFLAG_SHADOW_INITIALIZED", "GCFLAG_DUMMY"];
        ulong ownBits = HeaderFlags.YoungRaw | HeaderFlags.Part | HeaderFlags.Scattered;
        Assert.All(document.RootElement.GetProperty("flags").EnumerateObject(), flag =>
        {
            ulong bit = 1UL << flag.Value.GetInt32();
            Assert.True(unused.Contains(flag.Name) != own.ContainsKey(flag.Name), flag.Name);
            Assert.Equal(bit, own.GetValueOrDefault(flag.Name, bit));
            Assert.Equal(0UL, bit & ownBits);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Defaults_are_those_of_a_translated_interpreter(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        CollectorParameters defaults = new() { NurseryBytes = NurserySizeRule.Main.Otherwise };
        Assert.All(document.RootElement.GetProperty("translation_params").EnumerateObject(), parameter => Assert.Equal(
            parameter.Value.ToString(),
            parameter.Name switch
            {
                "arena_size" => $"{defaults.ArenaBytes}",
                "card_page_indices" => $"{defaults.CardPageIndices}",
                "growth_rate_max" => $"{defaults.Growth}",
                "large_object" => $"{defaults.LargeObject}",
                "major_collection_threshold" => $"{defaults.MajorThreshold}",
                "page_size" => $"{defaults.PageBytes}",
                "small_request_threshold" => $"{defaults.SmallRequestThreshold}",

                // The one that lasts until the environment and the cache have been read, and that they are read.
                "nursery_size" or "read_from_env" => parameter.Value.ToString(),
                _ => "unknown",
            }));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Environment_variables_are_read_alike(string file) => ForEachRow(file, "env_parse", row =>
    {
        EnvironmentNumber number = EnvironmentNumber.Parse(row[0].GetString());
        Assert.Equal(row[1].GetDouble(), number.Integer);
        Assert.Equal(row[2].GetDouble(), (double)number.Unsigned);
        Assert.Equal(row[3].GetDouble(), number.Real);
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void A_cache_gives_the_same_nursery(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement[] rows = [.. document.RootElement.GetProperty("nursery_from_L2").EnumerateArray()];
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row[1].GetInt64(), NurserySizeRule.Main.SizeFor(row[0].GetInt64())));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_thresholds_follow_each_other_alike(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement parameters = document.RootElement.GetProperty("threshold").GetProperty("params");
        Assert.Equal(parameters.GetProperty("min_heap").GetDouble(), parameters.GetProperty("initial").GetDouble());
        MajorThreshold threshold = new(
            parameters.GetProperty("min_heap").GetDouble(),
            parameters.GetProperty("growth").GetDouble(),
            parameters.GetProperty("max_heap").GetDouble(),
            parameters.GetProperty("major").GetDouble(),
            maxDelta: double.PositiveInfinity);

        ForEachRow(file, "threshold", row =>
        {
            bool isBounded = threshold.SetAfterCollection(row[0].GetDouble(), row[1].GetDouble());
            Assert.Equal((row[2].GetDouble(), row[3].GetBoolean()), (threshold.Next, isBounded));
            Assert.Equal(threshold.Next, threshold.Initial);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Arrays_have_as_many_words_and_bytes_of_cards(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        CardTable cards = new(document.RootElement.GetProperty("cards").GetProperty("card_page_indices").GetInt32());

        ForEachRow(file, "cards", row => Assert.Equal(
            (row[1].GetInt64(), row[2].GetInt64()),
            (cards.WordsFor(row[0].GetInt64()), cards.BytesFor(row[0].GetInt64()))));
    }

    /// <summary>
    /// A real heap that grows. The numbers of two of its ten collections contain the bytes of an allocation that waited, which
    /// the recording does not name.
    /// </summary>
    [Theory]
    [MemberData(nameof(GrowthFiles))]
    public void A_growing_heap_of_an_interpreter_has_the_same_thresholds(string file)
    {
        // The recording has 15 digits.
        const double RoundingError = 1e-14;
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement root = document.RootElement;
        double nursery = root.GetProperty("nursery").GetDouble();
        double minHeap = nursery * 8;
        double maxDelta = root.GetProperty("memtotal").GetDouble() / 8;
        double last = minHeap;
        int reserved = 0;
        foreach (JsonElement row in root.GetProperty("rows").EnumerateArray())
        {
            MajorThreshold threshold = new(minHeap, growth: 1.4, maxHeap: 0, factor: 1.82, maxDelta);
            threshold.SetFrom(0, reserving: last);

            threshold.SetAfterCollection(row.GetProperty("used").GetDouble(), reserving: 0);

            last = row.GetProperty("threshold").GetDouble();
            double waiting = last - threshold.Next;
            if (Math.Abs(waiting) > last * RoundingError)
            {
                // The allocation that waits counts with half a nursery.
                Assert.True(waiting > nursery / 2, $"The threshold is {threshold.Next}, the recorded {last}.");
                reserved++;
            }
        }

        Assert.InRange(reserved, 0, 2);
    }

    private static void ForEachRow(string file, string table, Action<JsonElement> check)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement[] rows = [.. document.RootElement.GetProperty(table).GetProperty("rows").EnumerateArray()];
        Assert.NotEmpty(rows);
        Assert.All(rows, check);
    }
}
