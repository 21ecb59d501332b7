using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.Results;

public sealed class ResultDirectoryTests
{
    private static readonly RunMatrix s_matrix = TestMatrix.Valid(TestMatrix.Small);
    private static readonly string s_yaml = MatrixWriter.Write(s_matrix);
    private static readonly RunPlan s_plan = RunPlan.Of(s_matrix);

    [Fact]
    public void A_new_directory_gets_matrix_and_plan()
    {
        using TestDirectory temporary = new();
        string path = temporary.File("new/run");

        ResultDirectory.Open(path, s_yaml, s_plan, resume: false).Dispose();

        Assert.Equal(s_yaml, File.ReadAllText(Path.Combine(path, "matrix.yaml")));
        Assert.Equal(s_plan.Invocations.Count, File.ReadAllLines(Path.Combine(path, "plan.jsonl")).Length);
    }

    [Fact]
    public void A_directory_with_anything_in_it_needs_resume()
    {
        using TestDirectory temporary = new();
        File.WriteAllText(temporary.File("thesis.tex"), "precious");

        Assert.Contains("--resume", ResultDirectory.Check(temporary.Path, s_yaml, resume: false)!.Message, StringComparison.Ordinal);
        Assert.Contains("not the result of a run", ResultDirectory.Check(temporary.Path, s_yaml, resume: true)!.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(temporary.File("thesis.tex")));
    }

    [Fact]
    public void A_directory_of_another_matrix_is_refused()
    {
        using TestDirectory temporary = new();
        string path = temporary.File("run");
        ResultDirectory.Open(path, s_yaml, s_plan, resume: false).Dispose();

        Problem? problem = ResultDirectory.Check(path, s_yaml + "# changed\n", resume: true);

        Assert.Contains("another matrix", problem!.Message, StringComparison.Ordinal);
        Assert.Null(ResultDirectory.Check(path, s_yaml, resume: true));
    }

    [Fact]
    public void A_file_in_its_place_is_refused()
    {
        using TestDirectory temporary = new();
        File.WriteAllText(temporary.File("run"), string.Empty);

        Assert.Contains("This is a file", ResultDirectory.Check(temporary.File("run"), s_yaml, resume: false)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_where_nothing_can_be_written_is_named()
    {
        // Not even root can create files here.
        InputException exception = Assert.Throws<InputException>(
            () => ResultDirectory.Open("/proc/gc-compare", s_yaml, s_plan, resume: false));

        Assert.Contains("/proc/gc-compare: The directory cannot be written", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--out", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_cannot_share_a_directory()
    {
        using TestDirectory temporary = new();
        string path = temporary.File("run");
        using ResultDirectory first = ResultDirectory.Open(path, s_yaml, s_plan, resume: false);

        Assert.Throws<InputException>(() => ResultDirectory.Open(path, s_yaml, s_plan, resume: true));
    }

    [Fact]
    public void A_journal_line_whose_file_is_short_counts_as_not_finished()
    {
        using TestDirectory temporary = new();
        using ResultDirectory directory = ResultDirectory.Open(temporary.File("run"), s_yaml, s_plan, resume: false);
        JournalEntry entry = TestRows.Entry("clr", 0) with { File = "cells/00000.json", FileBytes = 3 };

        Assert.False(directory.IsComplete(entry));
        File.WriteAllText(directory.PathOf("cells/00000.json"), "{}");
        Assert.False(directory.IsComplete(entry));
        File.WriteAllText(directory.PathOf("cells/00000.json"), "{ }");
        Assert.True(directory.IsComplete(entry));
    }
}
