using System.Text.Json;
using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Tables of what PyPy's functions of parameters return.</summary>
public sealed class ParameterTableTests
{
    public static TheoryData<string> Files => RecordedFiles.Single("rpy-misc");

    public static TheoryData<string> GrowthFiles => RecordedFiles.Single("thresholds");

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
