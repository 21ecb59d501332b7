using Compare.Harness.Execution;
using Spectre.Console;

namespace Compare.Cli.Views;

/// <summary>The console: results on standard output, problems and warnings on standard error.</summary>
internal sealed class ConsoleView
{
    private readonly TextWriter _output = Console.Out;
    private readonly bool _colour =
        !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !IsDumb;

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") is "dumb";

    /// <summary>Prints one line on standard output.</summary>
    public void Line(string text) => _output.WriteLine(text);

    /// <summary>Prints one warning on standard error.</summary>
    public void Warning(string text) => Write("warning: ", "\e[33m", text);

    /// <summary>Prints one error on standard error.</summary>
    public void Error(string text) => Write("error: ", "\e[31m", text);

    /// <summary>Runs something under the eyes of the user: a progress bar on a terminal, plain lines elsewhere.</summary>
    public async Task<T> WatchAsync<T>(Func<IRunProgress, Task<T>> run)
    {
        bool terminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive
            && !IsDumb;
        return terminal ? await TerminalProgress.WatchAsync(run) : await run(new PlainProgress(_output));
    }

    private void Write(string kind, string colour, string text) =>
        Console.Error.WriteLine(_colour ? $"{colour}{kind}\e[0m{text}" : kind + text);
}
