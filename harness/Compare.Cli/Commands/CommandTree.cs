using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Compare.Cli.Views;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary>All commands, and the one place where bad input becomes sentences and exit code 1.</summary>
internal sealed class CommandTree(IEnumerable<ICommandFactory> factories, Catalogs catalogs, ConsoleView view)
{
    private static readonly string[] s_examples = ["gc-compare run", "gc-compare run smoke", "gc-compare run --help"];

    /// <summary>Parses and runs a command line.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="stopping">Set by Ctrl-C and SIGTERM.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> InvokeAsync(string[] args, CancellationToken stopping)
    {
        RootCommand root = new("Compares garbage-collection strategies: real memory managers run the same programs.");
        Option<string[]> plugins = new("--plugin")
        {
            Description = "Assembly with engines, workloads or report sections of your own; may be given more than once.",
            Recursive = true,
            AllowMultipleArgumentsPerToken = false,
            HelpName = "path",
        };
        root.Options.Add(plugins);
        foreach (ICommandFactory factory in factories)
        {
            root.Subcommands.Add(factory.Create());
        }

        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new ExampleHelpAction((HelpAction)help.Action!, s_examples);
            help.Aliases.Remove("/h"); // Paths begin so, and shells would offer it first of all.
            help.Aliases.Remove("/?");
        }

        ParseResult parsed = root.Parse(args);
        bool takesAnyLine = parsed.Action is ExampleHelpAction
            || root.Directives.OfType<SuggestDirective>().Any(suggest => parsed.GetResult(suggest) is not null);
        string? unknown = UnknownOption(parsed);
        if ((parsed.Errors.Count > 0 || unknown is not null) && !takesAnyLine)
        {
            view.Error(Explain(parsed, unknown));
            return ExitCodes.BadInput;
        }

        try
        {
            foreach (string path in parsed.GetValue(plugins) ?? [])
            {
                catalogs.Add(path, "--plugin");
            }

            // The host owns the signals; a second handler would end the process before the report is written.
            InvocationConfiguration configuration = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(configuration, stopping);
        }
        catch (InputException exception)
        {
            foreach (Problem problem in exception.Problems)
            {
                view.Error(problem.ToString());
            }

            return ExitCodes.BadInput;
        }
    }

    // The parser takes a misspelt option for an argument where one is allowed.
    private static string? UnknownOption(ParseResult parsed) =>
        parsed.Tokens.FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    // One sentence with the nearest valid word; the parser's own list of errors repeats itself.
    private static string Explain(ParseResult parsed, string? option)
    {
        Command command = parsed.CommandResult.Command;
        string place = command is RootCommand ? "gc-compare" : $"gc-compare {command.Name}";
        if (option is not null)
        {
            string name = option.Split('=', 2)[0];
            return $"{place}: Unknown option '{name}'{NearestWord.Suggest(name, Options(parsed))}";
        }

        if (parsed.UnmatchedTokens.Count > 0 && command.Subcommands.Count > 0)
        {
            string word = parsed.UnmatchedTokens[0];
            return $"{place}: Unknown command '{word}'{NearestWord.Suggest(word, [.. command.Subcommands.Select(sub => sub.Name)])}";
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            return $"{place}: '{parsed.UnmatchedTokens[0]}' is one argument too many; see '{place} --help'.";
        }

        if (parsed.CommandResult.Command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is null or { Tokens.Count: 0 }) is { } missing)
        {
            return $"{place}: <{missing.Name}> is missing; see '{place} --help'.";
        }

        string message = parsed.Errors[0].Message.Trim();
        return $"{place}: {(message.EndsWith('.') ? message : message + ".")} See '{place} --help'.";
    }

    private static string[] Options(ParseResult parsed) =>
        [.. Known(parsed.CommandResult.Command).Where(option => !option.Hidden).Select(option => option.Name).Append("--help").Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Option> Known(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Known).Where(option => option.Recursive));
}
