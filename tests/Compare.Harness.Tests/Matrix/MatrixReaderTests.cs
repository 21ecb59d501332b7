using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Matrix;

public sealed class MatrixReaderTests
{
    [Fact]
    public void A_full_matrix_is_read()
    {
        RunMatrix matrix = TestMatrix.Valid("""
            schema: 1
            name: nursery
            question: "Does a larger nursery help?"
            baseline: cpython:3.14
            engines:
              - cpython:3.14
              - pypy:nursery=512KiB
              - {use: clr, set: {gen0: [700, 2000]}}
            workloads:
              - binary-trees:depth=12
              - {use: rings, size: smoke, set: {node: [slots, tuple]}}
            heap: [none, 64MiB]
            runs: {invocations: 7, iterations: 2, warmup: 3, seed: 99, timeout: 2min, verify: true}
            exclude:
              - {engine: clr*, workload: rings*}
            """);

        Assert.Equal(["cpython:3.14", "pypy:nursery=512KiB", "clr:gen0=700", "clr:gen0=2000"], matrix.Engines.Select(e => e.Label));
        Assert.Equal(
            ["binary-trees:depth=12", "rings:size=smoke,node=slots", "rings:size=smoke,node=tuple"],
            matrix.Workloads.Select(w => w.Label));
        Assert.Equal([null, 64L << 20], matrix.Heaps);
        Assert.Equal(new RunSettings { Invocations = 7, Iterations = 2, Warmup = 3, Seed = 99, Timeout = TimeSpan.FromMinutes(2), Verify = true }, matrix.Runs);
        Assert.Equal("cpython:3.14", matrix.Baseline);
        Assert.Equal("Does a larger nursery help?", matrix.Title);
        Assert.Equal((4 * 3 * 2) - (2 * 2 * 2), matrix.Cells().Count);
    }

    [Fact]
    public void A_written_parameter_goes_before_the_one_of_the_size()
    {
        RunMatrix matrix = TestMatrix.Valid("{schema: 1, engines: [clr], workloads: ['rings:size=smoke', 'rings:size=smoke,depth=7']}");

        Assert.Equal([4, 7], matrix.Workloads.Select(w => w.Parameters.Integer("depth")));
    }

    [Theory]
    [InlineData("schema: 1\nengins: [clr]\nengines: [clr]\nworkloads: [rings]", "m.yaml:2:1: Unknown key 'engins'; did you mean 'engines'?")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns:\n  invocation: 3", "m.yaml:5:3: Unknown key 'invocation'; did you mean 'invocations'?")]
    [InlineData("schema: 1\nengines:\n  - {use: clr, sett: {gen0: 1}}\nworkloads: [rings]", "m.yaml:3:16: Unknown key 'sett'; did you mean 'set'?")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nexclude:\n  - {engin: clr, workload: rings}", "m.yaml:5:6: Unknown key 'engin'; did you mean 'engine'?")]
    [InlineData("schema: 1\nengines: [cpythn]\nworkloads: [rings]", "m.yaml:2:11: Unknown engine 'cpythn'; did you mean 'cpython'?")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [ring]", "m.yaml:3:13: Unknown workload 'ring'; did you mean 'rings'?")]
    [InlineData("schema: 1\nengines: ['cpython:gen=3']\nworkloads: [rings]", "m.yaml:2:11: Engine cpython has no parameter 'gen'; did you mean 'gen0'?")]
    [InlineData("schema: 1\nengines: ['cpython:3.15']\nworkloads: [rings]", "m.yaml:2:11: Engine cpython: parameter 'profile': '3.15' is unknown; did you mean")]
    [InlineData("schema: 1\nengines: ['pypy:nursery=512KB']\nworkloads: [rings]", "m.yaml:2:11: Engine pypy: parameter 'nursery': '512KB' is not a size; write digits with B, KiB, MiB or GiB.")]
    [InlineData("schema: 1\nengines: ['pypy:nursery=-4KiB']\nworkloads: [rings]", "m.yaml:2:11: Engine pypy: parameter 'nursery': '-4KiB' is not a size")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: ['rings:size=small']", "m.yaml:3:13: Unknown size 'small' for the workload 'rings'; did you mean 'smoke'?")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: ['rings:depth=31']", "m.yaml:3:13: Workload rings: parameter 'depth': 31 is outside the range 1 to 30.")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nheap: 64MB", "m.yaml:4:7: The heap limit '64MB' has an unknown unit; did you mean")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nheap: -64MiB", "m.yaml:4:7: The heap limit '-64MiB' is not a positive whole number")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nheap: 4KiB", "m.yaml:4:7: The engine 'clr' cannot start with the heap limit 4KiB (the heap must hold at least 64KiB); choose another limit")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {iterations: automatic}", "m.yaml:4:20: 'iterations' is 'automatic', but must be a whole number from 1 to 100000, or auto")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {iterations: 0}", "m.yaml:4:20: 'iterations' is '0', but must be")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {order: as-writen}", "m.yaml:4:15: Unknown order 'as-writen'; did you mean 'as-written'?")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {timeout: 1x}", "m.yaml:4:17: The multiple '1x' is outside the range 2x to 1000x.")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {timeout: 99999999999999999999x}", "m.yaml:4:17: The multiple '99999999999999999999x' is outside")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {timeout: -3x}", "m.yaml:4:17: '-3x' is not a duration")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [{use: rings, set: {depth: {a: 3}}}]", "m.yaml:3:39: A parameter's value is one word")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {timeout: 60}", "m.yaml:4:17: The duration '60' has no unit")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {timeout: 60sec}", "m.yaml:4:17: Unknown unit in the duration '60sec'; did you mean 's'?")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {invocations: 0}", "m.yaml:4:21: 'invocations' is '0', but must be a whole number from 1 to 100000")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nruns: {verify: yes}", "m.yaml:4:16: 'verify' is 'yes', but must be true or false; write for example 'verify: true'.")]
    [InlineData("schema: 2\nengines: [clr]\nworkloads: [rings]", "m.yaml:1:9: This version reads schema 1 only")]
    [InlineData("engines: [clr]\nworkloads: [rings]", "m.yaml:1:1: The key 'schema' is missing")]
    [InlineData("schema: 1\nworkloads: [rings]", "m.yaml:1:1: The key 'engines' is missing")]
    [InlineData("schema: 1\nengines: []\nworkloads: [rings]", "m.yaml:2:10: The list 'engines' is empty")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nbaseline: pypy", "m.yaml:4:11: The baseline 'pypy' is not among the engines; did you mean 'clr'?")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nexclude: [{engine: pypi}]", "m.yaml:4:11: The rule's engine 'pypi' fits no engine of the matrix")]
    [InlineData("schema: 1\nengines: [clr]\nworkloads: [rings]\nexclude: [{engine: clr}]", "m.yaml: The include and exclude rules leave no cell")]
    [InlineData("schema: 1\nengines: [clr\nworkloads: [rings]", "This is not valid YAML")]
    [InlineData("- schema", "m.yaml: The matrix is not a list of keys")]
    [InlineData("", "m.yaml: The matrix is not a list of keys")]
    [InlineData("schema: 1\nengines: &e [clr]\nworkloads: *e", "m.yaml:2:10: Anchors and aliases are not read")]
    [InlineData("schema: 1\nengines: ['clr:gen0=1,gen0=2']\nworkloads: [rings]", "m.yaml:2:11: 'gen0' is given twice for 'clr'")]
    [InlineData("schema: 1\nengines: ['clr:gen0=']\nworkloads: [rings]", "m.yaml:2:11: 'gen0=' in 'clr:gen0=' has no usable value")]
    public void A_fault_is_named_with_its_place_and_the_remedy(string yaml, string expected)
    {
        Assert.Contains(expected, TestMatrix.Problem(yaml), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_character_is_refused() => Assert.StartsWith(
        "m.yaml:2:11: This text holds half of a character",
        TestMatrix.Problem("schema: 1\nquestion: " + '\ud800' + "\nengines: [clr]\nworkloads: [rings]"),
        StringComparison.Ordinal);

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        IReadOnlyList<Harness.Validation.Problem> problems =
            TestMatrix.Resolve("schema: 1\nengines: [cpythn, clr]\nworkloads: [ring, rings]").Problems;

        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void Deep_nesting_is_refused_before_a_tree_is_built()
    {
        string yaml = "schema: 1\nengines: " + new string('[', 100_000);

        Assert.Contains("nested too deeply", TestMatrix.Problem(yaml), StringComparison.Ordinal);
    }

    [Fact]
    public void Sweeps_that_explode_are_refused()
    {
        string list = string.Join(',', Enumerable.Range(1, 200));

        Assert.Contains(
            "more than 10000 configurations",
            TestMatrix.Problem($"schema: 1\nengines: ['clr:gen0=[{list}],nursery=[{list}]']\nworkloads: [rings]"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_presets_are_valid_as_files()
    {
        foreach (string name in MatrixPresets.Names)
        {
            List<Harness.Validation.Problem> problems = [];

            Assert.NotNull(MatrixReader.Read(MatrixPresets.Find(name)!, name, problems));
            Assert.Empty(problems);
        }

        Assert.Contains("default", MatrixPresets.Names);
        Assert.Contains("smoke", MatrixPresets.Names);
    }
}
