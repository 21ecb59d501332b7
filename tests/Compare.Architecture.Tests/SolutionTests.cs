using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

using Compare.Engines.Abstractions.Engines;

namespace Compare.Architecture.Tests;

/// <summary>The solution is complete, engines are found, vendored files are what they claim to be.</summary>
public sealed partial class SolutionTests
{
    private static readonly string[] s_textExtensions =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".yaml", ".yml", ".md", ".txt", ".css", ".js", ".html",
        ".sbnhtml", ".sh", ".editorconfig", ".csv",
    ];

    public static TheoryData<string> Engines => new(Repository.EngineNames);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("Compare.sln").Replace('\\', '/');

        // Peers are programs of their own, built by their own script, so that nothing of the solution leaks into them; what is in a
        // template becomes a project elsewhere.
        string[] projects =
        [
            .. Repository.Projects.Where(project => !project.Contains("/Peers/", StringComparison.Ordinal)
                && !project.Contains("/content/", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(projects);
        Assert.All(
            projects,
            project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_engine_project_has_one_engine_that_can_be_made(string project)
    {
        Type engine = Assert.Single(
            Repository.Load(project).GetTypes(), type => type.GetCustomAttribute<EngineAttribute>() is not null);

        Assert.True(typeof(IEngineFactory).IsAssignableFrom(engine));
        Assert.NotNull(engine.GetConstructor(Type.EmptyTypes));
        Assert.Matches("^[a-z][a-z0-9-]*$", engine.GetCustomAttribute<EngineAttribute>()!.Name);
    }

    [Fact]
    public void Engine_names_are_unique()
    {
        string[] names =
        [
            .. Repository.EngineNames.SelectMany(project => Repository.Load(project).GetTypes())
                .Select(type => type.GetCustomAttribute<EngineAttribute>()?.Name)
                .OfType<string>(),
        ];

        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Unsafe_code_stands_only_in_engines_and_their_tests()
    {
        IEnumerable<string> elsewhere = Repository.Files.Where(
            file => !file.StartsWith("engines/", StringComparison.Ordinal)
                && !file.StartsWith("tests/", StringComparison.Ordinal)
                && !file.Contains("/content/engine/", StringComparison.Ordinal));

        Assert.DoesNotContain(
            elsewhere.Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets"),
            file => Repository.Read(file).Contains("AllowUnsafeBlocks", StringComparison.Ordinal));
    }

    [Fact]
    public void Vendored_files_have_the_recorded_hash()
    {
        foreach (string manifest in Repository.Files.Where(file => Path.GetFileName(file) == "vendor.json"))
        {
            using JsonDocument document = JsonDocument.Parse(Repository.Read(manifest));
            string file = document.RootElement.GetProperty("file").GetString()!;
            string folder = Path.GetDirectoryName(Path.Combine(Repository.Root.FullName, manifest))!;
            string actual = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))));

            Assert.Equal(document.RootElement.GetProperty("sha256").GetString(), actual);
        }
    }

    [Fact]
    public void No_text_names_a_place_on_somebodys_machine()
    {
        IEnumerable<string> texts = Repository.Files.Where(
            file => (s_textExtensions.Contains(Path.GetExtension(file), StringComparer.Ordinal)
                    || Path.GetExtension(file).Length == 0)
                && !file.Contains("/vendor/", StringComparison.Ordinal)
                && Path.GetFileName(file) != "SolutionTests.cs");

        Assert.All(texts, file =>
        {
            string text = Repository.Read(file);
            Assert.DoesNotContain(Repository.Root.FullName + Path.DirectorySeparatorChar, text, StringComparison.Ordinal);
            Assert.DoesNotMatch(MachinePath(), text);
        });
    }

    [GeneratedRegex(@"(?<![\w.~:/-])/(?:home|Users|root|work)/\w|[A-Za-z]:\\Users\\", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MachinePath();
}
