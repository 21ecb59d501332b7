namespace Compare.Engines.Tests.Support;

/// <summary>A document, or a part of one, that tests write: it is committed, and a test fails when it is not what was found.</summary>
/// <param name="name">Name of the file in <c>docs</c>.</param>
internal sealed class GeneratedDocument(string name)
{
    /// <summary>Set to anything to have the document written anew.</summary>
    private const string UpdateVariable = "COMPARE_UPDATE_DOCS";

    private readonly string _file = FileOf(name);

    /// <summary>The text of a document, with line feeds.</summary>
    /// <param name="name">Name of the file in <c>docs</c>.</param>
    public static string Read(string name) => File.ReadAllText(FileOf(name)).ReplaceLineEndings("\n");

    /// <summary>Asserts that the document is what was found, or writes it.</summary>
    /// <param name="write">Makes the text that it should be from the one that it is.</param>
    public void Check(Func<string, string> write)
    {
        string text = Read(name);
        string wanted = write(text);
        if (Environment.GetEnvironmentVariable(UpdateVariable) is { Length: > 0 })
        {
            File.WriteAllText(_file, wanted);
            return;
        }

        Assert.True(
            text == wanted,
            $"docs/{name} is not what was found; run this test with {UpdateVariable}=1 and look at the difference.");
    }

    private static string FileOf(string name) => Path.Combine(Root().FullName, "docs", name);

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
