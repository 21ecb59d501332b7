using System.Globalization;
using System.Reflection;
using System.Text;
using Compare.Harness.Costs;
using Compare.Harness.Memory;
using Compare.Harness.Metrics;
using Compare.Harness.Results;
using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Tests.Results.Data;

/// <summary>Writes what the code says of its tables: each file, its key, and each column with its unit and meaning.</summary>
internal static class DataDictionary
{
    private const string OrderOfRows = "order of the rows";

    private static readonly (string Suffix, string Unit)[] s_units =
        [("_ns", "ns"), ("_bytes", "bytes"), ("_hz", "Hz"), ("_uj", "µJ"), ("_per_s", "per second")];

    // What the metric, the measure or the counter of the row decides.
    private static readonly string[] s_inUnitOfRow =
        ["value", "estimate", "low", "high", "shift", "shift_low", "shift_high", "wasteful", "careful", "saved"];

    // Constants that name what a column of a table can hold.
    private static readonly (Type Names, string File)[] s_measures =
        [(typeof(CostMetrics), ResultFiles.Costs), (typeof(FragmentationMeasures), ResultFiles.Fragmentation)];

    private static readonly XmlComments s_comments = new(typeof(ResultFiles).Assembly);

    /// <summary>Every type of a row of a table.</summary>
    public static IReadOnlyList<Type> RowTypes { get; } =
    [
        .. typeof(ResultFiles).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ResultFiles).Namespace && !type.IsInterface && ColumnsOf(type).Any())
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>The names of the tables in the code, in its order.</summary>
    public static IReadOnlyList<FieldInfo> Files { get; } =
    [
        .. typeof(ResultFiles).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && NameOf(field).EndsWith(".csv", StringComparison.Ordinal)),
    ];

    /// <summary>Name of a table.</summary>
    public static string NameOf(FieldInfo file) => (string)file.GetRawConstantValue()!;

    /// <summary>The columns of a type of row, in order.</summary>
    public static IEnumerable<PropertyInfo> ColumnsOf(Type row) => row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => ColumnOf(property) is not null)
        .OrderBy(property => property.MetadataToken);

    /// <summary>Name of the column that a property is; null when it is none.</summary>
    public static string? ColumnOf(PropertyInfo property) => property.GetCustomAttribute<NameAttribute>()?.Names[0];

    /// <summary>The columns that name a row; null for a table whose rows are told apart by their order.</summary>
    public static string[]? KeyOf(Type row)
    {
        string[] key = s_comments.Of(row, "key").Split(", ");
        return key[^1] == OrderOfRows ? null : key;
    }

    /// <summary>The meaning of a column.</summary>
    public static string MeaningOf(PropertyInfo column) => s_comments.Of(column);

    /// <summary>What a row of a type says of its empty cells.</summary>
    public static string EmptyOf(Type row) => s_comments.Of(row, "empty");

    /// <summary>The word of a value of an enumeration in the files.</summary>
    public static string WordOf(Type type, string member) => type == typeof(CellStatus)
        ? Enum.Parse<CellStatus>(member).Name()
        : type.GetField(member)!.GetCustomAttribute<NameAttribute>()?.Names[0] ?? member;

    /// <summary>Whether a cell of the column can be empty.</summary>
    public static bool CanBeEmpty(PropertyInfo column) =>
        new NullabilityInfoContext().Create(column).ReadState == NullabilityState.Nullable;

    /// <summary>Anchor of the list of what a class names.</summary>
    public static string AnchorOfMeasures(string type) =>
        $"measures-of-{Anchor(s_measures.Single(measures => measures.Names.FullName == type).File)}";

    /// <summary>Writes the dictionary.</summary>
    /// <param name="headers">The columns of each table as the harness writes them.</param>
    public static string Write(IReadOnlyDictionary<string, string> headers)
    {
        StringBuilder page = new("\n## Tables\n\n| file | holds | rows are told apart by |\n| --- | --- | --- |\n");
        foreach (FieldInfo file in Files)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [`{NameOf(file)}`](#{Anchor(NameOf(file))}) | {s_comments.Of(file)} ")
                .Append(CultureInfo.InvariantCulture, $"| {Codes(s_comments.Of(TypeOf(file, headers), "key"))} |\n");
        }

        HashSet<Type> described = [];
        foreach (FieldInfo file in Files)
        {
            Type row = TypeOf(file, headers);
            page.Append(CultureInfo.InvariantCulture, $"\n## {NameOf(file)}\n\n");
            if (described.Add(row))
            {
                AppendColumns(page, row);
            }
            else
            {
                string first = NameOf(Files.First(other => TypeOf(other, headers) == row));
                page.Append(CultureInfo.InvariantCulture, $"{s_comments.Of(file)} Columns and key are those of [`{first}`](#{Anchor(first)}).\n");
            }
        }

        AppendMetrics(page);
        foreach ((Type names, string file) in s_measures)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Measures of {file}\n\n| measure | meaning |\n| --- | --- |\n");
            foreach (FieldInfo measure in names.GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{NameOf(measure)}` | {s_comments.Of(measure)} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The type of the rows of a table, found by its columns.</summary>
    public static Type TypeOf(FieldInfo file, IReadOnlyDictionary<string, string> headers) => RowTypes.Single(type =>
        string.Join(',', ColumnsOf(type).Select(ColumnOf)) == headers[NameOf(file)]);

    private static void AppendColumns(StringBuilder page, Type row)
    {
        page.Append(CultureInfo.InvariantCulture, $"{s_comments.Of(row)}\n\nKey: {Codes(s_comments.Of(row, "key"))}.\n");
        string empty = EmptyOf(row);
        page.Append(empty.Length > 0 ? $"Empty, where the meaning does not say when: {Lower(empty)}\n" : string.Empty)
            .Append("\n| column | holds | better | empty | meaning |\n| --- | --- | --- | --- | --- |\n");
        foreach (PropertyInfo column in ColumnsOf(row))
        {
            string meaning = MeaningOf(column).Replace("|", "\\|", StringComparison.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"| `{ColumnOf(column)}` | {HoldsOf(column)} | {BetterOf(column, row)} ")
                .Append(CultureInfo.InvariantCulture, $"| {(CanBeEmpty(column) ? "yes" : "never")} | {meaning} |\n");
        }
    }

    private static void AppendMetrics(StringBuilder page)
    {
        page.Append("\n## Metrics\n\nWhat `metric` of `summary.csv` and `aa.csv` can be. A metric is computed for each invocation and ")
            .Append("summarised over the invocations of a cell.\n\n| metric | unit | better | meaning |\n| --- | --- | --- | --- |\n");
        foreach (IMetric metric in MetricCatalog.Metrics)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{metric.Name}` | {metric.Unit} | {metric.Direction.Name()} ")
                .Append(CultureInfo.InvariantCulture, $"| {metric.Summary} |\n");
        }
    }

    private static string HoldsOf(PropertyInfo column)
    {
        string name = ColumnOf(column)!;
        Type type = Nullable.GetUnderlyingType(column.PropertyType) ?? column.PropertyType;
        return s_units.FirstOrDefault(unit => name.EndsWith(unit.Suffix, StringComparison.Ordinal)).Unit
            ?? (s_inUnitOfRow.Contains(name, StringComparer.Ordinal) && type != typeof(string) ? "number in the row’s unit"
                : type == typeof(bool) ? "True or False"
                : type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(member => $"`{WordOf(type, member)}`"))
                : type == typeof(string) ? "text"
                : type == typeof(int) || type == typeof(long) ? "whole number"
                : "number");
    }

    // A metric has the name of the column of the invocations that it is computed from.
    private static string BetterOf(PropertyInfo column, Type row) => row == typeof(InvocationRow)
        ? MetricCatalog.Metrics.FirstOrDefault(metric => metric.Name == ColumnOf(column))?.Direction.Name() ?? string.Empty
        : string.Empty;

    private static string Codes(string key) => string.Join(", ", key.Split(", ").Select(column =>
        column == OrderOfRows ? column : $"`{column}`"));

    private static string Anchor(string file) => file.Replace(".", string.Empty, StringComparison.Ordinal);

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
