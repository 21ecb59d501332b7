using System.CommandLine;

namespace Compare.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">Name of the command.</param>
/// <param name="description">One sentence.</param>
/// <param name="examples">Command lines that work.</param>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines that work.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
