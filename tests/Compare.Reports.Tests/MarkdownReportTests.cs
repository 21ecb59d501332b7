using Compare.Harness.Results;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class MarkdownReportTests
{
    private static readonly string s_text = MarkdownReport.Render(SampleResults.Default);

    [Fact]
    public void It_is_short_and_opens_with_the_title()
    {
        Assert.StartsWith("## Sample data made by a test", s_text, StringComparison.Ordinal);
        Assert.True(s_text.Length < 6000);
        Assert.Contains("168 of 180 invocations finished", s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_table_has_a_row_for_every_workload_and_as_many_cells_in_each()
    {
        List<string> rows = [.. s_text.Split('\n').Where(line => line.StartsWith('|'))];

        Assert.Equal(2 + 6 + 1, rows.Count);
        Assert.Single(rows.Select(row => row.Count(letter => letter == '|')).Distinct());
        Assert.Contains(rows, row => row.Contains("out of memory", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_verified_says_that_its_times_are_no_measurements()
    {
        const string Warning = "the times are no measurements";
        ResultSet verified = SampleResults.Default with { Environment = SampleResults.Default.Environment with { Verify = true } };

        Assert.Contains(Warning, MarkdownReport.Render(verified), StringComparison.Ordinal);
        Assert.DoesNotContain(Warning, s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_and_the_cost_of_observing_are_told()
    {
        Assert.Contains("- **Warning**: stolen time rose to 1.2 % during the measurement (", s_text, StringComparison.Ordinal);
        Assert.Contains("clr: the event listener used at most 512\u00A0µs of CPU time and 40.0\u00A0KiB", s_text, StringComparison.Ordinal);
        Assert.DoesNotContain("nogc: the event listener", s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_carry_their_reason()
    {
        Assert.Contains("What did not finish: 12 invocations", s_text, StringComparison.Ordinal);
        Assert.Contains("- crashed: semispace on json-dom, invocation 2: the process died of signal 9 (SIGKILL)", s_text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("line\nbreak", "line break")]
    [InlineData("*bold* `code` [x](y) @team", "\\*bold\\* \\`code\\` \\[x\\](y) \\@team")]
    [InlineData("<img>", "&lt;img&gt;")]
    public void Text_is_escaped(string text, string expected) => Assert.Equal(expected, MarkdownReport.Escape(text));
}
