using Compare.Harness.Validation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Turns text into a tree of YAML nodes; whatever the text, the outcome is a tree or problems.</summary>
internal static class MatrixYaml
{
    private const int LongestFile = 1 << 20;
    private const int DeepestNesting = 16;

    /// <summary>The root mapping, or null with at least one problem added.</summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="source">Name to use in places.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static YamlMappingNode? Load(string text, string source, ICollection<Problem> problems)
    {
        if (text.Length > LongestFile)
        {
            problems.Add(new Problem(source, "The matrix is longer than 1 MiB; split it into several matrices."));
            return null;
        }

        try
        {
            Problem? refused = Refuse(text, source);
            if (refused is not null)
            {
                problems.Add(refused);
                return null;
            }

            YamlStream stream = new();
            using StringReader reader = new(text);
            stream.Load(reader);
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
            {
                return root;
            }

            problems.Add(new Problem(source, stream.Documents.Count > 1
                ? "The matrix holds more than one YAML document; keep one and remove the '---' lines."
                : "The matrix is not a list of keys; begin with 'schema: 1', then 'engines:' and 'workloads:'."));
        }
        catch (YamlException exception)
        {
            problems.Add(new Problem(Place(source, exception.Start), NotYaml(exception)));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            // The parser reports some malformed texts by whatever they break inside it.
            problems.Add(new Problem(source, NotYaml(exception)));
        }

        return null;
    }

    private static string NotYaml(Exception exception) =>
        $"This is not valid YAML ({exception.Message.TrimEnd('.')}); check quotes, brackets and indentation.";

    /// <summary>File, line and column of a node.</summary>
    /// <param name="source">Name of the file.</param>
    /// <param name="mark">Where the node begins.</param>
    public static string Place(string source, Mark mark) => $"{source}:{mark.Line}:{mark.Column}";

    // The event parser keeps its own stack, the tree builder recurses: nesting is bounded before the tree is built.
    private static Problem? Refuse(string text, string source)
    {
        using StringReader reader = new(text);
        Parser parser = new(reader);
        int depth = 0;
        while (parser.MoveNext())
        {
            ParsingEvent current = parser.Current!;
            depth += current.NestingIncrease;
            if (depth > DeepestNesting)
            {
                return new Problem(Place(source, current.Start), "The matrix is nested too deeply; remove the extra brackets or levels.");
            }

            if (current is AnchorAlias || (current is NodeEvent { Anchor.IsEmpty: false }))
            {
                return new Problem(Place(source, current.Start),
                    "Anchors and aliases are not read in a matrix; write the value out, or use a list to sweep.");
            }

            if (current is Scalar scalar && !IsText(scalar.Value))
            {
                return new Problem(Place(source, current.Start), "This text holds half of a character (a lone surrogate); write it anew.");
            }
        }

        return null;
    }

    // A text that no file and no report can hold cannot be written again.
    private static bool IsText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
