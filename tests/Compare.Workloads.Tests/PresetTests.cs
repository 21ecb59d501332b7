using System.Reflection;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Discovery;
using Compare.Harness.Matrix;
using Compare.Harness.Validation;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests;

/// <summary>The matrices that come with the tool fit the workloads and the engines of this build.</summary>
public sealed class PresetTests
{
    private const int Dozen = 12;

    private static readonly EngineCatalog s_engines = EngineCatalog.Discover(Assembly.GetExecutingAssembly());

    public static TheoryData<string> Presets => new(MatrixPresets.Names);

    [Fact]
    public void The_promised_presets_are_there() =>
        Assert.Superset(
            new HashSet<string> { "default", "fragmentation", "full", "latency", "lessons", "smoke", "tour" },
            MatrixPresets.Names.ToHashSet());

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_can_run_on_every_engine(string name)
    {
        RunMatrix matrix = Resolve(name);

        Assert.Equal(
            s_engines.Engines.Select(engine => engine.Name).Order(StringComparer.Ordinal),
            matrix.Engines.Select(engine => engine.Name).Order(StringComparer.Ordinal));
        Assert.All(matrix.Workloads, workload => workload.Workload.Expect(workload.Parameters, (ulong)matrix.Runs.Seed));
    }

    [Fact]
    public void The_default_matrix_is_a_dozen_that_scripts_and_the_map_name()
    {
        string[] names = [.. Resolve("default").Workloads.Select(workload => workload.Workload.Name)];

        Assert.Equal(Dozen, names.Length);
        Assert.Superset(new HashSet<string> { "binary-trees", "gcbench", "lru-cache", "rings" }, names.ToHashSet());
    }

    [Fact]
    public void The_full_matrix_leaves_out_nothing_but_the_lessons() =>
        Assert.Equal(
            WorkloadUnderTest.All.Values.Where(workload => workload is not ILesson).Select(workload => workload.Name).Order(StringComparer.Ordinal),
            Resolve("full").Workloads.Select(workload => workload.Workload.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_lessons_are_all_there_in_both_versions()
    {
        var versions = Resolve("lessons").Workloads.ToLookup(workload => workload.Workload.Name, workload => workload.Parameters.Text(ILesson.Version));

        Assert.Equal(
            WorkloadUnderTest.All.Values.Where(workload => workload is ILesson).Select(workload => workload.Name).Order(StringComparer.Ordinal),
            versions.Select(lesson => lesson.Key).Order(StringComparer.Ordinal));
        Assert.All(versions, lesson => Assert.Equal(2, lesson.Distinct(StringComparer.Ordinal).Count()));
    }

    private static RunMatrix Resolve(string preset)
    {
        List<Problem> problems = [];
        MatrixDocument? document = MatrixReader.Read(MatrixPresets.Find(preset)!, preset, problems);
        RunMatrix? matrix = document is null ? null : MatrixResolver.Resolve(document, s_engines, WorkloadCatalog.Discover(), problems);
        Assert.Empty(problems);
        return matrix!;
    }
}
