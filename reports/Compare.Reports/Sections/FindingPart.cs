using System.Net;

namespace Compare.Reports.Sections;

/// <summary>A piece of a sentence: words, a name out of the run, or words that lead to their evidence.</summary>
/// <param name="Text">What a reader sees.</param>
/// <param name="IsName">Whether it is the name of a config or of a workload, which can be any text.</param>
/// <param name="Fragment">Id of the element of the HTML report that the words rest on; empty for none.</param>
public sealed record FindingPart(string Text, bool IsName = false, string Fragment = "")
{
    /// <summary>The piece as HTML.</summary>
    public string TextHtml
    {
        get
        {
            string text = IsName ? $"<b>{Formatting.Names.Html(Text)}</b>" : WebUtility.HtmlEncode(Text);
            return Fragment.Length == 0 ? text : $"<a href=\"#{Fragment}\">{text}</a>";
        }
    }
}
