using System.Text.Json.Nodes;
using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;
using NJsonSchema;

namespace Compare.Harness.Tests.Matrix;

public sealed class MatrixSchemaTests
{
    private static readonly JsonNode s_json = JsonNode.Parse(MatrixSchema.Text)!;
    private static readonly JsonSchema s_schema = JsonSchema.FromJsonAsync(MatrixSchema.Text).GetAwaiter().GetResult();

    public static TheoryData<string, IReadOnlyList<string>> Mappings => new()
    {
        { "", MatrixKeys.Root },
        { "runs", MatrixKeys.Runs },
        { "rule", MatrixKeys.Rule },
        { "engine", MatrixKeys.Engine },
        { "workload", MatrixKeys.Workload },
        { "filter", MatrixKeys.Filter },
        { "modifier", MatrixKeys.Modifier },
        { "set", MatrixKeys.Set },
        { "gates", MatrixKeys.Gates },
        { "stat", MatrixKeys.Stat },
        { "sweep", MatrixKeys.Sweep },
        { "limits", MatrixKeys.Limits },
    };

    public static TheoryData<string> Shipped => new(MatrixPresets.Includable);

    [Theory]
    [MemberData(nameof(Mappings))]
    public void The_keys_of_the_schema_are_those_of_the_reader(string definition, IReadOnlyList<string> keys)
    {
        JsonNode mapping = definition.Length == 0 ? s_json : s_json["definitions"]![definition]!;

        Assert.Equal(keys.Order(StringComparer.Ordinal), mapping["properties"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.False((bool)mapping["additionalProperties"]!);
    }

    [Fact]
    public void The_words_of_the_schema_are_those_of_the_reader()
    {
        Assert.Equal(ProbeCatalog.Names, Words("probe"));
        Assert.Equal(SweepNames.Bases, Words("sweep", "relative_to"));
        Assert.Equal(SweepNames.Orders, Words("sweep", "order"));
        Assert.Equal(RunOrders.Names, Words("runs", "order"));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_comes_with_the_tool_is_valid_and_names_the_schema(string name)
    {
        string text = MatrixPresets.FindIncludable(name)!;

        Assert.Empty(s_schema.Validate(YamlAsJson.Convert(text)));
        Assert.StartsWith("# yaml-language-server: $schema=../Schemas/matrix.schema.json\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_matrix_is_valid_and_names_the_schema_beside_it()
    {
        string yaml = MatrixWriter.Write(TestMatrix.Valid("""
            schema: 1
            name: all keys
            question: "?"
            engines: ['cpython:3.14,gen0=[700,2000]', {use: clr, heap: none, workloads: {exclude: [rings*]}}]
            workloads: ['rings:size=smoke', {use: binary-trees, engines: {include: ["*"]}}]
            heap: {relative_to: minheap, points: [1, 2.5], limits: [{workload: "rings:size=smoke", base: 4096, bytes: [4096, 12288]}, {workload: binary-trees, base: none, bytes: []}]}
            include: [{engine: "c*"}]
            exclude: [{workload: rings*, engine: "cpython:3.14,gen0=700"}]
            runs: {timeout: 10x, verify: true, tolerance: 2.5%, iterations: auto, order: as-written}
            probes: [rss, oracle]
            gates: {exact: [visited], stat: {metric: wall_ns, worse_than: 3%}}
            """));

        Assert.Empty(s_schema.Validate(YamlAsJson.Convert(yaml)));
        Assert.StartsWith(MatrixSchema.Modeline + "\n", yaml, StringComparison.Ordinal);
        Assert.Equal(MatrixWriter.Hash(yaml[(MatrixSchema.Modeline.Length + 1)..]), MatrixWriter.Hash(yaml));
    }

    [Fact]
    public void The_schema_lies_beside_the_matrix_of_a_result()
    {
        using TestDirectory temporary = new();
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small);
        string path = temporary.File("run");

        Harness.Results.ResultDirectory.Open(
            path, MatrixWriter.Write(matrix), Harness.Planning.RunPlan.Of(matrix), resume: false).Dispose();

        Assert.Equal(MatrixSchema.Text, File.ReadAllText(Path.Combine(path, MatrixSchema.FileName)));
    }

    [Theory]
    [InlineData("engines: [clr]\nworkloads: [rings]")]
    [InlineData("schema: 2")]
    [InlineData("schema: 1\nengins: [clr]")]
    [InlineData("schema: 1\nengines: []")]
    [InlineData("schema: 1\nengines: [{set: {gen0: 1}}]")]
    [InlineData("schema: 1\nengines: [{use: clr, heap: 4MiB}]")]
    [InlineData("schema: 1\nworkloads: [{use: rings, size: small}]")]
    [InlineData("schema: 1\nruns: {invocations: 0}")]
    [InlineData("schema: 1\nruns: {timeout: 60}")]
    [InlineData("schema: 1\nruns: {iterations: automatic}")]
    [InlineData("schema: 1\nruns: {order: shuffled}")]
    [InlineData("schema: 1\nruns: {verify: 'yes'}")]
    [InlineData("schema: 1\nheap: {points: [0]}")]
    [InlineData("schema: 1\nheap: {relative_to: minheap}")]
    [InlineData("schema: 1\nprobes: [events]")]
    [InlineData("schema: 1\ngates: {stat: {worse_than: 3%}}")]
    [InlineData("schema: 1\nmodifiers: [{set: {gen0: 1}}]")]
    [InlineData("schema: 1\nexclude: [{}]")]
    public void What_the_reader_refuses_the_schema_refuses(string yaml) =>
        Assert.NotEmpty(s_schema.Validate(YamlAsJson.Convert(yaml)));

    private static IEnumerable<string> Words(string definition, string? property = null)
    {
        JsonNode node = s_json["definitions"]![definition]!;
        return (property is null ? node : node["properties"]![property]!)["enum"]!.AsArray().Select(word => (string)word!);
    }
}
