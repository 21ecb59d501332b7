using System.Globalization;
using System.Text;
using Compare.Engines.Abstractions.Engines;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Objects.Sizes;

/// <summary>The table in <c>docs/objects.md</c> is what objects take on the engines.</summary>
public sealed class ObjectDocumentTests
{
    private const string UpdateVariable = "COMPARE_UPDATE_DOCS";
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
    public void The_document_says_what_objects_take()
    {
        string file = Path.Combine(Root().FullName, "docs", "objects.md");
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        string written = $"{text[..begin]}\n{Table()}{text[end..]}";
        if (Environment.GetEnvironmentVariable(UpdateVariable) is { Length: > 0 })
        {
            File.WriteAllText(file, written);
            return;
        }

        Assert.True(
            text == written,
            $"docs/objects.md is not what objects take; run this test with {UpdateVariable}=1 and look at the difference.");
    }

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

    private static DirectoryInfo Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compare.sln")))
        {
            folder = folder.Parent;
        }

        return folder ?? throw new InvalidOperationException("The tests do not run below the folder of Compare.sln.");
    }
}
