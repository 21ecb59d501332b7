using Compare.Engines.Tests.Support;
using Compare.Semantics;

namespace Compare.Engines.Tests.Semantics;

/// <summary>What all engines answered, asked once; only from tests beside which no other runs, and collects.</summary>
internal static class ObservedSemantics
{
    // Not asked by the list of test cases, which is made while other tests run.
    private static readonly Lazy<IReadOnlyList<SemanticRow>> s_rows = new(static () => SemanticTable.Observe(AllSubjects()));

    /// <summary>Gets all engines in all variants.</summary>
    public static IReadOnlyList<Subject> Subjects { get; } = [.. AllSubjects()];

    /// <summary>Gets the answers.</summary>
    public static IReadOnlyList<SemanticRow> Rows => s_rows.Value;

    /// <summary>Gets one answer.</summary>
    /// <param name="configuration">Name of the configuration.</param>
    /// <param name="key">Key of the question.</param>
    /// <returns>The answer.</returns>
    public static string Answer(string configuration, string key)
    {
        SemanticRow row = Rows.Single(row => row.Question.Key == key);
        string engine = Subjects.Single(subject => subject.Name == configuration).Engine;
        return row.Differences.Where(pair => pair.Key == configuration)
            .Concat(row.Answers.Where(pair => pair.Key == engine))
            .First().Value;
    }

    private static IEnumerable<Subject> AllSubjects() =>
        EnginesUnderTest.Compared.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => Subject.VariantsOf(pair.Key, pair.Value));
}
