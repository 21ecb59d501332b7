using System.CommandLine;

namespace Compare.Cli.Commands;

/// <summary>Makes one command of the tool.</summary>
internal interface ICommandFactory
{
    /// <summary>The command with its options and its action.</summary>
    Command Create();
}
