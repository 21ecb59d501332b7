using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Compare.Harness.Verification;

/// <summary>
/// Finds the cells in which two CSV texts differ. Rows are matched by the columns that name things, so that a lost row is one
/// difference, not as many as rows follow it.
/// </summary>
internal static class TableDifferences
{
    private static readonly string[] s_naming =
    [
        "engine", "config", "workload", "heap_bytes", "invocation", "iteration", "event", "request", "metric", "setting",
        "lesson", "measure",
    ];

    /// <summary>Compares two tables.</summary>
    /// <param name="file">Name of the file, for the differences.</param>
    /// <param name="stored">Text of the file.</param>
    /// <param name="recomputed">Text that it should have.</param>
    public static IReadOnlyList<ResultDifference> Of(string file, TextReader stored, TextReader recomputed)
    {
        Table left = Table.Read(stored);
        Table right = Table.Read(recomputed);
        string[] common = [.. right.Columns.Intersect(left.Columns, StringComparer.Ordinal)];
        string[] naming = [.. s_naming.Intersect(common, StringComparer.Ordinal)];
        List<ResultDifference> differences =
        [
            .. left.Columns.Except(common, StringComparer.Ordinal)
                .Select(column => new ResultDifference(file, 1, string.Empty, column, "a column", null)),
            .. right.Columns.Except(common, StringComparer.Ordinal)
                .Select(column => new ResultDifference(file, 1, string.Empty, column, null, "a column")),
        ];
        Dictionary<string, Row> found = left.ByName(naming);
        foreach ((string name, Row row) in right.ByName(naming))
        {
            if (found.Remove(name, out Row? own))
            {
                differences.AddRange(
                    from column in common
                    let was = left.Value(own, column)
                    let should = right.Value(row, column)
                    where was != should
                    select new ResultDifference(file, own.Line, row.Label, column, was, should));
            }
            else
            {
                differences.Add(new ResultDifference(file, null, row.Label, null, null, "a row"));
            }
        }

        differences.AddRange(found.Values.Select(row => new ResultDifference(file, row.Line, row.Label, null, "a row", null)));
        return differences;
    }

    private sealed record Row(int Line, string[] Fields)
    {
        public string Label { get; set; } = string.Empty;
    }

    private sealed record Table(string[] Columns, IReadOnlyList<Row> Rows)
    {
        private readonly Dictionary<string, int> _places = Columns.Index().DistinctBy(pair => pair.Item)
            .ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

        public static Table Read(TextReader text)
        {
            CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
            {
                // A field that is not CSV is a field that differs.
                BadDataFound = null,
            };
            using CsvParser parser = new(text, configuration, leaveOpen: true);
            string[] columns = parser.Read() ? parser.Record! : [];
            List<Row> rows = [];
            while (parser.Read())
            {
                rows.Add(new Row(parser.RawRow, parser.Record!));
            }

            return new Table(columns, rows);
        }

        public string? Value(Row row, string column) =>
            _places[column] < row.Fields.Length ? row.Fields[_places[column]] : null;

        // Rows of one name are told apart by their order, as the samples of a timeline.
        public Dictionary<string, Row> ByName(string[] naming)
        {
            Dictionary<string, int> seen = new(StringComparer.Ordinal);
            Dictionary<string, Row> rows = new(Rows.Count, StringComparer.Ordinal);
            foreach (Row row in Rows)
            {
                string name = string.Join('\n', naming.Select(column => Value(row, column)));
                int count = seen.GetValueOrDefault(name);
                seen[name] = count + 1;
                row.Label = string.Join(", ", naming.Select(column => Value(row, column)).Where(part => !string.IsNullOrEmpty(part)));
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{name}\n{count}"), row);
            }

            return rows;
        }
    }
}
