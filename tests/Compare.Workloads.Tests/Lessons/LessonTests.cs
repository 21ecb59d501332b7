using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Lessons;

/// <summary>Both versions of a lesson do the same work; what they say of themselves is complete.</summary>
public sealed class LessonTests
{
    private const string Floor = "nogc";

    private static readonly string[] s_promised =
    [
        "lesson-array",
        "lesson-closures",
        "lesson-cycles",
        "lesson-delete-early",
        "lesson-generator",
        "lesson-interning",
        "lesson-join",
        "lesson-lazy-chain",
        "lesson-pool",
        "lesson-slots",
    ];

    public static TheoryData<string> Lessons =>
        new(WorkloadUnderTest.All.Values.OfType<ILesson>().Select(lesson => lesson.Name));

    public static TheoryData<string> Unusual =>
        new(
            "lesson-array:numbers=1,rounds=0",
            "lesson-closures:requests=1,body=2B",
            "lesson-cycles:documents=1,nodes=1,fanout=2",
            "lesson-cycles:documents=2,nodes=40,fanout=1000",
            "lesson-delete-early:records=1",
            "lesson-generator:numbers=1",
            "lesson-interning:words=1,distinct=1,length=8",
            "lesson-interning:words=100,distinct=1,length=256",
            "lesson-join:parts=1,length=2",
            "lesson-join:parts=3,length=8192",
            "lesson-lazy-chain:rows=1",
            "lesson-pool:messages=0,flight=1,payload=1B",
            "lesson-pool:messages=50,flight=1,payload=4KiB",
            "lesson-slots:points=1,rounds=0");

    [Fact]
    public void The_promised_lessons_are_there() =>
        Assert.Superset(
            s_promised.ToHashSet(), WorkloadUnderTest.All.Values.OfType<ILesson>().Select(lesson => lesson.Name).ToHashSet());

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_says_what_it_teaches(string name)
    {
        ILesson lesson = Assert.IsType<ILesson>(WorkloadUnderTest.All[name], exactMatch: false);

        Assert.StartsWith("lesson-", lesson.Name, StringComparison.Ordinal);
        Assert.Matches(@"^[A-Z].*[^.]$", lesson.Title);
        Assert.EndsWith(".", lesson.Waste, StringComparison.Ordinal);
        Assert.EndsWith(".", lesson.Advice, StringComparison.Ordinal);
        Assert.Equal(
            [ILesson.Wasteful, ILesson.Careful],
            lesson.Parameters.Single(parameter => parameter.Name == ILesson.Version).Choices);
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Both_versions_have_the_same_answer_on_every_engine(string name) => AssertSameAnswer(name + ":");

    [Theory]
    [MemberData(nameof(Unusual))]
    public void Both_versions_have_the_same_answer_with_unusual_parameters(string specification) =>
        AssertSameAnswer(specification + ",");

    [Fact]
    public void Only_an_engine_without_weak_references_cannot_point_back_weakly()
    {
        (IWorkload wasteful, var parameters) = WorkloadUnderTest.Resolve("lesson-cycles:version=wasteful");
        (IWorkload careful, var carefulParameters) = WorkloadUnderTest.Resolve("lesson-cycles:version=careful");
        EngineTraits with = EngineUnderTest.Traits("micropython:weakrefs=true");
        EngineTraits without = EngineUnderTest.Traits("micropython:weakrefs=false");

        Assert.Null(wasteful.NotApplicable(without, parameters));
        Assert.Null(careful.NotApplicable(with, carefulParameters));
        Assert.Contains("weak references", careful.NotApplicable(without, carefulParameters), StringComparison.Ordinal);
    }

    private static void AssertSameAnswer(string specification)
    {
        ulong expected = Laboratory.Checksum(Floor, $"{specification}version={ILesson.Wasteful}");
        foreach (string engine in EngineUnderTest.All)
        {
            Assert.Equal(expected, Laboratory.Checksum(engine, $"{specification}version={ILesson.Wasteful}"));
            Assert.Equal(expected, Laboratory.Checksum(engine, $"{specification}version={ILesson.Careful}"));
        }
    }
}
