using System.Text.RegularExpressions;

namespace Compare.Architecture.Tests;

/// <summary>The code that the tutorial shows is code that tests build: of the templates or of the samples.</summary>
public sealed partial class DocumentedCodeTests
{
    private static readonly string[] s_folders = ["harness/Compare.Templates/content", "tests/Compare.Samples"];

    [Fact]
    public void Every_block_of_the_tutorial_stands_in_a_file_that_is_built()
    {
        string[] files =
        [
            .. Repository.Files
                .Where(file => file.EndsWith(".cs", StringComparison.Ordinal)
                    && s_folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
                .Select(file => Repository.Read(file).ReplaceLineEndings("\n")),
        ];
        string[] blocks =
            [.. Block().Matches(Repository.Read("docs/adding.md").ReplaceLineEndings("\n")).Select(match => match.Groups["code"].Value)];

        Assert.True(blocks.Length > 5, "The tutorial shows no code.");
        Assert.All(blocks, block => Assert.Contains(files, file => file.Contains(block, StringComparison.Ordinal)));
    }

    [GeneratedRegex("^```csharp\\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
