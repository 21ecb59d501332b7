namespace Compare.Semantics;

/// <summary>Asks engines all questions.</summary>
public static class SemanticTable
{
    /// <summary>Runs the program of every question on every subject: some seconds.</summary>
    /// <param name="subjects">The subjects; each engine with its default parameters, and any variants.</param>
    /// <returns>One row a question, in the order of <see cref="QuestionCatalog"/>.</returns>
    public static IReadOnlyList<SemanticRow> Observe(IEnumerable<Subject> subjects)
    {
        Subject[] all = [.. subjects];
        return [.. QuestionCatalog.Questions.Select(question => Observe(question, all))];
    }

    private static SemanticRow Observe(ISemanticQuestion question, Subject[] subjects)
    {
        Dictionary<string, string> answers = subjects.ToDictionary(
            subject => subject.Name, question.Observe, StringComparer.Ordinal);
        return new(
            question,
            [.. answers.Where(pair => subjects.Any(subject => subject.Engine == pair.Key))],
            [
                .. subjects.Where(subject => answers[subject.Name] != answers[subject.Engine])
                    .Select(subject => KeyValuePair.Create(subject.Name, answers[subject.Name])),
            ]);
    }
}
