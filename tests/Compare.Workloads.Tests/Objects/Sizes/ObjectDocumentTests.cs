using System.Globalization;
using System.Text;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Tests.Support;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Objects.Sizes;

/// <summary>The table in <c>docs/objects.md</c> is what objects take on the engines.</summary>
public sealed class ObjectDocumentTests
{
    private const string Begin = "<!-- The tests write this table: begin -->";
    private const string End = "<!-- The tests write this table: end -->";

    /// <summary>Heading of a column, engine, and whether <c>sys.getsizeof</c> is meant.</summary>
    private static readonly (string Heading, string Engine, bool Reported)[] s_columns =
    [
        ("cpython 3.13: getsizeof", "cpython:3.13", true),
        ("cpython 3.13", "cpython:3.13", false),
        ("pypy", "pypy:7.3.11", false),
        ("micropython, 64 bits", "micropython", false),
        ("micropython, 32 bits", "micropython:word=32", false),
        ("clr", "clr", false),
        ("nogc", "nogc", false),
    ];

    [Fact]
    public void The_document_says_what_objects_take() => new GeneratedDocument("objects.md").Check(text =>
    {
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        return $"{text[..begin]}\n{Table()}{text[end..]}";
    });

    private static string Table()
    {
        Dictionary<string, SizeProgram> programs = s_columns.Select(column => column.Engine).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, Measure, StringComparer.Ordinal);
        StringBuilder table = new();
        table.Append("| object | ").AppendJoin(" | ", s_columns.Select(column => column.Heading)).Append(" |\n");
        table.Append("| --- |").Insert(table.Length, " ---: |", s_columns.Length).Append('\n');
        foreach (string name in SizedKinds.Names)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {name} | ").AppendJoin(
                " | ",
                s_columns.Select(column => Bytes(programs[column.Engine], column.Reported, name))).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Bytes(SizeProgram program, bool reported, string name) =>
        (reported ? program.Reported : program.HeapBytes)[name].ToString(CultureInfo.InvariantCulture);

    private static SizeProgram Measure(string name)
    {
        using IEngine engine = EngineUnderTest.Create(name);
        SizeProgram program = new(engine);
        engine.Execute(program);
        return program;
    }
}
