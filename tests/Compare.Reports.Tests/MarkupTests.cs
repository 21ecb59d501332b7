using Compare.Reports.Rendering;

namespace Compare.Reports.Tests;

/// <summary>What stands in a hole of markup is text, whatever it looks like.</summary>
public sealed class MarkupTests
{
    [Theory]
    [InlineData("</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onclick=\"x", "&quot; onclick=&quot;x")]
    [InlineData("a & b", "a &amp; b")]
    [InlineData(null, "")]
    public void Text_is_escaped(string? text, string escaped) =>
        Assert.Equal($"<b>{escaped}</b>", new Markup().Add($"<b>{text}</b>").ToString());

    [Fact]
    public void Numbers_and_html_stand_as_they_are() =>
        Assert.Equal("<i>-1200<br></i>", new Markup().Add($"<i>{-1200}{new RawHtml("<br>")}</i>").ToString());

    [Fact]
    public void Pieces_follow_each_other() =>
        Assert.Equal("<p>one</p>", new Markup().Add($"<p>").Add($"{"one"}").Add($"</p>").ToString());
}
