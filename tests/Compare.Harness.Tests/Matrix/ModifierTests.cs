using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Matrix;

public sealed class ModifierTests
{
    private const string Definitions = """
        modifiers:
          - {name: few, set: {gen0: "7"}}
          - {name: gen0, engines: [clr], set: {gen0: "{value}"}}
          - {name: gen0-high, engines: [clr], set: {gen0: "9{value}"}}
          - {name: alone, engines: [clr], heap: none, workloads: {exclude: [rings*]}}
          - {name: both, set: {gen0: "{value}", nursery: "{value}KiB"}}
          - {name: gen0, engines: [clr], set: {gen0: "1{value}"}}
        """;

    [Theory]
    [InlineData("pypy|nursery-512k", "pypy:nursery=512KiB")]
    [InlineData("pypy|nursery-512KiB", "pypy:nursery=512KiB")]
    [InlineData("pypy|nursery-524288", "pypy:nursery=512KiB")]
    [InlineData("pypy|nursery-2M", "pypy:nursery=2MiB")]
    [InlineData("pypy|nursery-1g", "pypy:nursery=1GiB")]
    [InlineData("cpython:3.14|gen0-700", "cpython:3.14,gen0=700")]
    [InlineData("cpython | gen0-700", "cpython:gen0=700")]
    [InlineData("pypy|few", "pypy:gen0=7")]
    [InlineData("clr|gen0-2", "clr:gen0=12")]
    [InlineData("clr|gen0-high-2", "clr:gen0=92")]
    [InlineData("pypy|both-3", "pypy:gen0=3,nursery=3KiB")]
    [InlineData("pypy|few|nursery-64k", "pypy:gen0=7,nursery=64KiB")]
    public void A_modifier_becomes_the_parameters_that_it_sets(string written, string label)
    {
        RunMatrix matrix = TestMatrix.Valid($"schema: 1\nengines: ['{written}', cpython]\nbaseline: '{written}'\nworkloads: [binary-trees]\n{Definitions}");

        Assert.Equal(label, matrix.Engines[0].Label);
        Assert.Equal(label, matrix.Baseline);
    }

    [Theory]
    [InlineData("pypy|nursry-1k", "m.yaml:2:11: The engine 'pypy' has no modifier 'nursry-1k'; did you mean 'nursery-VALUE'?")]
    [InlineData("clr|nursery-1k", "m.yaml:2:11: The modifier 'nursery' does not fit the engine 'clr'; it is for pypy.")]
    [InlineData("pypy|nursery", "m.yaml:2:11: The modifier 'nursery' takes a value; write 'pypy|nursery-VALUE'.")]
    [InlineData("pypy|nursery-5x", "m.yaml:2:11: Engine pypy: parameter 'nursery': '5x' is not a size")]
    [InlineData("pypy|few-1", "m.yaml:2:11: The engine 'pypy' has no modifier 'few-1'; did you mean 'few'?")]
    [InlineData("pypy:gen0=1|few", "m.yaml:2:11: 'gen0' is given twice for 'pypy'")]
    [InlineData("pypy|", "m.yaml:2:11: '' in 'pypy|' is no modifier")]
    [InlineData("pypi|few", "m.yaml:2:11: Unknown engine 'pypi'; did you mean 'pypy'?")]
    public void A_modifier_that_cannot_be_used_is_named(string written, string expected) => Assert.StartsWith(
        expected,
        TestMatrix.Problem($"schema: 1\nengines: ['{written}']\nworkloads: [rings]\n{Definitions}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("modifiers: [few]", "m.yaml:4:13: A modifier is a mapping with a name")]
    [InlineData("modifiers: [{set: {gen0: 1}}]", "m.yaml:4:13: A modifier needs a name of one word")]
    [InlineData("modifiers: [{name: few, sett: {gen0: 1}}]", "m.yaml:4:25: Unknown key 'sett'; did you mean 'set'?")]
    [InlineData("modifiers: [{name: few, engines: [pypi]}]", "m.yaml:4:13: The modifier 'few' is for an unknown engine 'pypi'; did you mean 'pypy'?")]
    [InlineData("modifiers: [{name: few, set: {gen0: [1, 2]}}]", "m.yaml:4:31: A modifier sets a parameter to one word")]
    [InlineData("modifiers: [{name: few, workloads: {exclude: [ring]}}]", "m.yaml:4:13: The pattern 'ring' fits no workload of this build; did you mean 'rings'?")]
    [InlineData("modifiers: [{name: few, heap: 4MiB}]", "m.yaml:4:31: An entry can only leave the heap limits")]
    [InlineData("exclude: [{engine: 'pypy|nursery-*'}]", "m.yaml:4:11: 'pypy|nursery-*' is no engine with modifiers")]
    public void A_wrong_definition_is_named(string definition, string expected) => Assert.Contains(
        expected,
        TestMatrix.Problem($"schema: 1\nengines: [pypy]\nworkloads: [rings]\n{definition}"),
        StringComparison.Ordinal);

    [Fact]
    public void Workloads_take_no_modifiers() => Assert.Contains(
        "m.yaml:3:13: Modifiers are for engines",
        TestMatrix.Problem("schema: 1\nengines: [pypy]\nworkloads: ['rings|few']"),
        StringComparison.Ordinal);

    [Fact]
    public void A_modifier_can_leave_workloads_and_heap_limits()
    {
        RunMatrix matrix = TestMatrix.Valid(
            $"schema: 1\nengines: [cpython, 'clr|alone']\nworkloads: [rings, binary-trees]\nheap: [1MiB, 2MiB]\n{Definitions}");

        Assert.Equal(
            [
                "cpython × rings × 1MiB", "cpython × rings × 2MiB",
                "clr × binary-trees", "cpython × binary-trees × 1MiB", "cpython × binary-trees × 2MiB",
            ],
            matrix.Cells().Select(cell => cell.ToString()));
        Assert.Equal(
            matrix.Cells().Select(cell => cell.ToString()),
            TestMatrix.Valid(MatrixWriter.Write(matrix)).Cells().Select(cell => cell.ToString()));
    }

    [Fact]
    public void A_rule_can_name_an_engine_with_modifiers()
    {
        RunMatrix matrix = TestMatrix.Valid(
            "schema: 1\nengines: [pypy, 'pypy|nursery-1m']\nworkloads: [rings]\nexclude: [{engine: 'pypy|nursery-1024k'}]");

        Assert.Equal(["pypy × rings"], matrix.Cells().Select(cell => cell.ToString()));
    }

    [Fact]
    public void Every_modifier_that_comes_with_the_tool_says_what_it_does() =>
        Assert.All(ShippedModifiers.Modifiers, modifier => Assert.EndsWith(".", modifier.Value.Summary, StringComparison.Ordinal));
}
