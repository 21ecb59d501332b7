using System.Reflection;

namespace Compare.Semantics;

/// <summary>Every question of this assembly; a new one is a new class.</summary>
public static class QuestionCatalog
{
    /// <summary>Gets the questions by topic, then in ordinal order of their keys.</summary>
    public static IReadOnlyList<ISemanticQuestion> Questions { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && typeof(ISemanticQuestion).IsAssignableFrom(type))
            .Select(type => (ISemanticQuestion)Activator.CreateInstance(type)!)
            .OrderBy(question => question.Topic)
            .ThenBy(question => question.Key, StringComparer.Ordinal),
    ];
}
