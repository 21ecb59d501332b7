using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Matrix;

/// <summary>Sets, sweeps and filters of entries.</summary>
public sealed class MatrixEntryTests
{
    [Fact]
    public void A_set_stands_for_its_members_and_hands_on_what_is_said_of_it()
    {
        RunMatrix matrix = TestMatrix.Valid("""
            schema: 1
            sets:
              young: {engines: [cpython, "pypy|nursery-1m"]}
              more: {engines: [young, {use: clr, heap: none}], workloads: [rings, binary-trees]}
            engines: [{use: more, set: {gen0: 5}}]
            workloads: [{use: more, size: smoke}]
            """);

        Assert.Equal(
            ["cpython:gen0=5", "pypy:gen0=5,nursery=1MiB", "clr:gen0=5"], matrix.Engines.Select(engine => engine.Label));
        Assert.Equal(["rings:size=smoke", "binary-trees:size=smoke"], matrix.Workloads.Select(workload => workload.Label));
        Assert.Equal([false, false, true], matrix.Engines.Select(engine => engine.IsWithoutHeapLimit));
    }

    [Fact]
    public void All_takes_parameters_as_a_set_does()
    {
        RunMatrix matrix = TestMatrix.Valid("{schema: 1, engines: ['all:gen0=5'], workloads: [{use: all, size: smoke}]}");

        Assert.Equal(["clr:gen0=5", "cpython:gen0=5", "pypy:gen0=5"], matrix.Engines.Select(engine => engine.Label).Order(StringComparer.Ordinal));
        Assert.All(matrix.Workloads, workload => Assert.EndsWith(":size=smoke", workload.Label, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sweep_is_the_product_of_its_lists()
    {
        RunMatrix matrix = TestMatrix.Valid("""
            schema: 1
            engines: [{use: "cpython:3.14", sweep: {gen0: [1, 2], nursery: [1KiB, 2KiB]}}]
            workloads: [rings]
            """);

        Assert.Equal(
            [
                "cpython:3.14,gen0=1,nursery=1KiB", "cpython:3.14,gen0=1,nursery=2KiB",
                "cpython:3.14,gen0=2,nursery=1KiB", "cpython:3.14,gen0=2,nursery=2KiB",
            ],
            matrix.Engines.Select(engine => engine.Label));
    }

    [Fact]
    public void A_workload_names_its_engines_and_an_engine_its_workloads()
    {
        RunMatrix matrix = TestMatrix.Valid("""
            schema: 1
            engines: [cpython, pypy, {use: clr, workloads: {include: [binary*]}}]
            workloads:
              - {use: rings, engines: {exclude: [pypy]}}
              - {use: binary-trees, engines: [{include: [c*]}, {exclude: [cpython]}]}
            """);

        Assert.Equal(["cpython × rings", "clr × binary-trees"], matrix.Cells().Select(cell => cell.ToString()));
        Assert.Equal(MatrixWriter.Write(matrix), MatrixWriter.Write(TestMatrix.Valid(MatrixWriter.Write(matrix))));
    }

    [Fact]
    public void Named_twice_the_restrictions_of_both_hold()
    {
        RunMatrix matrix = TestMatrix.Valid("""
            schema: 1
            engines: [all, {use: clr, heap: none}, {use: clr, workloads: {exclude: [rings]}}]
            workloads: [rings, binary-trees]
            heap: 1MiB
            """);

        Assert.Equal(3, matrix.Engines.Count);
        Assert.Equal(
            ["clr × binary-trees"],
            matrix.Cells().Where(cell => cell.Engine.Name == "clr").Select(cell => cell.ToString()));
    }

    [Fact]
    public void An_engine_that_opts_out_needs_no_room_in_the_heap_limits() =>
        Assert.Null(TestMatrix.Valid("{schema: 1, engines: [{use: clr, heap: none}], workloads: [rings], heap: 4KiB}").Cells()[0].HeapBytes);

    [Fact]
    public void An_engine_that_opts_out_takes_no_part_in_a_sweep()
    {
        RunMatrix matrix = TestMatrix.Valid("""
            schema: 1
            engines: [cpython, {use: clr, heap: none}]
            workloads: [rings]
            heap: {relative_to: minheap, points: [1, 2], limits: [{workload: rings, base: 1MiB, bytes: [1MiB, 2MiB]}]}
            """);

        Assert.Equal("The matrix runs it without heap limit.", HeapLimitUse.OptsOut(matrix.Engines[1]));
        Assert.Equal(["clr × rings", "cpython × rings × 1MiB", "cpython × rings × 2MiB"], matrix.Cells().Select(cell => cell.ToString()));
    }

    [Theory]
    [InlineData("sets: {a: {engines: [b]}, b: {engines: [a]}}\nengines: [a]\nworkloads: [rings]", "The set 'a' contains itself")]
    [InlineData("sets: {clr: {engines: [pypy]}}\nengines: [pypy]\nworkloads: [rings]", "m.yaml:2:8: The set 'clr' has the name of something else")]
    [InlineData("sets: {a: {engine: [pypy]}}\nengines: [pypy]\nworkloads: [rings]", "m.yaml:2:12: Unknown key 'engine'; did you mean 'engines'?")]
    [InlineData("sets: {abc: {engines: [pypy]}}\nengines: [abd]\nworkloads: [rings]", "m.yaml:3:11: Unknown engine 'abd'; did you mean 'abc'?")]
    [InlineData("sets: {abc: {engines: [pypy]}}\nengines: [pypy]\nworkloads: [abc]", "m.yaml:4:13: Unknown workload 'abc'")]
    [InlineData("engines: [pypy]\nworkloads: [{use: rings, engines: {exclude: [pipi]}}]", "m.yaml:3:35: The pattern 'pipi' fits no engine of this build; did you mean 'pypy'?")]
    [InlineData("engines: [{use: pypy, workloads: {exclude: [ring]}}]\nworkloads: [rings]", "m.yaml:2:34: The pattern 'ring' fits no workload of this build; did you mean 'rings'?")]
    [InlineData("engines: [{use: pypy, workloads: {}}]\nworkloads: [rings]", "m.yaml:2:34: This entry of 'workloads' names nothing")]
    [InlineData("engines: [{use: pypy, sweep: [1]}]\nworkloads: [rings]", "m.yaml:2:30: The key 'sweep' takes parameters")]
    [InlineData("engines: [{use: pypy, set: {gen0: 1}, sweep: {gen0: [2, 3]}}]\nworkloads: [rings]", "m.yaml:2:11: 'gen0' is given twice for 'pypy'")]
    public void A_fault_is_named_with_its_place(string yaml, string expected) =>
        Assert.Contains(expected, TestMatrix.Problem("schema: 1\n" + yaml), StringComparison.Ordinal);

    [Fact]
    public void Sets_that_multiply_are_refused()
    {
        string sets = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"s{i}: {{engines: [s{i + 1}, s{i + 1}]}}"));

        Assert.Contains(
            "stand for more than 10000 entries",
            TestMatrix.Problem($"schema: 1\nsets: {{{sets}, s40: {{engines: [pypy]}}}}\nengines: [s0]\nworkloads: [rings]"),
            StringComparison.Ordinal);
    }
}
