using System.Diagnostics;

namespace Compare.Integration.Tests;

/// <summary>Scripts for shells; that of bash is run by bash.</summary>
public sealed class CompletionTests
{
    // What bash does at the tabulator: it splits the line into words, calls the function and reads COMPREPLY.
    private const string Ask = """
        source completion.bash
        COMP_LINE="$1"; COMP_POINT="${2:-${#1}}"
        COMP_WORDS=($1); [[ "$1" == *' ' ]] && COMP_WORDS+=("")
        COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
        _gc_compare
        printf '%s\n' "${COMPREPLY[@]}"
        complete -p gc-compare >&2
        """;

    [Theory]
    [InlineData("gc-compare ", "run", "list", "completion", "open", "--plugin")]
    [InlineData("gc-compare ru", "run")]
    [InlineData("gc-compare run ", "default", "smoke", "latency", "--engine")]
    [InlineData("gc-compare run --", "--engine", "--workload", "--resume", "--help")]
    [InlineData("gc-compare run --eng", "--engine")]
    [InlineData("gc-compare run --engine ", "cpython", "pypy", "micropython", "semispace")]
    [InlineData("gc-compare run --engine cp", "cpython")]
    [InlineData("gc-compare run smoke --engine nogc --workload binary", "binary-trees")]
    [InlineData("gc-compare minheap --workload ri", "rings")]
    [InlineData("gc-compare compare a b --metric wall", "wall_ns")]
    [InlineData("gc-compare compare a b --fail-on ", "worse", "exact")]
    [InlineData("gc-compare characterise lru", "lru-cache")]
    [InlineData("gc-compare list ", "engines", "workloads", "presets", "sets")]
    [InlineData("gc-compare completion ", "bash", "zsh", "fish", "pwsh")]
    [InlineData("gc-compare --hel", "--help")]
    public async Task Bash_completes(string line, params string[] words)
    {
        string[] found = await AskAsync(line);

        Assert.Equal(words.Order(StringComparer.Ordinal), words.Intersect(found).Order(StringComparer.Ordinal));
        string begun = line.Split(' ')[^1];
        Assert.All(found, word => Assert.StartsWith(begun, word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gc-compare run nothing-begins-so")]
    [InlineData("gc-compare run --engine 'unfinished")]
    [InlineData("gc-compare run $(touch hacked)")]
    [InlineData("gc-compare no-command --x")]
    [InlineData("gc-compare --help")]
    public async Task Where_nothing_fits_bash_is_left_to_its_files(string line) => Assert.Empty(await AskAsync(line));

    [Theory]
    [InlineData("bash", "complete -o default -F _gc_compare gc-compare")]
    [InlineData("zsh", "compdef _gc_compare gc-compare")]
    [InlineData("fish", "complete -c gc-compare")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName gc-compare")]
    public async Task Each_shell_has_a_script(string shell, string registers)
    {
        (int exitCode, string[] output, string error) = await Tool.RunAsync("completion", shell);

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.Contains(output, line => line.StartsWith(registers, StringComparison.Ordinal));
        Assert.Contains(output, line => line.Contains("[suggest:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_shell_is_refused_with_the_nearest_one()
    {
        (int exitCode, _, string error) = await Tool.RunAsync("completion", "bsh");

        Assert.Equal(1, exitCode);
        Assert.Contains("did you mean 'bash'?", error, StringComparison.Ordinal);
    }

    private static async Task<string[]> AskAsync(string line)
    {
        using TemporaryDirectory directory = new();
        (_, string[] script, _) = await Tool.RunAsync("completion", "bash");
        await File.WriteAllLinesAsync(directory["completion.bash"], script);
        await File.WriteAllTextAsync(directory["ask.bash"], Ask);
        string command = directory["gc-compare"];
        await File.WriteAllTextAsync(
            command, $"#!/bin/sh\nexec '{Tool.Dotnet}' exec '{Path.Combine(AppContext.BaseDirectory, "gc-compare.dll")}' \"$@\"\n");
        Tool.MakeExecutable(command);
        ProcessStartInfo start = new("bash", ["ask.bash", line])
        {
            WorkingDirectory = Path.GetDirectoryName(command),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{start.WorkingDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Contains("complete -o default -F _gc_compare gc-compare", await error, StringComparison.Ordinal);
        Assert.False(File.Exists(directory["hacked"]));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
