namespace Compare.Semantics;

/// <summary>A question with the answers of all engines.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answers">Name of each engine, and its answer with default parameters.</param>
/// <param name="Differences">Configurations whose answer is another than their engine's, and the answer.</param>
public sealed record SemanticRow(
    ISemanticQuestion Question,
    IReadOnlyList<KeyValuePair<string, string>> Answers,
    IReadOnlyList<KeyValuePair<string, string>> Differences);
