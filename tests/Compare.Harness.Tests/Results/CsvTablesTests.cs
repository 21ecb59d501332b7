using System.Text;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.Results;

public sealed class CsvTablesTests
{
    private const string ContractColumns =
        "engine,config,workload,size,seed,heap_bytes,invocation,status,error,wall_ns,cpu_ns,mutator_ns,"
        + "gc_ns,pause_count,pause_max_ns,pause_p50_ns,pause_p99_ns,allocated_objects,allocated_bytes,heap_peak_bytes,committed_peak_bytes,"
        + "rss_peak_bytes,minor_collections,major_collections,checksum";

    private static string Text<T>(params T[] rows)
    {
        using MemoryStream stream = new();
        CsvTables.Write(stream, rows);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void Invocations_have_at_least_the_promised_columns()
    {
        string[] header = Text<InvocationRow>().Split('\n')[0].Split(',');

        Assert.Empty(ContractColumns.Split(',').Except(header));
    }

    [Fact]
    public void Every_table_starts_with_the_shared_key()
    {
        string[] key = ["engine", "config", "workload", "heap_bytes", "invocation"];
        foreach (string header in (string[])[Text<InvocationRow>(), Text<IterationRow>(), Text<EventRow>(), Text<TimelineRow>(), Text<WorkRow>()])
        {
            Assert.Empty(key.Except(header.Split('\n')[0].Split(',')));
        }
    }

    [Fact]
    public void Events_of_a_result_without_the_columns_added_since_are_still_read()
    {
        const int AddedSince = 14;
        EventRow row = new()
        {
            Engine = "clr",
            Config = "clr",
            Workload = "rings",
            Invocation = 0,
            Event = 0,
            Iteration = 1,
            Kind = "major",
            Cause = "threshold",
            StartNs = 1,
            PauseNs = 2,
            AllocatedBytes = 3,
            UncollectableObjects = 4,
        };
        using TestDirectory directory = new();
        string path = directory.File("events.csv");

        File.WriteAllText(path, Text(row));
        Assert.Equal(row, CsvTables.Read<EventRow>(path).Single());
        File.WriteAllText(path, string.Join(
            '\n', Text(row).Split('\n').Select(line => string.Join(',', line.Split(',').SkipLast(AddedSince)))));
        Assert.Equal(row with { UncollectableObjects = null }, CsvTables.Read<EventRow>(path).Single());
    }

    [Fact]
    public void Invocations_of_a_result_without_the_delays_of_calls_are_still_read()
    {
        string[] added =
            ["delayed_calls", "call_delay_mean_ns", "call_delay_max_ns", "call_delay_mean_bytes", "call_delay_max_bytes"];
        InvocationRow row = TestRows.Invocation("clr") with { DelayedCalls = 3 };
        string[] lines = Text(row).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int[] kept = [.. lines[0].Split(',').Index().Where(column => !added.Contains(column.Item)).Select(column => column.Index)];
        using TestDirectory directory = new();
        string path = directory.File("invocations.csv");
        File.WriteAllLines(path, lines.Select(line => string.Join(',', kept.Select(index => line.Split(',')[index]))));

        Assert.Equal(row with { DelayedCalls = null }, CsvTables.Read<InvocationRow>(path).Single());
    }

    [Fact]
    public void Rows_survive_with_commas_quotes_line_breaks_and_empty_values()
    {
        InvocationRow row = TestRows.Invocation("cpython:3.14,gen0=700", wall: long.MaxValue, status: CellStatus.NotApplicable) with
        {
            Error = "It said: \"no, <script>alert(1)</script>\"\nand left.",
        };
        using TestDirectory directory = new();
        string path = directory.File("invocations.csv");
        File.WriteAllText(path, Text(row, TestRows.Invocation("clr")));

        IReadOnlyList<InvocationRow> read = CsvTables.Read<InvocationRow>(path);

        Assert.Equal(row, read[0]);
        Assert.Null(read[1].WallNs);
        Assert.Contains(",not_applicable,", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engine,config\nclr,clr\n")]
    [InlineData("rubbish")]
    [InlineData("")]
    public void A_table_without_its_columns_is_refused_with_its_name(string text)
    {
        using TestDirectory directory = new();
        string path = directory.File("invocations.csv");
        File.WriteAllText(path, text);

        InputException exception = Assert.Throws<InputException>(() => CsvTables.Read<InvocationRow>(path));

        Assert.Contains("invocations.csv", exception.Message, StringComparison.Ordinal);
    }
}
