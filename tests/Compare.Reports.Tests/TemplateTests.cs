using System.Text.RegularExpressions;
using Compare.Reports.Rendering;
using Scriban.Syntax;

namespace Compare.Reports.Tests;

public sealed partial class TemplateTests
{
    public static TheoryData<string> Names => [.. Resources.Under("Templates/")];

    [Fact]
    public void Output_beyond_a_mebibyte_is_not_cut()
    {
        string text = new('x', 3 << 20);

        Assert.Equal(text.Length, Templates.RenderText("{{ view.text }}", new { Text = text }).Length);
        Assert.Equal(text.Length, Templates.RenderText("{{ view.text | html.escape }}", new { Text = text }).Length);
    }

    [Fact]
    public void A_loop_may_turn_more_than_a_thousand_times() =>
        Assert.Equal(5000, Templates.RenderText("{{ for row in view.rows }}x{{ end }}", new { Rows = Enumerable.Range(0, 5000) }).Length);

    [Theory]
    [InlineData("{{ veiw }}")]
    [InlineData("{{ view.titel }}")]
    [InlineData("{{ for row in view.rows }}{{ row.nmae }}{{ end }}")]
    public void A_misspelt_name_is_an_error(string template) =>
        Assert.Throws<ScriptRuntimeException>(() =>
            Templates.RenderText(template, new { Title = "x", Rows = new[] { new { Name = "y" } } }));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_is_escaped_unless_it_is_HTML_by_name(string name)
    {
        string[] words = ["for ", "end", "if ", "else", "\"", "when "];
        IEnumerable<string> outputs = Output().Matches(Resources.Text(name))
            .Select(match => match.Groups["code"].Value.Trim('~').Trim())
            .Where(code => !Array.Exists(words, word => code.StartsWith(word, StringComparison.Ordinal)));

        Assert.All(outputs, code => Assert.True(
            code.EndsWith("| html.escape", StringComparison.Ordinal) || code.EndsWith("_html", StringComparison.Ordinal),
            $"{name}: {code}"));
    }

    [GeneratedRegex(@"\{\{(?<code>.*?)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Output();
}
