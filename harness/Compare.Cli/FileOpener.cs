using System.ComponentModel;
using System.Diagnostics;
using Compare.Cli.Views;

namespace Compare.Cli;

/// <summary>Opens a file with the program that the desktop has for it.</summary>
internal static class FileOpener
{
    /// <summary>An opener that has not ended by then is taken to have started the program.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>What a shell ends with where there is no such command.</summary>
    private const int NoSuchCommand = 127;

    /// <summary>What xdg-open ends with where it finds no program for the file.</summary>
    private const int NoProgram = 3;

    // The browser may go on after this tool: it must not write to a pipe that nobody reads any more, nor into the terminal.
    private const string Quietly = "exec \"$0\" \"$1\" > /dev/null 2>&1 < /dev/null";

    /// <summary>Opens a report and says so if it cannot.</summary>
    /// <param name="view">The console.</param>
    /// <param name="report">Full path, which the reader has seen.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task ShowAsync(ConsoleView view, string report, CancellationToken cancellationToken)
    {
        if (await OpenAsync(report, cancellationToken) is { } reason)
        {
            view.Warning($"The report was not opened: {reason}; open the file above in a browser.");
        }
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Why it was not opened, or null.</returns>
    private static async Task<string?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        string opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(path) { UseShellExecute = true }
            : new ProcessStartInfo("/bin/sh", ["-c", Quietly, opener, path]) { UseShellExecute = false };
        try
        {
            using Process? process = Process.Start(start);
            if (process is null || OperatingSystem.IsWindows())
            {
                return null; // A program that runs already shows the file.
            }

            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(s_patience);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode switch
            {
                0 => null,
                NoSuchCommand => $"there is no '{opener}' here",
                NoProgram => $"'{opener}' found no browser (it ended with exit code {NoProgram})",
                _ => $"'{opener}' ended with exit code {process.ExitCode}",
            };
        }
        catch (Win32Exception)
        {
            return OperatingSystem.IsWindows() ? "no program is registered for it" : "there is no shell here";
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
