using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Tests.Execution;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Results;

/// <summary>Which lessons are compared, and what is said of them.</summary>
public sealed class LessonTests
{
    private static readonly LessonPair s_pair = new(
        "lesson-test",
        "Test before you measure",
        "Do it once.",
        "lesson-test:version=wasteful",
        "lesson-test:version=careful");

    [Theory]
    [InlineData("[\"lesson-test:version=wasteful\", \"lesson-test:version=careful\"]", "lesson-test")]
    [InlineData("[lesson-test, \"lesson-test:version=careful\"]", "lesson-test")]
    [InlineData("[\"lesson-test:count=3,version=careful\", \"lesson-test:version=wasteful,count=3\"]", "lesson-test:count=3")]
    [InlineData("[\"lesson-test:version=wasteful\", \"lesson-test:count=3,version=careful\"]", null)]
    [InlineData("[\"lesson-test:version=wasteful\", rings]", null)]
    public void Two_versions_of_the_same_work_are_a_pair(string workloads, string? lesson)
    {
        RunMatrix matrix = TestMatrix.Valid($"schema: 1\nengines: [cpython]\nworkloads: {workloads}\n");

        Assert.Equal(lesson is null ? [] : [lesson], LessonPair.Of(matrix).Select(pair => pair.Lesson));
    }

    [Fact]
    public void Savings_have_medians_a_ratio_and_its_interval()
    {
        InvocationRow[] rows =
        [
            .. Enumerable.Range(0, 5).Select(number => Cell("wasteful", number, 1000 + number, 4096)),
            .. Enumerable.Range(0, 5).Select(number => Cell("careful", number, 500 + number, 4096)),
        ];

        IReadOnlyList<LessonRow> lessons = LessonBuilder.Build([s_pair], rows, seed: 42, VerdictRule.DefaultTolerance);
        LessonRow wall = lessons.Single(row => row.Measure == LessonBuilder.Wall);
        LessonRow live = lessons.Single(row => row.Measure == LessonBuilder.Live);
        LessonRow heap = lessons.Single(row => row.Measure == LessonBuilder.Heap);

        Assert.Equal((1002d, 502d, 500d), (wall.Wasteful!.Value, wall.Careful!.Value, wall.Saved!.Value));
        Assert.Equal(502d / 1002, wall.Ratio!.Value, 12);
        Assert.InRange(wall.Ratio.Value, wall.RatioLow!.Value, wall.RatioHigh!.Value);
        Assert.Equal(LessonVerdict.Saves, wall.Verdict);
        Assert.Equal((1d, LessonVerdict.Nothing), (live.Ratio!.Value, live.Verdict));
        Assert.Null(heap.Wasteful);
        Assert.Null(heap.Verdict);
        Assert.Equal(5, lessons.Count);
    }

    [Fact]
    public void What_did_not_run_has_its_status_and_no_number()
    {
        InvocationRow[] rows =
        [
            Cell("wasteful", 0, 1000, 4096),
            Cell("careful", 0, null, null) with { Status = CellStatus.NotApplicable },
        ];

        LessonRow wall = LessonBuilder.Build([s_pair], rows, seed: 42, VerdictRule.DefaultTolerance).Single(row => row.Measure == LessonBuilder.Wall);

        Assert.Equal((CellStatus.Ok, CellStatus.NotApplicable), (wall.WastefulStatus, wall.CarefulStatus));
        Assert.Equal(1000, wall.Wasteful);
        Assert.Null(wall.Careful);
        Assert.Null(wall.Ratio);
        Assert.Null(wall.Verdict);
    }

    [Theory]
    [InlineData(8, 1_000, 500, LessonVerdict.Saves)]
    [InlineData(8, 500, 1_000, LessonVerdict.Costs)]
    [InlineData(8, 1_000, 1_000, LessonVerdict.Unclear)]
    [InlineData(3, 1_000, 500, LessonVerdict.Open)]
    [InlineData(3, 1_000, 1_000, LessonVerdict.Open)]
    public void The_rule_of_all_verdicts_decides_what_is_said(int invocations, long wasteful, long careful, string verdict)
    {
        // A tenth of spread, the same on both sides.
        InvocationRow[] rows =
        [
            .. Enumerable.Range(0, invocations).Select(number => Cell("wasteful", number, wasteful + (number * wasteful / 80), 4096)),
            .. Enumerable.Range(0, invocations).Select(number => Cell("careful", number, careful + (number * careful / 80), 4096)),
        ];

        LessonRow wall = LessonBuilder.Build([s_pair], rows, seed: 42, VerdictRule.DefaultTolerance)
            .Single(row => row.Measure == LessonBuilder.Wall);

        Assert.Equal(verdict, wall.Verdict);
    }

    [Fact]
    public void A_difference_that_does_not_hold_among_many_lessons_is_not_claimed()
    {
        // Four against four, all apart, has p = 0.029: enough alone, not among ten that show nothing.
        InvocationRow[] Rows(string workload, long first) =>
            [.. Enumerable.Range(0, 4).Select(number => Cell("wasteful", number, first + (number * 10), 4096) with { Workload = workload })];

        LessonPair Pair(int number) => s_pair with { Lesson = $"l{number}", Wasteful = $"w{number}", Careful = $"c{number}" };

        InvocationRow[] apart = [.. Rows("w0", 1_000), .. Rows("c0", 900)];
        InvocationRow[] same = [.. Enumerable.Range(1, 10).SelectMany(i => Rows($"w{i}", 1_000).Concat(Rows($"c{i}", 1_003)))];
        string? alone = Verdict([Pair(0)], apart);
        string? among = Verdict([.. Enumerable.Range(0, 11).Select(Pair)], [.. apart, .. same]);

        Assert.Equal((LessonVerdict.Saves, LessonVerdict.Unclear), (alone, among));

        static string? Verdict(IReadOnlyList<LessonPair> pairs, IReadOnlyList<InvocationRow> rows) =>
            LessonBuilder.Build(pairs, rows, seed: 42, VerdictRule.DefaultTolerance)
                .First(row => row.Measure == LessonBuilder.Wall).Verdict;
    }

    [Fact]
    public async Task A_run_writes_its_lessons_and_reads_them_back()
    {
        using TestDirectory temporary = new();
        string path = temporary.File("run");
        RunMatrix matrix = TestMatrix.Valid(
            "schema: 1\nengines: [cpython, pypy]\nworkloads: [lesson-test, \"lesson-test:version=careful\"]\n"
            + "runs: {invocations: 2}\n");
        string yaml = MatrixWriter.Write(matrix);
        RunPlan plan = RunPlan.Of(matrix);
        using ResultDirectory directory = ResultDirectory.Open(path, yaml, plan, resume: false);
        await new MatrixRunner(new ScriptedExecutor(), new SilentProgress()).RunAsync(plan, directory, CancellationToken.None);
        ResultSet built = ResultSetBuilder.Build(matrix, yaml, directory, ResultSetRoundTripTests.Environment);
        ResultSetWriter.Write(built, directory);

        Assert.Equal(built.Lessons, ResultSetReader.Read(path).Lessons);
        Assert.Equal(2 * 5, built.Lessons.Count);
        Assert.True(File.Exists(Path.Combine(path, "lessons.csv")));
    }

    private static InvocationRow Cell(string version, int invocation, long? wall, long? live) =>
        TestRows.Invocation("cpython", $"lesson-test:version={version}", invocation, wall) with { PeakLiveBytes = live };
}
