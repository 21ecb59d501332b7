using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;
using Compare.Harness.Matrix;
using Compare.Harness.Tests.Matrix;
using Compare.Harness.Validation;
using NJsonSchema;

namespace Compare.Workloads.Tests;

/// <summary>Every matrix that the documents show is one: it is valid by the schema and resolves on the engines of this build.</summary>
public sealed partial class MatrixDocumentTests
{
    private const string FileMark = "# file: ";

    private static readonly EngineCatalog s_engines = EngineCatalog.Discover(Assembly.GetExecutingAssembly());
    private static readonly WorkloadCatalog s_workloads = WorkloadCatalog.Discover();
    private static readonly JsonSchema s_schema = JsonSchema.FromJsonAsync(MatrixSchema.Text).GetAwaiter().GetResult();

    public static TheoryData<string> Documents => new(["README.md", "docs/matrix.md", "docs/methodology.md", "docs/adding.md"]);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_matrix_of_a_document_resolves(string document)
    {
        string[] examples = [.. Examples(File.ReadAllText(Path.Combine(Root(), document)))];
        string folder = Directory.CreateTempSubdirectory("gc-compare-test-").FullName;
        try
        {
            foreach (string part in examples.Where(example => example.StartsWith(FileMark, StringComparison.Ordinal)))
            {
                File.WriteAllText(Path.Combine(folder, part.Split('\n')[0][FileMark.Length..]), part);
            }

            foreach (string example in examples)
            {
                Assert.Empty(s_schema.Validate(YamlAsJson.Convert(example)));
                Check(example, Path.Combine(folder, "example.yaml"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.True(examples.Length > 0 || document is not ("README.md" or "docs/matrix.md"), "The document shows no matrix.");
    }

    [Fact]
    public void The_page_of_the_matrix_shows_every_key()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "matrix.md"));
        JsonNode schema = JsonNode.Parse(MatrixSchema.Text)!;
        IEnumerable<JsonNode> mappings =
            [schema, .. schema["definitions"]!.AsObject().Select(pair => pair.Value!).Where(node => node["properties"] is not null)];

        Assert.All(
            mappings.SelectMany(mapping => mapping["properties"]!.AsObject().Select(pair => pair.Key)).Distinct(StringComparer.Ordinal),
            key => Assert.Contains(Examples(page), example => Regex.IsMatch(
                example, $@"(^|[\s{{\[]){key}:", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public void Every_modifier_that_comes_with_the_tool_fits_its_engines()
    {
        foreach (MatrixModifier modifier in ShippedModifiers.Modifiers.Select(modifier => modifier.Value))
        {
            string[] engines = modifier.Engines.Count == 0 ? [.. s_engines.Engines.Select(engine => engine.Name)] : [.. modifier.Engines];
            foreach (string name in engines)
            {
                EngineInfo engine = s_engines.Find(name)!;
                string value = modifier.HasSlot ? "-" + Value(engine, modifier.Parameters[^1].Key) : string.Empty;

                Check($"{{schema: 1, engines: ['{name}|{modifier.Name}{value}'], workloads: [rings]}}", "modifier.yaml");
            }
        }
    }

    [Fact]
    public void The_sets_that_come_with_the_tool_resolve()
    {
        List<Problem> problems = [];
        MatrixDocument parts = MatrixReader.ReadPart("{schema: 1, include: [presets/engines.yml, presets/workloads.yml]}", "sets.yaml", problems)!;

        Assert.Empty(problems);
        foreach ((string name, Located<MatrixSet> set) in parts.Sets)
        {
            string engines = set.Value.Engines.Count > 0 ? name : "cpython";
            string workloads = set.Value.Workloads.Count > 0 ? name : "rings";
            Check($"{{schema: 1, include: presets/workloads.yml, engines: [{engines}], workloads: [{workloads}]}}", "sets.yaml");
        }
    }

    private static void Check(string yaml, string source)
    {
        List<Problem> problems = [];
        if (yaml.Contains("engines:", StringComparison.Ordinal) && yaml.Contains("workloads:", StringComparison.Ordinal))
        {
            MatrixDocument? document = MatrixReader.Read(yaml, source, problems);
            RunMatrix? matrix = document is null ? null : MatrixResolver.Resolve(document, s_engines, s_workloads, problems);
            Assert.Empty(problems);
            Assert.NotEmpty(matrix!.Engines);
        }
        else
        {
            Assert.NotNull(MatrixReader.ReadPart(yaml, source, problems));
        }
    }

    /// <summary>A value that the parameter takes.</summary>
    private static string Value(EngineInfo engine, string parameter)
    {
        ParameterDescription description = engine.Factory.Parameters.Single(one => one.Name == parameter);
        return description switch
        {
            { Default: { } given } => given,
            { Kind: ParameterKind.Choice } => description.Choices[0],
            { Kind: ParameterKind.Bytes } => "4m",
            _ => "9",
        };
    }

    private static IEnumerable<string> Examples(string text) =>
        Blocks().Matches(text).Select(match => match.Groups["block"].Value).Where(block => block.Contains("schema: 1", StringComparison.Ordinal));

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compare.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below the folder of Compare.sln.");
    }

    [GeneratedRegex("```ya?ml\n(?<block>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blocks();
}
