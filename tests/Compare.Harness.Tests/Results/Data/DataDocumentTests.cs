using System.Globalization;
using System.Reflection;
using System.Text;
using Compare.Engines.Tests.Support;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Results.Data;

/// <summary><c>docs/data.md</c> says of the tables what the code says where it declares them.</summary>
public sealed class DataDocumentTests
{
    private const string Mark = "<!-- From here on a test writes what the code says of its tables. -->\n";

    [Fact]
    public async Task The_document_describes_every_column_of_every_table()
    {
        IReadOnlyDictionary<string, string> headers = Headers(await TablesAsync());

        new GeneratedDocument("data.md").Check(text =>
        {
            int mark = text.IndexOf(Mark, StringComparison.Ordinal);
            Assert.True(mark >= 0, "The mark that the generated part begins with is gone.");
            return text[..mark] + Mark + DataDictionary.Write(headers);
        });
    }

    [Fact]
    public async Task Every_table_that_is_written_has_a_name_in_the_code_and_every_name_a_table()
    {
        IReadOnlyDictionary<string, string> headers = Headers(await TablesAsync());

        Assert.Equal(
            DataDictionary.Files.Select(DataDictionary.NameOf).Order(StringComparer.Ordinal),
            headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            DataDictionary.RowTypes,
            DataDictionary.Files.Select(file => DataDictionary.TypeOf(file, headers)).Distinct()
                .OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_column_has_a_meaning_and_says_when_it_is_empty()
    {
        List<string> bad = [];
        foreach (Type row in DataDictionary.RowTypes)
        {
            foreach (PropertyInfo column in DataDictionary.ColumnsOf(row))
            {
                string meaning = DataDictionary.MeaningOf(column);
                if (meaning.Length == 0)
                {
                    bad.Add($"{row.Name}.{column.Name} has no summary");
                }

                if (DataDictionary.CanBeEmpty(column) && DataDictionary.EmptyOf(row).Length == 0
                    && !meaning.Contains("empty", StringComparison.OrdinalIgnoreCase))
                {
                    bad.Add($"{row.Name}.{column.Name} can be empty; neither its summary nor <empty> of its row says when");
                }
            }
        }

        Assert.Empty(bad);
    }

    [Fact]
    public async Task The_key_of_a_table_names_one_row()
    {
        List<(string Name, string Text)> tables = await TablesAsync();
        IReadOnlyDictionary<string, string> headers = Headers(tables);
        foreach ((string name, string text) in tables)
        {
            Type row = DataDictionary.TypeOf(DataDictionary.Files.Single(file => DataDictionary.NameOf(file) == name), headers);
            if (DataDictionary.KeyOf(row) is not { } key)
            {
                continue;
            }

            using StringReader reader = new(text);
            using CsvHelper.CsvReader csv = new(reader, CultureInfo.InvariantCulture);
            Assert.True(csv.Read() && csv.ReadHeader());
            HashSet<string> seen = [];
            while (csv.Read())
            {
                string found = string.Join('\n', key.Select(column => csv.GetField(column)));
                Assert.True(seen.Add(found), $"{name}: two rows are {found.Replace('\n', ',')}.");
            }
        }
    }

    private static Dictionary<string, string> Headers(IEnumerable<(string Name, string Text)> tables) =>
        tables.ToDictionary(table => table.Name, table => table.Text.Split('\n', 2)[0], StringComparer.Ordinal);

    private static async Task<List<(string Name, string Text)>> TablesAsync()
    {
        using TestDirectory temporary = new();
        (ResultSet results, _) = await ResultSetRoundTripTests.RunAsync(temporary.File("run"));
        List<(string Name, string Text)> tables = [];
        // Maps of heaps are no table.
        ResultSetWriter.WriteTables(results with { Lessons = [Lesson], HeapMaps = [] }, (name, write) =>
        {
            using MemoryStream stream = new();
            write(stream);
            tables.Add((name, Encoding.UTF8.GetString(stream.ToArray())));
        });
        return tables;
    }

    // The tables of lessons are written only where there are any.
    private static LessonRow Lesson { get; } = new()
    {
        Engine = "cpython",
        Config = "cpython",
        Lesson = "slots",
        Title = "slots",
        Measure = "wall_ns",
        WastefulStatus = CellStatus.Ok,
        CarefulStatus = CellStatus.Ok,
        Advice = "Use slots.",
    };
}
