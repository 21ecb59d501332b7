using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Matrix;

namespace Compare.Harness.Results;

/// <summary>A lesson of a matrix that is run in both versions.</summary>
/// <param name="Lesson">The workload with its parameters but the version.</param>
/// <param name="Title">The lesson in a few words.</param>
/// <param name="Advice">One sentence: what the careful version does.</param>
/// <param name="Wasteful">The wasteful version as result files name it.</param>
/// <param name="Careful">The careful version as result files name it.</param>
public sealed record LessonPair(string Lesson, string Title, string Advice, string Wasteful, string Careful)
{
    /// <summary>Finds the lessons of a matrix whose two versions differ in nothing but the version.</summary>
    /// <param name="matrix">The matrix.</param>
    public static IReadOnlyList<LessonPair> Of(RunMatrix matrix)
    {
        List<WorkloadConfig> lessons = [.. matrix.Workloads.Where(workload => workload.Workload is ILesson)];
        return
        [
            .. from wasteful in lessons
               where VersionOf(wasteful) == ILesson.Wasteful
               let careful = lessons.Find(other => VersionOf(other) == ILesson.Careful && IsSameWork(wasteful, other))
               where careful is not null
               let lesson = (ILesson)wasteful.Workload
               select new LessonPair(LabelOf(wasteful.Spec), lesson.Title, lesson.Advice, wasteful.Label, careful.Label),
        ];
    }

    private static string VersionOf(WorkloadConfig workload) => workload.Parameters.Text(ILesson.Version);

    private static bool IsSameWork(WorkloadConfig one, WorkloadConfig other) =>
        one.Workload.Name == other.Workload.Name
        && one.Parameters.Texts.All(text =>
            text.Key == ILesson.Version || other.Parameters.Texts.GetValueOrDefault(text.Key) == text.Value);

    private static string LabelOf(ConfigSpec spec) =>
        (spec with { Parameters = [.. spec.Parameters.Where(parameter => parameter.Key != ILesson.Version)] }).Label;
}
