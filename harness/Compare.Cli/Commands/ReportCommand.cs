using System.CommandLine;
using Compare.Cli.Views;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare report</c>: makes the reports of a result directory again.</summary>
internal sealed class ReportCommand(ReportFiles reports, ConsoleView view) : ICommandFactory
{
    private readonly Argument<string> _directory = new("directory") { Description = "Result directory of a run." };
    private readonly Option<string?> _html = new("--html") { Description = "Write the HTML report to this file." };
    private readonly Option<string?> _csv = new("--csv") { Description = "Write the tables into this directory." };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write the Markdown report to this file." };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "report",
            "Makes the reports of a result directory again; with no option, in the directory itself.",
            "gc-compare report results/first",
            "gc-compare report results/first --html first.html --csv tables --markdown first.md");
        command.Arguments.Add(_directory);
        command.Options.Add(_html);
        command.Options.Add(_csv);
        command.Options.Add(_markdown);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string directory = parsed.GetRequiredValue(_directory);
        ResultSet results = ResultSetReader.Read(directory);
        string? html = parsed.GetValue(_html);
        string? csv = parsed.GetValue(_csv);
        string? markdown = parsed.GetValue(_markdown);
        if (html is null && csv is null && markdown is null)
        {
            reports.WriteAll(results, directory);
            view.Line(Path.GetFullPath(Path.Combine(directory, ResultFiles.HtmlReport)));
            return ExitCodes.Ok;
        }

        foreach ((string? path, string name) in ((string?, string)[])[(html, ResultFiles.HtmlReport), (markdown, ResultFiles.MarkdownReport)])
        {
            if (path is not null)
            {
                reports.Write(results, name, path);
                view.Line(Path.GetFullPath(path));
            }
        }

        if (csv is not null)
        {
            WriteTables(results, csv);
            view.Line(Path.GetFullPath(csv));
        }

        return ExitCodes.Ok;
    }

    private static void WriteTables(ResultSet results, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            ResultSetWriter.WriteTables(results, (name, write) =>
            {
                using FileStream stream = new(Path.Combine(folder, name), FileMode.Create);
                write(stream);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: The tables cannot be written ({exception.Message.TrimEnd('.')}); name another directory with --csv.", exception);
        }
    }
}
