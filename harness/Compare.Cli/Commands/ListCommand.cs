using System.CommandLine;
using System.Text.Json.Nodes;
using Compare.Cli.Views;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Discovery;
using Compare.Harness.Matrix;
using Compare.Harness.Metrics;
using Compare.Semantics;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare list</c>: what this build can run, measure and start from.</summary>
internal sealed class ListCommand(Catalogs catalogs, ConsoleView view) : ICommandFactory
{
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON.", Recursive = true };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand list = new(
            "list",
            "Lists engines, modifiers, sets, workloads, metrics, probes, presets or semantics; without a word all names but the last.",
            "gc-compare list",
            "gc-compare list engines",
            "gc-compare list workloads --json");
        list.Options.Add(_json);
        (string Name, string Description, Func<JsonArray> Items)[] kinds =
        [
            ("engines", "Engines with their parameters.", Engines),
            ("modifiers", "Named changes of engines, written behind a stroke: pypy|nursery-512KiB.", Modifiers),
            ("sets", "Groups of engines or workloads that a matrix uses as one entry.", Sets),
            ("workloads", "Workloads with their parameters and sizes.", Workloads),
            ("metrics", "Metrics that cells are compared by.", Metrics),
            ("probes", "Recordings that the key 'probes' of a matrix chooses.", Probes),
            ("presets", "Matrices that come with the tool.", Presets),
        ];
        foreach ((string name, string description, Func<JsonArray> items) in kinds)
        {
            list.Subcommands.Add(Listing(name, description, items));
        }

        list.SetAction(parsed => ShowAll(
            parsed, new JsonObject(kinds.Select(kind => KeyValuePair.Create<string, JsonNode?>(kind.Name, kind.Items())))));
        list.Subcommands.Add(Listing("semantics", "What each engine does, by programs that run on it now, some seconds.", Semantics));
        return list;
    }

    private ExampleCommand Listing(string name, string description, Func<JsonArray> items)
    {
        ExampleCommand command = new(name, description, $"gc-compare list {name}", $"gc-compare list {name} --json");
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(_json))
            {
                Print(items());
            }
            else
            {
                ListView.Show(view, items());
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private int ShowAll(ParseResult parsed, JsonObject kinds)
    {
        if (parsed.GetValue(_json))
        {
            Print(kinds);
        }
        else
        {
            ListView.ShowNames(view, kinds);
        }

        return ExitCodes.Ok;
    }

    private void Print(JsonNode node) =>
        view.Line(node.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));

    private JsonArray Engines() =>
    [
        .. catalogs.Engines.Engines.Select(engine => new JsonObject
        {
            ["name"] = engine.Name,
            ["summary"] = engine.Factory.Summary,
            ["modelled_on"] = engine.Factory.ModelledOn,
            ["parameters"] = Parameters(engine.Factory.Parameters),
        }),
    ];

    private JsonArray Workloads() =>
    [
        .. catalogs.Workloads.Workloads.Select(workload => new JsonObject
        {
            ["name"] = workload.Name,
            ["summary"] = workload.Summary,
            ["source"] = workload.Source,
            ["parameters"] = Parameters(workload.Parameters),
            ["sizes"] = new JsonObject(Enum.GetValues<WorkloadSize>().Select(size =>
                KeyValuePair.Create<string, JsonNode?>(
                    MatrixResolver.SizeName(size), string.Join(',', SizeOf(workload, size).Select(pair => $"{pair.Key}={pair.Value}"))))),
        }),
    ];

    // Of the default size those parameters are listed that the other sizes change.
    private static IEnumerable<KeyValuePair<string, string>> SizeOf(IWorkload workload, WorkloadSize size) =>
        size != WorkloadSize.Default
            ? workload.GetSize(size)
            : from parameter in workload.Parameters
              where parameter.Default is not null
              where workload.GetSize(WorkloadSize.Smoke).ContainsKey(parameter.Name)
                  || workload.GetSize(WorkloadSize.Large).ContainsKey(parameter.Name)
              select KeyValuePair.Create(parameter.Name, parameter.Default);

    private static JsonArray Metrics() =>
    [
        .. MetricCatalog.Metrics.Select(metric => new JsonObject
        {
            ["name"] = metric.Name,
            ["unit"] = metric.Unit,
            ["direction"] = metric.Direction.Name(),
            ["summary"] = metric.Summary,
        }),
    ];

    private static JsonArray Modifiers() =>
    [
        .. ShippedModifiers.Modifiers.Select(modifier => modifier.Value).Select(modifier => new JsonObject
        {
            ["name"] = modifier.Name,
            ["summary"] = modifier.Summary,
            ["written"] = modifier.Form,
            ["engines"] = modifier.Engines.Count == 0 ? "all" : string.Join(',', modifier.Engines),
            ["sets"] = modifier.IsWithoutHeapLimit
                ? "no heap limit"
                : string.Join(',', modifier.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}")),
        }),
    ];

    private static JsonArray Sets() =>
    [
        .. from file in MatrixPresets.Parts
           from set in MatrixReader.ReadPart(MatrixPresets.FindIncludable(file)!, file, [])!.Sets
           orderby set.Key
           select new JsonObject
           {
               ["name"] = set.Key,
               ["summary"] = string.Join(' ', set.Value.Value.Engines.Concat(set.Value.Value.Workloads).Select(entry => Text(entry.Value))),
               ["include"] = file == MatrixPresets.Engines ? null : file,
           },
    ];

    private static string Text(ConfigExpression entry) => entry.Parameters.Count == 0
        ? entry.Name
        : entry.Name + ":" + string.Join(
            ',', entry.Parameters.Select(pair => (pair.Key.Length == 0 ? string.Empty : pair.Key + "=") + pair.Values[0]));

    private static JsonArray Probes() =>
    [
        .. ProbeCatalog.Probes.Select(probe => new JsonObject
        {
            ["name"] = probe.Name,
            ["summary"] = probe.Summary,
            ["empty_without"] = probe.Empty,
        }),
    ];

    private static JsonArray Presets() =>
    [
        .. MatrixPresets.Names.Select(name => new JsonObject
        {
            ["name"] = name,
            ["summary"] = MatrixPresets.SummaryOf(name),
        }),
    ];

    private JsonArray Semantics() =>
    [
        .. SemanticTable.Observe(catalogs.Engines.Engines.SelectMany(engine => Subject.ProfilesOf(engine.Name, engine.Factory)))
            .Select(row => new JsonObject
            {
                ["name"] = row.Question.Key,
                ["summary"] = row.Question.Text,
                ["why"] = row.Question.Why,
                ["answers"] = Pairs(row.Answers),
                ["differences"] = Pairs(row.Differences),
            }),
    ];

    private static JsonObject Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));

    private static JsonArray Parameters(IEnumerable<ParameterDescription> descriptions) =>
    [
        .. descriptions.Select(description => new JsonObject
        {
            ["name"] = description.Name,
            ["kind"] = description.Kind.ToString(),
            ["default"] = description.Default,
            ["choices"] = description.Choices.Count == 0 ? null : string.Join('|', description.Choices),
            ["summary"] = description.Summary,
        }),
    ];
}
