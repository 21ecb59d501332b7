using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Compare.Cli.Commands;

/// <summary>Prints the usual help, then the command's examples.</summary>
/// <param name="inner">Prints the usual help.</param>
/// <param name="rootExamples">Examples of the tool as a whole.</param>
internal sealed class ExampleHelpAction(HelpAction inner, IReadOnlyList<string> rootExamples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = inner.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in (parseResult.CommandResult.Command as ExampleCommand)?.Examples ?? rootExamples)
        {
            output.WriteLine("  " + example);
        }

        return exitCode;
    }
}
