using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Tests.Results;
using Compare.Harness.Validation;
using Compare.Harness.Verification;

namespace Compare.Harness.Tests.Verification;

public sealed class ResultVerifierTests : IDisposable
{
    private const int Invocations = 5;

    private readonly TestDirectory _temporary = new();

    private string Run => _temporary.File("run");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_run_as_written_holds_and_nothing_is_written()
    {
        await MakeAsync();
        Dictionary<string, string> before = Contents();

        VerificationResult result = Verify();

        Assert.Empty(result.Differences);
        Assert.True(result.Holds);
        Assert.Contains("summary.csv", result.Verified);
        Assert.Contains("aa.csv", result.Verified);
        Assert.Equal(["counting.txt"], result.NotThere);
        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("invocations.csv", "wall_ns", "201")]
    [InlineData("iterations.csv", "cpu_ns", "1")]
    [InlineData("events.csv", "pause_ns", "31")]
    [InlineData("work.csv", "value", "8")]
    [InlineData("summary.csv", "ratio", "0.5")]
    [InlineData("summary.csv", "verdict", "better")]
    [InlineData("aa.csv", "p_value", "0.01")]
    [InlineData("twins.csv", "order", "999")]
    [InlineData("requests.csv", "end_ns", "26")]
    [InlineData("settings.csv", "effective", "")]
    [InlineData("timeline.csv", "used_bytes", "0")]
    [InlineData("machine.csv", "steal_ns", "7")]
    [InlineData("counters.csv", "value", "13")]
    public async Task A_changed_cell_is_named_with_both_values(string file, string column, string value)
    {
        await MakeAsync();
        (int line, string was) = Change(file, column, value);

        ResultDifference difference = Assert.Single(Verify().Differences);

        Assert.Equal((file, line, column), (difference.File, difference.Line, difference.Column));
        Assert.Equal((value, was), (difference.Stored, difference.Recomputed));
    }

    [Fact]
    public async Task A_lost_row_and_a_row_too_many_are_one_difference_each()
    {
        await MakeAsync();
        string path = Path.Combine(Run, "events.csv");
        List<string> lines = [.. File.ReadAllLines(path)];
        string lost = lines[3];
        lines.RemoveAt(3);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        string work = Path.Combine(Run, "work.csv");
        File.AppendAllText(work, "cpython,cpython,rings,,3,invented,1,objects\n");

        IReadOnlyList<ResultDifference> differences = Verify().Differences;

        Assert.Equal(2, differences.Count);
        Assert.Contains(differences, difference => difference is { File: "events.csv", Line: null, Stored: null, Recomputed: "a row" }
            && difference.Row.StartsWith(lost.Split(',')[0], StringComparison.Ordinal));
        Assert.Contains(differences, difference => difference is { File: "work.csv", Stored: "a row", Recomputed: null }
            && difference.Row.EndsWith("invented", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_raw_file_contradicts_the_journal_and_the_tables()
    {
        await MakeAsync();
        string cell = Directory.GetFiles(Path.Combine(Run, "cells"))[0];
        string text = File.ReadAllText(cell);
        string changed = text.Replace("\"heap_peak_bytes\":640", "\"heap_peak_bytes\":641", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        File.WriteAllText(cell, changed);

        IReadOnlyList<ResultDifference> differences = Verify().Differences;

        Assert.Contains(differences, difference =>
            difference is { File: "journal.jsonl", Column: "heap_peak_bytes", Stored: "640", Recomputed: "641" });
        Assert.Contains(differences, difference =>
            difference is { File: "invocations.csv" or "twins.csv", Column: "heap_peak_bytes", Stored: "640", Recomputed: "641" });
    }

    [Fact]
    public async Task A_changed_plan_and_a_changed_hash_are_named()
    {
        await MakeAsync();
        Replace("plan.jsonl", "\"order\":0,", "\"order\":1,");
        Replace("environment.json", "\"matrix_hash\":\"", "\"matrix_hash\":\"0");

        IReadOnlyList<ResultDifference> differences = Verify().Differences;

        Assert.Equal(["environment.json", "plan.jsonl"], differences.Select(difference => difference.File));
        Assert.Equal("matrix_hash", differences[0].Column);
        Assert.Equal(1, differences[1].Line);
    }

    [Fact]
    public async Task A_report_is_written_again_and_compared()
    {
        await MakeAsync();
        File.WriteAllText(Path.Combine(Run, "counting.txt"), "20 invocations\n0 events\n");

        ResultDifference difference = Assert.Single(Verify().Differences);

        Assert.Equal(("counting.txt", 2, "0 events"), (difference.File, difference.Line, difference.Stored));
        Assert.Matches("^[1-9][0-9]* events$", difference.Recomputed);
    }

    [Fact]
    public async Task A_table_that_no_raw_file_gives_is_named()
    {
        await MakeAsync();
        File.WriteAllText(Path.Combine(Run, "lessons.csv"), "lesson\ninvented\n");

        ResultDifference difference = Assert.Single(Verify().Differences);

        Assert.Equal(("lessons.csv", "a table", null), (difference.File, difference.Stored, difference.Recomputed));
    }

    [Theory]
    [InlineData("matrix.yaml")]
    [InlineData("environment.json")]
    [InlineData("plan.jsonl")]
    [InlineData("journal.jsonl")]
    [InlineData("summary.csv")]
    [InlineData("cells/00000.json")]
    public async Task A_missing_file_is_bad_input(string name)
    {
        await MakeAsync();
        File.Delete(Path.Combine(Run, name));

        InputException exception = Assert.Throws<InputException>(Verify);

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
        Assert.Contains("is not there", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_file_that_was_cut_is_bad_input()
    {
        await MakeAsync();
        string cell = Path.Combine(Run, "cells", "00001.json");
        File.WriteAllText(cell, File.ReadAllText(cell)[..100]);

        InputException exception = Assert.Throws<InputException>(Verify);

        Assert.Contains("00001.json: This raw file has not the length", exception.Message, StringComparison.Ordinal);
    }

    private async Task MakeAsync()
    {
        await ResultSetRoundTripTests.RunAsync(Run, Invocations);
        string yaml = File.ReadAllText(Path.Combine(Run, "matrix.yaml"));
        Replace("environment.json", "\"matrix_hash\":\"00\"", $"\"matrix_hash\":\"{MatrixWriter.Hash(yaml)}\"");
    }

    private VerificationResult Verify()
    {
        ResultVerifier.RequireRawFiles(Run);
        RunMatrix matrix = TestMatrix.Valid(File.ReadAllText(Path.Combine(Run, "matrix.yaml")));
        return ResultVerifier.Verify(Run, matrix, [new CountingReport()]);
    }

    private void Replace(string name, string old, string text)
    {
        string path = Path.Combine(Run, name);
        string before = File.ReadAllText(path);
        int place = before.IndexOf(old, StringComparison.Ordinal);
        Assert.True(place >= 0, $"{name} holds no {old}");
        File.WriteAllText(path, before[..place] + text + before[(place + old.Length)..]);
    }

    // The first row that has a value, and another one; warnings with commas stand in quotes, behind the columns that are changed here.
    private (int Line, string Was) Change(string file, string column, string value)
    {
        string path = Path.Combine(Run, file);
        string[] lines = File.ReadAllLines(path);
        int place = Array.IndexOf(lines[0].Split(','), column);
        Assert.True(place >= 0, $"{file} has no column {column}");
        for (int i = 1; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split(',');
            if (fields[place] != value && fields[place].Length > 0)
            {
                string was = fields[place];
                fields[place] = value;
                lines[i] = string.Join(',', fields);
                File.WriteAllText(path, string.Join('\n', lines) + "\n");
                return (i + 1, was);
            }
        }

        throw new InvalidOperationException($"{file} has no value of {column} to change.");
    }

    private Dictionary<string, string> Contents() => Directory
        .GetFiles(Run, "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, File.ReadAllText);

    private sealed class CountingReport : IResultReport
    {
        public string FileName => "counting.txt";

        public void Write(ResultSet results, Stream stream) => stream.Write(System.Text.Encoding.UTF8.GetBytes(
            $"{results.Invocations.Count} invocations\n{results.Events.Count} events\n"));
    }
}
