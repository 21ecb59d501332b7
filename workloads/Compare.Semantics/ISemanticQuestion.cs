namespace Compare.Semantics;

/// <summary>One question about what an engine does, answered by a program that runs on it.</summary>
/// <remarks>
/// Implementations have no state and a constructor without parameters; <see cref="QuestionCatalog"/> finds them.
/// </remarks>
public interface ISemanticQuestion
{
    /// <summary>Gets the name in lists and JSON, in snake_case.</summary>
    string Key { get; }

    /// <summary>Gets what it is about.</summary>
    SemanticTopic Topic { get; }

    /// <summary>Gets the question in plain words.</summary>
    string Text { get; }

    /// <summary>Gets one sentence: what depends on the answer.</summary>
    string Why { get; }

    /// <summary>Finds the answer by running a program on new engines.</summary>
    /// <param name="subject">The engine with its parameters.</param>
    /// <returns>
    /// The answer in a few words, the same in every run; <see cref="SemanticQuestion.NotApplicable"/> for none.
    /// </returns>
    string Observe(Subject subject);
}
