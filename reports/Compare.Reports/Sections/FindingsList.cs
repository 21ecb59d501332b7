using Compare.Reports.Rendering;

namespace Compare.Reports.Sections;

/// <summary>Findings as a list of sentences, and as a part that opens.</summary>
internal static class FindingsList
{
    /// <summary>Writes the list; nothing when there are none.</summary>
    public static string Html(IReadOnlyList<Finding> findings)
    {
        Markup html = new();
        Write(html, findings);
        return html.ToString();
    }

    /// <summary>Writes the list of a group below its title.</summary>
    public static string Titled(FindingGroup group)
    {
        Markup html = new();
        html.Add($"<h3>{group.Title}</h3>\n");
        Write(html, group.Findings);
        return html.ToString();
    }

    /// <summary>Writes a group as a part that opens.</summary>
    public static string Card(FindingGroup group)
    {
        Markup html = new();
        WriteCard(html, group);
        return html.ToString();
    }

    /// <summary>Writes the findings of a group behind its title and what they come to.</summary>
    public static void WriteCard(Markup html, FindingGroup group)
    {
        string tally = string.Join(
            ", ", group.Findings.CountBy(finding => finding.Tag.ToLowerInvariant()).Select(pair => $"{pair.Value} {pair.Key}"));
        html.Add($"""
            <details class="numbers" data-case="{group.CaseIndex}"><summary>{group.Title} <span class="quiet">{tally}</span></summary>

            """);
        Write(html, group.Findings);
        html.Add($"</details>\n");
    }

    private static void Write(Markup html, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        html.Add($"<ul class=\"findings\">\n");
        foreach (Finding finding in findings)
        {
            html.Add($"""
                <li class="{finding.Sentence.Kind}" data-config="{finding.ConfigIndex}"><span class="verdict">{finding.Tag}</span><div>
                <p>{new RawHtml(finding.Sentence.TextHtml)}</p>

                """);
            if (finding.Further.Count > 0)
            {
                html.Add($"<ul class=\"further\">\n");
                foreach (FindingSentence sentence in finding.Further)
                {
                    html.Add($"""<li class="{sentence.Kind}">{new RawHtml(sentence.TextHtml)}</li>""");
                }

                html.Add($"</ul>\n");
            }

            html.Add($"</div></li>\n");
        }

        html.Add($"</ul>\n");
    }
}
