using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.Results;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class LessonsSectionTests
{
    private static readonly IHtmlDocument s_page = Render(SampleLessons.Results);

    [Fact]
    public void Without_lessons_there_is_no_section_and_no_word_of_it()
    {
        IHtmlDocument page = Render(SampleResults.Default);

        Assert.Null(page.QuerySelector("#lessons"));
        Assert.Null(page.QuerySelector("nav a[href='#lessons']"));
        Assert.DoesNotContain("lessons.csv", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Lessons", MarkdownReport.Render(SampleResults.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void With_lessons_it_is_in_the_page_the_navigation_and_the_list_of_files()
    {
        Assert.NotNull(s_page.QuerySelector("#lessons"));
        Assert.NotNull(s_page.QuerySelector("nav a[href='#lessons']"));
        Assert.Contains("lessons.csv", s_page.QuerySelector("#downloads")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_names_the_lesson_and_says_what_to_do()
    {
        IElement heading = s_page.QuerySelector("#table-lessons tbody th")!;

        Assert.Contains("Use generators instead of lists", heading.TextContent, StringComparison.Ordinal);
        Assert.Contains(SampleLessons.Advice, heading.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, s_page.QuerySelectorAll("#table-lessons tbody tr").Length);
        Assert.Equal(
            ["cpython:3.13", "clr"], s_page.QuerySelectorAll("#table-lessons thead th .name").Select(name => name.TextContent));
    }

    [Theory]
    [InlineData(0, 0, 0, "saves", "▼", "−98\u00A0%", "saves")]
    [InlineData(0, 0, 1, "saves", "▼", "−62\u00A0%", "saves")]
    [InlineData(0, 0, 2, "costs", "▲", "+30\u00A0%", "costs")]
    [InlineData(0, 1, 0, "missing", "", "n/a", null)]
    [InlineData(0, 1, 1, "nothing", "○", "saves nothing", null)]
    [InlineData(0, 1, 2, "unclear", "○", "−10\u00A0%", "saves nothing beyond noise")]
    [InlineData(1, 0, 0, "open", "", "−50\u00A0%", "too few to decide")]
    [InlineData(1, 1, 0, "missing", "", "careful: out of memory", null)]
    public void A_measure_has_colour_sign_number_and_words(
        int row, int column, int measure, string verdict, string mark, string text, string? words)
    {
        IElement saving = s_page.QuerySelectorAll("#table-lessons tbody tr")[row].QuerySelectorAll("td")[column]
            .QuerySelectorAll(".saving")[measure];

        Assert.True(saving.ClassList.Contains(verdict), saving.ClassName);
        Assert.Equal(mark, saving.QuerySelector(".mark")!.TextContent);
        Assert.Equal(text, saving.QuerySelector(".value")!.TextContent);
        Assert.Equal(words, saving.QuerySelector(".words")?.TextContent);
    }

    [Theory]
    [InlineData(0.002, "−99.8\u00A0%")]
    [InlineData(0.00001, "−99.9\u00A0%")]
    [InlineData(0.5, "−50\u00A0%")]
    [InlineData(1.0, "±0\u00A0%")]
    [InlineData(0.999, "±0\u00A0%")]
    [InlineData(1.25, "+25\u00A0%")]
    [InlineData(31, "31.0×")]
    public void A_ratio_is_written_as_a_change(double ratio, string text) => Assert.Equal(text, LessonSaving.Change(ratio));

    [Fact]
    public void Markdown_has_the_table_too()
    {
        string text = MarkdownReport.Render(SampleLessons.Results);

        Assert.Contains("needs ▼ −98\u00A0%, heap ▼ −62\u00A0%, time ▲ +30\u00A0%", text, StringComparison.Ordinal);
        Assert.Contains("needs careful: out of memory", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        const string Attack = "<script>window.hit=1</script>";
        ResultSet hostile = SampleResults.Default with { Lessons = SampleLessons.Rows(Attack) };

        Assert.Equal(s_page.QuerySelectorAll("script").Length, Render(hostile).QuerySelectorAll("script").Length);
        Assert.Contains(Attack, Render(hostile).QuerySelector("#table-lessons")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", MarkdownReport.Render(hostile), StringComparison.Ordinal);
    }

    private static IHtmlDocument Render(ResultSet results) => new HtmlParser().ParseDocument(new HtmlReport().Render(results));
}
