using System.Globalization;
using System.Text;

namespace Compare.Reports.Formatting;

/// <summary>Writes text that can hold anything into the Markdown of a pull request.</summary>
public static class GitHubMarkdown
{
    // GitHub makes references of @name and #1 after it has read the Markdown, so that a backslash alone does not stop it.
    private const char WordJoiner = '\u2060';

    /// <summary>Escapes text, so that it stays text inside a paragraph, a table, a list or a heading.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '@' or '#' => escaped.Append('\\').Append(letter).Append(WordJoiner),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '!' or '$' => escaped.Append('\\').Append(letter),
                _ => escaped.Append(IsBreak(letter) ? ' ' : letter),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Writes a name as code, which GitHub neither formats nor links; in a fence that the name does not hold.</summary>
    /// <remarks>In a table a bar ends the cell even inside code; a name with one is escaped there instead.</remarks>
    /// <param name="name">The name.</param>
    /// <param name="inTable">Whether it stands in a table.</param>
    public static string Code(string name, bool inTable = false)
    {
        string line = string.Concat(name.Select(letter => IsBreak(letter) ? ' ' : letter));
        if (string.IsNullOrWhiteSpace(line) || (inTable && line.Contains('|', StringComparison.Ordinal)))
        {
            return Escape(line);
        }

        string fence = new('`', LongestRun(line) + 1);
        bool isPadded = line[0] is '`' or ' ' || line[^1] is '`' or ' ';
        return isPadded ? $"{fence} {line} {fence}" : fence + line + fence;
    }

    /// <summary>Writes a row of a table from cells that are Markdown.</summary>
    public static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    /// <summary>Writes a part that a reader opens; the blank lines around it let GitHub read Markdown inside.</summary>
    public static void AppendDetails(StringBuilder text, string summary, Action<StringBuilder> content)
    {
        text.Append(CultureInfo.InvariantCulture, $"<details><summary>{summary}</summary>\n\n");
        content(text);
        text.Append("\n</details>\n\n");
    }

    private static bool IsBreak(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';

    private static int LongestRun(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
