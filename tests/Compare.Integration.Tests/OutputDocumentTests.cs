using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compare.Engines.Tests.Support;
using Compare.Harness.Results;
using Compare.Harness.RunComparisons;
using Compare.Harness.Verification;
using CsvHelper.Configuration.Attributes;

namespace Compare.Integration.Tests;

/// <summary>The page of what programs read has every key that there is, and no other.</summary>
public sealed class OutputDocumentTests
{
    private const string Mark = "<!-- From here on a test writes what the programs say. -->\n";

    private static readonly Assembly s_program = Assembly.Load("gc-compare");

    // Keys of 'list KIND --json'; those of lists inside follow a dot.
    private static readonly Dictionary<string, string> s_listed = new(StringComparer.Ordinal)
    {
        ["name"] = "What it is called in matrices, on command lines and in results.",
        ["summary"] = "One sentence; of a set what it stands for, of a question of semantics the question.",
        ["modelled_on"] = "Engines: the implementation that it is modelled on.",
        ["parameters"] = "Engines and workloads: a list of parameters.",
        ["parameters.name"] = "Key in `key=value`.",
        ["parameters.kind"] = "`Integer`, `Bytes`, `Number`, `Boolean` or `Choice`.",
        ["parameters.default"] = "Text of the default; null where the engine decides.",
        ["parameters.choices"] = "Words of a choice with `\\|` between them; null for other kinds.",
        ["parameters.summary"] = "One sentence, with the unit.",
        ["source"] = "Workloads: where the program comes from.",
        ["sizes"] = "Workloads: parameters of each size, as `key=value` with commas between them.",
        ["written"] = "Modifiers: how it is written behind an engine.",
        ["engines"] = "Modifiers: the engines that it fits.",
        ["sets"] = "Modifiers: the parameters that it sets.",
        ["include"] = "Sets: the file that a matrix includes to know it; null for those that every matrix knows.",
        ["unit"] = "Metrics: the unit.",
        ["direction"] = "Metrics: `lower` or `higher`, whichever is better.",
        ["empty_without"] = "Probes: the columns that are empty without it.",
        ["why"] = "Semantics: why the question matters.",
        ["answers"] = "Semantics: the answer of each engine, by its name.",
        ["differences"] = "Semantics: answers of other settings that differ, by their names.",
    };

    [Fact]
    public void The_document_has_every_exit_code_and_every_key() => new GeneratedDocument("output.md").Check(text =>
    {
        int mark = text.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(mark >= 0, "The mark that the generated part begins with is gone.");
        StringBuilder page = new(text[..mark] + Mark);
        AppendExitCodes(page);
        page.Append("\n## Files of a result directory\n\nOne JSON value a line in `.jsonl`. Keys without a value are left out.\n"
            + "The files appear while the run goes on: the plan first, then a line of the journal for each finished invocation.\n");
        Append(page, "plan.jsonl", ResultJson.Default, typeof(PlanLine));
        Append(page, "journal.jsonl", ResultJson.Default, typeof(JournalEntry));
        Append(page, "environment.json", ResultJson.Default, typeof(RunEnvironment));
        page.Append("\n## What `--json` prints\n\nOne JSON value on standard output. Keys without a value are null.\n");
        Append(page, "gc-compare verify DIR --json", VerificationJson.Default, typeof(VerificationResult));
        Append(page, "gc-compare compare BASE NEW --json", RunComparisonJson.Default, typeof(RunComparison));
        page.Append("\n### `gc-compare list KIND --json`\n\nA list of objects; `gc-compare list --json` is an object with a list for each kind.\n\n"
            + "| key | |\n| --- | --- |\n");
        foreach ((string key, string words) in s_listed)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{key}` | {words} |\n");
        }

        return page.ToString();
    });

    [Theory]
    [InlineData("engines")]
    [InlineData("modifiers")]
    [InlineData("sets")]
    [InlineData("workloads")]
    [InlineData("metrics")]
    [InlineData("probes")]
    [InlineData("presets")]
    [InlineData("semantics")]
    public async Task Every_key_of_a_list_is_described(string kind)
    {
        (_, string[] output, _) = await Tool.RunAsync("list", kind, "--json");
        using JsonDocument document = JsonDocument.Parse(string.Concat(output));

        Assert.All(document.RootElement.EnumerateArray().SelectMany(item => item.EnumerateObject()), pair =>
        {
            Assert.Contains(pair.Name, s_listed.Keys);
            foreach (JsonProperty inner in pair.Value.ValueKind == JsonValueKind.Array
                ? pair.Value.EnumerateArray().SelectMany(item => item.EnumerateObject())
                : [])
            {
                Assert.Contains($"{pair.Name}.{inner.Name}", s_listed.Keys);
            }
        });
    }

    [Fact]
    public async Task Every_key_of_a_result_is_in_the_document()
    {
        using TemporaryDirectory directory = new();
        await Tool.RunAsync(
            "run", "--engine", "nogc", "--workload", "rings:size=smoke", "--invocations", "1", "--out", directory["run"]);

        AssertKnown(File.ReadLines(directory["run/plan.jsonl"]), ResultJson.Default, typeof(PlanLine));
        AssertKnown(File.ReadLines(directory["run/journal.jsonl"]), ResultJson.Default, typeof(JournalEntry));
        AssertKnown([File.ReadAllText(directory["run/environment.json"])], ResultJson.Default, typeof(RunEnvironment));
        (_, string[] output, _) = await Tool.RunAsync("verify", directory["run"], "--json");
        AssertKnown([string.Concat(output)], VerificationJson.Default, typeof(VerificationResult));
        (_, output, _) = await Tool.RunAsync("compare", directory["run"], directory["run"], "--json");
        AssertKnown([string.Concat(output)], RunComparisonJson.Default, typeof(RunComparison));
    }

    // The page refers to the columns of the file instead of repeating them.
    [Fact]
    public void The_row_in_the_journal_has_the_keys_of_the_columns() => Assert.Equal(
        typeof(InvocationRow).GetProperties().Select(property => property.GetCustomAttribute<NameAttribute>())
            .OfType<NameAttribute>().Select(name => name.Names[0]).Order(StringComparer.Ordinal),
        OutputKeys.NamesOf(ResultJson.Default, typeof(InvocationRow)).Order(StringComparer.Ordinal));

    private static void AssertKnown(IEnumerable<string> values, JsonSerializerContext context, Type type)
    {
        string[] known = [.. OutputKeys.NamesOf(context, type)];
        int count = 0;
        foreach (string value in values)
        {
            using JsonDocument document = JsonDocument.Parse(value);
            Assert.All(document.RootElement.EnumerateObject(), pair => Assert.Contains(pair.Name, known));
            count++;
        }

        Assert.True(count > 0);
    }

    private static void AppendExitCodes(StringBuilder page)
    {
        page.Append("\n## Exit codes\n\n| code | |\n| --- | --- |\n");
        foreach (FieldInfo code in s_program.GetType("Compare.Cli.ExitCodes", throwOnError: true)!.GetFields()
            .OrderBy(code => (int)code.GetRawConstantValue()!))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {code.GetRawConstantValue()} | {XmlSummaries.Of(code)} |\n");
        }
    }

    private static void Append(StringBuilder page, string title, JsonSerializerContext context, Type root)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### `{title}`\n\n{XmlSummaries.Of(root)}\n");
        Dictionary<Type, string> seen = new() { [typeof(InvocationRow)] = "row" };
        Queue<(string Path, Type Type)> open = new([(string.Empty, root)]);
        while (open.TryDequeue(out (string Path, Type Type) table))
        {
            if (table.Path.Length > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n`{table.Path}`: {XmlSummaries.Of(table.Type)}\n");
            }

            page.Append("\n| key | | |\n| --- | --- | --- |\n");
            foreach (OutputKey key in OutputKeys.Of(context, table.Type))
            {
                string path = table.Path.Length == 0 ? key.Name : $"{table.Path}.{key.Name}";
                string known = string.Empty;
                if (key.Object is { } inner && !seen.TryAdd(inner, path))
                {
                    known = inner == typeof(InvocationRow) ? ", keys as the columns" : $", as `{seen[inner]}`";
                }
                else if (key.Object is { } unseen)
                {
                    open.Enqueue((path, unseen));
                }

                page.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {key.Kind}{known} | {key.Summary} |\n");
            }
        }
    }
}
