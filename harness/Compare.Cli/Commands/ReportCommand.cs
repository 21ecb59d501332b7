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
    private readonly Option<bool> _open = new("--open") { Description = "Open the HTML report in the browser." };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write the Markdown report to this file." };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "report",
            "Makes the reports of a result directory again; with no option, in the directory itself.",
            "gc-compare report results/first",
            "gc-compare report results/first --open",
            "gc-compare report results/first --html first.html --csv tables --markdown first.md");
        command.Arguments.Add(_directory);
        command.Options.Add(_html);
        command.Options.Add(_csv);
        command.Options.Add(_markdown);
        command.Options.Add(_open);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stopping)
    {
        string directory = parsed.GetRequiredValue(_directory);
        string? html = parsed.GetValue(_html);
        string? csv = parsed.GetValue(_csv);
        string? markdown = parsed.GetValue(_markdown);
        bool isAll = html is null && csv is null && markdown is null;
        if (parsed.GetValue(_open) && !isAll && html is null)
        {
            throw new InputException(
                "gc-compare report --open", "No HTML report is asked for; add --html FILE, or leave --csv and --markdown out.");
        }

        RefuseOtherDirectories(directory);
        ResultSet results = ResultSetReader.Read(directory);
        if (isAll)
        {
            reports.WriteAll(results, directory);
            view.Line(Path.GetFullPath(Path.Combine(directory, ResultFiles.HtmlReport)));
        }
        else
        {
            WriteAsked(results, html, csv, markdown);
        }

        if (parsed.GetValue(_open))
        {
            await FileOpener.ShowAsync(
                view, Path.GetFullPath(html ?? Path.Combine(directory, ResultFiles.HtmlReport)), stopping);
        }

        return ExitCodes.Ok;
    }

    // A folder of runs and the report itself are what is named most by mistake.
    private static void RefuseOtherDirectories(string path)
    {
        if (File.Exists(path))
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            throw new InputException(
                path,
                IsResult(folder)
                    ? $"This is a file; name its result directory: gc-compare report {folder}"
                    : "This is a file; name a result directory of 'gc-compare run'.");
        }

        if (!Directory.Exists(path) || IsResult(path))
        {
            return; // What is wrong inside is the reader's to say.
        }

        string? inside = Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal).FirstOrDefault(IsResult);
        throw new InputException(
            path,
            $"This is no result directory: there is no {ResultFiles.Matrix} in it; "
                + (inside is null ? "name a directory that 'gc-compare run' has made." : $"there is one in {inside}"));
    }

    private static bool IsResult(string path) => File.Exists(Path.Combine(path, ResultFiles.Matrix));

    private void WriteAsked(ResultSet results, string? html, string? csv, string? markdown)
    {
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
