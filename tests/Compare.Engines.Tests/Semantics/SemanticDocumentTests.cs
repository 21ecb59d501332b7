using Compare.Engines.Tests.Clr;
using Compare.Semantics;

namespace Compare.Engines.Tests.Semantics;

/// <summary><c>docs/semantics.md</c> is what the engines do.</summary>
[Collection(nameof(HostCollector))]
public sealed class SemanticDocumentTests
{
    private const string UpdateVariable = "COMPARE_UPDATE_DOCS";

    [Fact]
    public void The_document_says_what_the_engines_do()
    {
        string file = Path.Combine(Root().FullName, "docs", "semantics.md");
        string text = SemanticMarkdown.Write(ObservedSemantics.Rows);
        if (Environment.GetEnvironmentVariable(UpdateVariable) is { Length: > 0 })
        {
            File.WriteAllText(file, text);
        }

        Assert.True(
            File.ReadAllText(file).ReplaceLineEndings("\n") == text,
            $"docs/semantics.md is not what the engines do; run this test with {UpdateVariable}=1 and look at the difference.");
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
