using System.CommandLine;
using Compare.Cli.Views;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare open</c>: shows the newest report.</summary>
internal sealed class OpenCommand(ConsoleView view) : ICommandFactory
{
    private const string DefaultFolder = "results";

    private readonly Argument<string?> _directory = new("directory")
    {
        Description = $"Result directory, a folder with result directories, or a report; '{DefaultFolder}' when none is named.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _print = new("--print") { Description = "Print the path only." };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "open",
            "Opens the newest report in the browser.",
            "gc-compare open",
            "gc-compare open results/first",
            "gc-compare open --print");
        command.Arguments.Add(_directory);
        command.Options.Add(_print);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stopping)
    {
        string report = Newest(parsed.GetValue(_directory) ?? DefaultFolder);
        view.Line(report);
        if (!parsed.GetValue(_print))
        {
            await FileOpener.ShowAsync(view, report, stopping);
        }

        return ExitCodes.Ok;
    }

    private static string Newest(string folder)
    {
        if (File.Exists(folder))
        {
            return Path.GetExtension(folder).Equals(".html", StringComparison.OrdinalIgnoreCase)
                ? Path.GetFullPath(folder)
                : throw new InputException(folder, "This is a file and no report; name a result directory, or a report that ends in .html.");
        }

        if (!Directory.Exists(folder))
        {
            throw new InputException(folder, "There is no such folder; name a result directory, or make one with 'gc-compare run'.");
        }

        try
        {
            return Directory.EnumerateDirectories(folder).Prepend(folder)
                .Select(one => new FileInfo(Path.Combine(one, ResultFiles.HtmlReport)))
                .Where(file => file.Exists)
                .OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.FullName, StringComparer.Ordinal)
                .FirstOrDefault()?.FullName
                ?? throw new InputException(
                    folder, $"There is no {ResultFiles.HtmlReport} in it or in its folders; 'gc-compare report DIR' writes one.");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InputException($"{folder}: The folder cannot be read ({exception.Message.TrimEnd('.')}).", exception);
        }
    }
}
