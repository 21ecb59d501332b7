using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.Matrix;

public sealed class MatrixIncludeTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Lists_are_joined_and_of_single_values_the_later_and_the_outer_win()
    {
        Write("first.yml", """
            schema: 1
            name: first
            question: first
            engines: [cpython]
            workloads: [rings]
            runs: {invocations: 3, iterations: 3, seed: 3}
            exclude: [{engine: pypy, workload: rings}]
            """);
        Write("parts/second.yml", """
            schema: 1
            name: second
            question: second
            engines: ["pypy|young-1k"]
            modifiers: [{name: young, engines: [pypy], set: {nursery: "{value}"}}]
            runs: {invocations: 4, iterations: 4}
            sets: {two: {workloads: [binary-trees]}}
            """);

        RunMatrix matrix = Valid("""
            schema: 1
            name: outer
            include: [first.yml, parts/second.yml, {engine: "*"}]
            engines: [clr]
            workloads: [two]
            runs: {invocations: 5}
            """);

        Assert.Equal(["cpython", "pypy:nursery=1KiB", "clr"], matrix.Engines.Select(engine => engine.Label));
        Assert.Equal(["rings", "binary-trees"], matrix.Workloads.Select(workload => workload.Label));
        Assert.Equal(("outer", "second"), (matrix.Name, matrix.Question));
        Assert.Equal((5, 4, 3L), (matrix.Runs.Invocations, matrix.Runs.Iterations, matrix.Runs.Seed));
        Assert.Equal([new MatrixRule("*", "*")], matrix.Include);
        Assert.Equal((3 * 2) - 1, matrix.Cells().Count);
    }

    [Fact]
    public void An_included_file_includes_beside_itself_and_each_file_counts_once()
    {
        Write("parts/a.yml", "{schema: 1, include: [b.yml, ../c.yml], engines: [cpython]}");
        Write("parts/b.yml", "{schema: 1, include: ../c.yml, engines: [pypy]}");
        Write("c.yml", "{schema: 1, workloads: [rings], modifiers: [{name: few, set: {gen0: 7}}]}");

        MatrixDocument document = Read("{schema: 1, include: [parts/a.yml, c.yml], engines: [clr]}", out IReadOnlyList<Problem> problems)!;

        Assert.Empty(problems);
        Assert.Equal(["pypy", "cpython", "clr"], document.Engines.Select(engine => engine.Value.Name));
        Assert.Single(document.Modifiers);
    }

    [Fact]
    public void The_flat_matrix_needs_no_other_file()
    {
        Write("a.yml", "{schema: 1, engines: [{use: cpython, heap: none}], modifiers: [{name: few, set: {gen0: 7}}]}");
        RunMatrix matrix = Valid("{schema: 1, include: a.yml, engines: ['pypy|few'], workloads: [rings], baseline: 'pypy|few'}");

        string yaml = MatrixWriter.Write(matrix);
        RunMatrix again = TestMatrix.Valid(yaml);

        Assert.DoesNotContain("a.yml", yaml, StringComparison.Ordinal);
        Assert.Equal(yaml, MatrixWriter.Write(again));
        Assert.Equal("pypy:gen0=7", again.Baseline);
        Assert.True(again.Engines[0].IsWithoutHeapLimit);
    }

    [Fact]
    public void Presets_and_their_parts_can_be_included()
    {
        RunMatrix matrix = Valid("{schema: 1, include: [presets/engines.yml], engines: [moving], workloads: [rings]}", "micropython", "nogc", "semispace");

        Assert.Equal(["pypy", "semispace"], matrix.Engines.Select(engine => engine.Label));
        Assert.Contains("presets/default.yaml", MatrixPresets.Includable);
    }

    [Theory]
    [InlineData("{schema: 1, include: a.yml}", "{schema: 1, include: main.yaml}", "a.yml:1:22 (included from MAIN:1:22): The file 'MAIN' includes itself")]
    [InlineData("{schema: 1, include: a.yml}", "{schema: 1, include: a.yml}", "a.yml:1:22 (included from MAIN:1:22): The file 'a.yml' includes itself")]
    [InlineData("{schema: 1, include: b.yml}", "", "MAIN:1:22: There is no file 'b.yml' beside 'MAIN' and no preset of that name")]
    [InlineData("{schema: 1, include: presets/engine.yml}", "", "did you mean 'presets/engines.yml'?")]
    [InlineData("{schema: 1, include: a.yml}", "{schema: 1, engins: [clr]}", "a.yml:1:13 (included from MAIN:1:22): Unknown key 'engins'; did you mean 'engines'?")]
    [InlineData("{schema: 1, include: a.yml}", "schema: 1\nengines: [clr\n", "a.yml:3:1 (included from MAIN:1:22): This is not valid YAML")]
    [InlineData("{schema: 1, include: a.yml}", "engines: [clr]", "a.yml:1:1 (included from MAIN:1:22): The key 'schema' is missing")]
    [InlineData("{schema: 1, include: a.yml, workloads: [rings]}", "schema: 1\nengines: [{use: 'c l r'}]", "a.yml:2:17 (included from MAIN:1:22): 'c l r' does not begin with a name")]
    [InlineData("{schema: 1, include: a.yml, workloads: [rings]}", "schema: 1\nengines: [clr]\nruns: {seed: x}", "a.yml:3:14 (included from MAIN:1:22): 'seed' is 'x'")]
    public void A_fault_names_the_file_and_how_it_came_in(string main, string included, string expected)
    {
        Write("a.yml", included);

        Read(main, out IReadOnlyList<Problem> problems);

        string text = string.Join('\n', problems).Replace(_directory.File("main.yaml"), "MAIN", StringComparison.Ordinal)
            .Replace(_directory.Path + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_two_files_down_names_the_whole_chain()
    {
        Write("a.yml", "{schema: 1, include: b.yml}");
        Write("b.yml", "{schema: 1, nam: x}");

        Read("{schema: 1, include: a.yml}", out IReadOnlyList<Problem> problems);

        string main = _directory.File("main.yaml");
        string a = _directory.File("a.yml");
        Assert.Contains(problems, problem =>
            problem.Place == $"{_directory.File("b.yml")}:1:13 (included from {a}:1:22 (included from {main}:1:22))");
    }

    [Fact]
    public void A_chain_without_end_is_refused()
    {
        for (int i = 0; i < 100; i++)
        {
            Write($"{i}.yml", $"{{schema: 1, include: {i + 1}.yml}}");
        }

        Read("{schema: 1, include: 0.yml}", out IReadOnlyList<Problem> problems);

        Assert.Contains(problems, problem => problem.Message.Contains("includes more than 64 files", StringComparison.Ordinal));
    }

    [Fact]
    public void What_comes_with_the_tool_is_not_looked_for_among_the_files_of_the_user()
    {
        Write("presets/engines.yml", "{schema: 1, engines: [pypy], workloads: [rings]}");

        RunMatrix own = Valid("{schema: 1, include: presets/engines.yml}");
        List<Problem> problems = [];
        MatrixDocument? preset = MatrixReader.Read(MatrixPresets.Find(MatrixPresets.Default)!, MatrixPresets.Default, problems);

        Assert.Equal("pypy", Assert.Single(own.Engines).Label);
        Assert.Empty(problems);
        Assert.NotNull(preset);
    }

    private void Write(string name, string text)
    {
        string path = _directory.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private MatrixDocument? Read(string text, out IReadOnlyList<Problem> problems)
    {
        Write("main.yaml", text);
        List<Problem> found = [];
        MatrixDocument? document = MatrixReader.Read(text, _directory.File("main.yaml"), found);
        problems = found;
        return document;
    }

    private RunMatrix Valid(string text, params string[] moreEngines)
    {
        MatrixDocument? document = Read(text, out IReadOnlyList<Problem> found);
        Assert.Empty(found);
        List<Problem> problems = [];
        RunMatrix? matrix = MatrixResolver.Resolve(document!, TestMatrix.EnginesWith(moreEngines), TestMatrix.Workloads, problems);
        Assert.Empty(problems);
        return matrix!;
    }
}
