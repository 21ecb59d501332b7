using System.Text;

namespace Compare.Semantics;

/// <summary>Writes the table as a document.</summary>
public static class SemanticMarkdown
{
    private const string Head =
        """
        # Semantics

        What each engine does where a program can tell the difference. Every cell is what a program observed on a real engine:
        the questions are classes in `workloads/Compare.Semantics/Questions`, and a row without one cannot exist.

        - `gc-compare list semantics` (`--json`) asks the same questions at that moment of the engines of the build.
        - This file is written by a test, which fails when it is not what the engines do; `COMPARE_UPDATE_DOCS=1 dotnet test
          tests/Compare.Engines.Tests --filter Semantic` writes it anew. Other tests hold the answers to what the specifications
          of the originals say and to the traits that each engine promises.
        - The columns are the engines with their default parameters; where another choice or switch changes an answer is in
          the last table. `–` means that the question has no meaning there. [engines/](engines/) says why each is as it is.

        """;

    private static readonly Dictionary<SemanticTopic, string> s_titles = new()
    {
        [SemanticTopic.Reclamation] = "Reclamation",
        [SemanticTopic.Finalizers] = "Finalizers",
        [SemanticTopic.WeakReferences] = "Weak references",
        [SemanticTopic.Objects] = "Objects",
        [SemanticTopic.Memory] = "Memory",
        [SemanticTopic.Control] = "Control",
    };

    /// <summary>Writes rows as Markdown.</summary>
    /// <param name="rows">The rows, in the order of <see cref="QuestionCatalog"/>.</param>
    /// <returns>The document, lines ended by a line feed.</returns>
    public static string Write(IReadOnlyList<SemanticRow> rows)
    {
        StringBuilder text = new(Head.ReplaceLineEndings("\n"));
        foreach (IGrouping<SemanticTopic, SemanticRow> topic in rows.GroupBy(row => row.Question.Topic))
        {
            string[] engines = [.. topic.First().Answers.Select(answer => answer.Key)];
            Line(text, $"\n## {s_titles[topic.Key]}\n");
            Row(text, ["question", .. engines]);
            Row(text, Enumerable.Repeat("---", engines.Length + 1));
            foreach (SemanticRow row in topic)
            {
                Row(text, [$"{row.Question.Text} `{row.Question.Key}`", .. row.Answers.Select(answer => answer.Value)]);
            }

            Line(text, "\nWhy it matters:\n");
            foreach (ISemanticQuestion question in topic.Select(row => row.Question))
            {
                Line(text, $"- `{question.Key}`: {question.Why}");
            }
        }

        Line(text, "\n## Where a parameter changes the answer\n");
        Row(text, ["question", "configuration", "answer"]);
        Row(text, ["---", "---", "---"]);
        foreach (SemanticRow row in rows)
        {
            // The same answer of several configurations is one line.
            foreach (IGrouping<string, string> same in row.Differences.GroupBy(
                pair => pair.Value, pair => pair.Key, StringComparer.Ordinal))
            {
                Row(text, [$"`{row.Question.Key}`", string.Join(", ", same.Select(name => $"`{name}`")), same.Key]);
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => Line(text, $"| {string.Join(" | ", cells)} |");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
