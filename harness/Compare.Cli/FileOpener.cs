using System.ComponentModel;
using System.Diagnostics;

namespace Compare.Cli;

/// <summary>Opens a file with the program that the desktop has for it.</summary>
internal static class FileOpener
{
    /// <summary>An opener that has not ended by then is taken to have started the program.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Opens a file.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Why it was not opened, or null.</returns>
    public static async Task<string?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        string opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(path) { UseShellExecute = true }
            : new ProcessStartInfo(opener, [path])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
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
            return process.ExitCode == 0 ? null : $"'{opener}' ended with exit code {process.ExitCode}";
        }
        catch (Win32Exception)
        {
            return OperatingSystem.IsWindows() ? "no program is registered for it" : $"there is no '{opener}' here";
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
