using System.Diagnostics;

namespace Compare.Integration.Tests;

/// <summary>What goes into a file or a pipe is plain text: no colours, nothing drawn over.</summary>
public sealed class PlainOutputTests
{
    [Theory]
    [InlineData("", "xterm-256color")]
    [InlineData("1", "xterm-256color")]
    [InlineData("", "dumb")]
    public async Task Redirected_output_has_no_control_characters(string noColour, string terminal)
    {
        using TemporaryDirectory directory = new();
        Dictionary<string, string> environment = new() { ["NO_COLOR"] = noColour, ["TERM"] = terminal };

        (int exitCode, string[] output, string error) = await Tool.RunAsync(
            environment, "run", "--engine", "nogc", "--workload", "rings:size=smoke", "--invocations", "2", "--out", directory["run"]);
        (int wrong, string[] nothing, string problem) = await Tool.RunAsync(environment, "run", "smokee");

        Assert.Equal((0, 1), (exitCode, wrong));
        Assert.StartsWith("error: ", problem, StringComparison.Ordinal);
        Assert.Contains(output, line => line.StartsWith("[1/3] ", StringComparison.Ordinal));
        Assert.All(
            [.. output, .. nothing, .. error.Split('\n'), .. problem.Split('\n')],
            line => Assert.DoesNotContain(line, char.IsControl));
    }

    [Theory]
    [InlineData("", "xterm", true)]
    [InlineData("1", "xterm", false)]
    [InlineData("", "dumb", false)]
    public async Task On_a_terminal_errors_are_coloured_unless_it_is_asked_for_or_cannot_be(string noColour, string terminal, bool coloured)
    {
        string? script = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
            .Select(folder => Path.Combine(folder, "script")).FirstOrDefault(File.Exists);
        if (script is null || !OperatingSystem.IsLinux())
        {
            return; // Only util-linux's script gives a process a terminal in this way.
        }

        ProcessStartInfo start = new(script, ["-qec", $"'{Tool.Dotnet}' exec '{Path.Combine(AppContext.BaseDirectory, "gc-compare.dll")}' run smokee", "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["NO_COLOR"] = noColour;
        start.Environment["TERM"] = terminal;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains("There is no preset and no file 'smokee'", output, StringComparison.Ordinal);
        Assert.Equal(coloured, output.Contains("\e[31m", StringComparison.Ordinal));
    }
}
