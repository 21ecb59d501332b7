using Compare.Harness.Discovery;
using Compare.Harness.Matrix;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.Discovery;

/// <summary>Assemblies from outside the build: what is found in them, and what is said of those that cannot be used.</summary>
public sealed class PluginTests
{
    private static readonly string s_workloads = Beside("Compare.Workloads.dll");

    [Fact]
    public void A_plug_in_adds_its_workloads_once()
    {
        Catalogs catalogs = Empty();

        catalogs.Add(s_workloads, "here");
        catalogs.Add(Path.GetRelativePath(Environment.CurrentDirectory, s_workloads), "there");

        Plugin plugin = Assert.Single(catalogs.Plugins);
        Assert.Equal(s_workloads, plugin.Path);
        Assert.NotNull(catalogs.Workloads.Find("rings"));
        Assert.Equal(WorkloadCatalog.Discover().Workloads.Count, catalogs.Workloads.Workloads.Count);
        Assert.Equal("Compare.Workloads", plugin.Identity.Name);
        Assert.Matches("^[0-9a-f]{64}$", plugin.Identity.Sha256);
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        Catalogs catalogs = new(new EngineCatalog([]), WorkloadCatalog.Discover());

        InputException refusal = Assert.Throws<InputException>(() => catalogs.Add(s_workloads, "--plugin"));

        Assert.Contains("has a name that is taken; rename it.", refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("--plugin: ", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(catalogs.Plugins);
    }

    [Theory]
    [InlineData("no-such-file.dll", "There is no file")]
    [InlineData(".", "is a folder")]
    [InlineData("a\0b", "There is no file")]
    [InlineData("", "There is no file")]
    public void What_is_no_file_is_refused_by_its_path(string path, string said)
    {
        InputException refusal = Assert.Throws<InputException>(() => Empty().Add(path, "--plugin"));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ is how an assembly begins")]
    public void What_is_no_assembly_is_refused(string content)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);

            InputException refusal = Assert.Throws<InputException>(() => Empty().Add(path, "--plugin"));

            Assert.Contains("cannot be loaded", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_assembly_that_adds_nothing_is_refused()
    {
        InputException refusal = Assert.Throws<InputException>(() => Empty().Add(Beside("YamlDotNet.dll"), "--plugin"));

        Assert.Contains("holds no engine, workload or report section", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_names_plug_ins_as_seen_from_its_file()
    {
        List<Problem> problems = [];
        string rooted = Path.GetFullPath("other.dll");
        string text = $"schema: 1\nengines: [nogc]\nworkloads: [rings]\nplugins: [mine/one.dll, '{rooted}']\n";

        MatrixDocument document = MatrixReader.Read(text, Path.Combine("folder", "m.yaml"), problems)!;

        Assert.Empty(problems);
        Assert.Equal(
            [Path.Combine("folder", "mine/one.dll"), rooted], document.Plugins.Select(plugin => plugin.Value));
        Assert.EndsWith("m.yaml:4:11", document.Plugins[0].Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plugins: {path: x}")]
    [InlineData("plugins: [[x]]")]
    [InlineData("plugins: ['']")]
    public void What_is_no_path_is_refused_with_its_place(string line)
    {
        List<Problem> problems = [];

        Assert.Null(MatrixReader.Read($"schema: 1\nengines: [nogc]\nworkloads: [rings]\n{line}\n", "m.yaml", problems));

        Problem problem = Assert.Single(problems);
        Assert.Contains("A plug-in is the path of an assembly", problem.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("m.yaml:4:", problem.ToString(), StringComparison.Ordinal);
    }

    private static Catalogs Empty() => new(new EngineCatalog([]), new WorkloadCatalog([]));

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
