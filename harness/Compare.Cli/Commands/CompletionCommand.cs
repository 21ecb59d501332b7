using System.CommandLine;
using Compare.Cli.Views;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare completion</c>: the script by which a shell completes command lines.</summary>
internal sealed class CompletionCommand(ConsoleView view) : ICommandFactory
{
    private readonly Argument<string> _shell = new("shell")
    {
        Description = $"The shell: {string.Join(", ", CompletionScripts.Shells)}.",
    };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "completion",
            "Prints the script by which a shell completes commands, options, engines, workloads and presets.",
            "gc-compare completion bash >> ~/.bashrc",
            "gc-compare completion zsh >> ~/.zshrc",
            "gc-compare completion fish > ~/.config/fish/completions/gc-compare.fish",
            "gc-compare completion pwsh >> $PROFILE");
        _shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        command.Arguments.Add(_shell);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string shell = parsed.GetRequiredValue(_shell);
        view.Line(CompletionScripts.Find(shell) ?? throw new InputException(
            "gc-compare completion", $"There is no script for the shell '{shell}'{NearestWord.Suggest(shell, CompletionScripts.Shells)}"));
        return ExitCodes.Ok;
    }
}
