using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Lessons;

/// <summary>The parameter that every lesson has.</summary>
internal static class LessonVersion
{
    /// <summary>Gets the description of the parameter.</summary>
    public static ParameterDescription Parameter { get; } = new(
        ILesson.Version,
        ParameterKind.Choice,
        "The program as often written, or as advised; the answer is the same.",
        ILesson.Wasteful)
    {
        Choices = [ILesson.Wasteful, ILesson.Careful],
    };

    /// <summary>Tells whether the advised version is to run.</summary>
    /// <param name="parameters">Checked parameters of a lesson.</param>
    /// <returns>False for the wasteful one.</returns>
    public static bool IsCareful(ParameterValues parameters) => parameters.Text(ILesson.Version) == ILesson.Careful;
}
