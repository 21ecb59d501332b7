using System.Reflection;
using System.Xml.Linq;

using NetArchTest.Rules;

namespace Compare.Architecture.Tests;

/// <summary>Dependencies point one way: abstractions ← heap ← engines, abstractions ← workloads ← harness ← reports.</summary>
public sealed class DependencyTests
{
    private const string Abstractions = "Compare.Engines.Abstractions";
    private const string Heap = "Compare.Engines.Heap";
    private const string Workloads = "Compare.Workloads";
    private const string Semantics = "Compare.Semantics";
    private const string Harness = "Compare.Harness";
    private const string Reports = "Compare.Reports";
    private const string Worker = "Compare.Worker";
    private const string Cli = "Compare.Cli";
    private const string Extensions = "Microsoft.Extensions";

    public static TheoryData<string> Engines => new(Repository.EngineNames);

    public static TheoryData<string> BelowHarness =>
        new(Repository.ProjectNames("engines/").Concat(Repository.ProjectNames("workloads/")));

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_engine_knows_no_other_engine_no_workload_no_harness_and_no_container(string engine) =>
        AssertIndependent(
            engine,
            [.. Repository.EngineNames.Where(other => other != engine), Workloads, Semantics, Harness, Reports, Worker, Cli, Extensions]);

    [Fact]
    public void The_interface_knows_nobody() =>
        AssertIndependent(
            Abstractions, [Heap, .. Repository.EngineNames, Workloads, Harness, Reports, Worker, Cli, Extensions]);

    [Fact]
    public void The_shared_heap_knows_only_the_interface() =>
        AssertIndependent(Heap, [.. Repository.EngineNames, Workloads, Harness, Reports, Worker, Cli, Extensions]);

    [Fact]
    public void Workloads_know_no_engine() =>
        AssertIndependent(Workloads, [Heap, .. Repository.EngineNames, Harness, Reports, Worker, Cli, Extensions]);

    [Fact]
    public void Questions_about_semantics_know_no_engine() =>
        AssertIndependent(Semantics, [Heap, .. Repository.EngineNames, Workloads, Harness, Reports, Worker, Cli, Extensions]);

    [Fact]
    public void The_harness_knows_no_concrete_engine_and_no_program()
    {
        AssertIndependent(Harness, [.. Repository.EngineNames, Reports]);

        // By reference, not by name: the harness holds the file name of the worker that it starts.
        string[] programs = [Worker, Repository.Load(Cli).GetName().Name!];
        Assert.DoesNotContain(
            Repository.Load(Harness).GetReferencedAssemblies(), reference => programs.Contains(reference.Name));
    }

    [Fact]
    public void Reports_run_nothing() =>
        AssertIndependent(
            Reports,
            [
                .. Repository.EngineNames,
                Abstractions + ".Heaps",
                Abstractions + ".Engines",
                Workloads,
                Worker,
                Cli,
                Harness + ".Execution",
                Extensions,
                "System.Diagnostics.Process",
            ]);

    [Fact]
    public void The_worker_reaches_no_hosting_package()
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Reach(Repository.Load(Worker), reached);

        Assert.Contains(Harness, reached);
        Assert.DoesNotContain(
            reached, name => name.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal));
        Assert.DoesNotContain(Extensions + ".Hosting", Repository.Read("harness/Compare.Worker/Compare.Worker.csproj"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BelowHarness))]
    public void No_third_party_package_below_the_harness(string project)
    {
        string file = Repository.Projects.Single(path => Path.GetFileNameWithoutExtension(path) == project);
        Assert.Empty(XDocument.Parse(Repository.Read(file)).Descendants("PackageReference"));
        Assert.All(
            Repository.Load(project).GetReferencedAssemblies(),
            reference => Assert.True(
                reference.Name!.StartsWith("System", StringComparison.Ordinal)
                    || reference.Name.StartsWith("Compare.", StringComparison.Ordinal)
                    || reference.Name is "netstandard" or "mscorlib",
                $"{project} references {reference.Name}"));
    }

    private static void AssertIndependent(string project, string[] forbidden)
    {
        TestResult result = Types.InAssembly(Repository.Load(project)).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(
            result.IsSuccessful,
            $"{project} depends on what it must not know: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    private static void Reach(Assembly assembly, HashSet<string> reached)
    {
        foreach (AssemblyName reference in assembly.GetReferencedAssemblies())
        {
            bool ours = reference.Name!.StartsWith("Compare.", StringComparison.Ordinal);
            if (reached.Add(reference.Name) && ours)
            {
                Reach(Assembly.Load(reference), reached);
            }
        }
    }
}
