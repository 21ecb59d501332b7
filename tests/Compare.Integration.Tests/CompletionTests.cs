using System.Diagnostics;

namespace Compare.Integration.Tests;

/// <summary>Scripts for shells, each run by its shell; CI installs those that a machine may not have.</summary>
public sealed class CompletionTests
{
    // What bash does at the tabulator: it splits the line into words, calls the function and reads COMPREPLY.
    private const string AskBash = """
        source completion.bash
        COMP_LINE="$1"; COMP_POINT="${2:-${#1}}"
        COMP_WORDS=($1); [[ "$1" == *' ' ]] && COMP_WORDS+=("")
        COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
        _gc_compare
        printf '%s\n' "${COMPREPLY[@]}"
        complete -p gc-compare >&2
        """;

    // fish says itself what it would offer, a description behind each word.
    private const string AskFish = """
        source completion.fish
        complete -C "$argv[1]" | string replace -r '\t.*' ''
        complete -c gc-compare >&2
        """;

    // zsh completes only in its editor: a second one on a terminal of its own gets the line and the tabulator, and writes down what
    // its completion would add, between two marks.
    private const string AskZsh = """
        zmodload zsh/zpty
        cat > setup.zsh << 'END'
        PROMPT=
        autoload -Uz compinit && compinit -D -u
        source completion.zsh
        bindkey '^M' undefined
        bindkey '^J' undefined
        bindkey '^I' complete-word
        mark() { print -r -- '=mark=' }
        compprefuncs=(mark)
        comppostfuncs=(mark exit)
        compadd() {
            local -a hits
            builtin compadd -A hits "$@"
            (( $#hits )) && print -rl -- $hits
            (( $#hits ))
        }
        print -r -- "ready: $_comps[gc-compare]"
        END
        zpty asked zsh -f -i
        zpty -w asked 'source setup.zsh'
        while zpty -r asked line && [[ $line != ready:* ]]; do :; done
        print -r -- "$line" >&2
        zpty -n -w asked "$1"$'\t'
        integer marks=0
        while zpty -r asked line; do
            line=${line%$'\n'}
            line=${line%$'\r'}
            if [[ $line == *=mark= ]]; then
                (( ++marks == 2 )) && exit 0
            elif (( marks )); then
                print -r -- "$line"
            fi
        done
        """;

    private static readonly Dictionary<string, (string Ask, string Registered)> s_shells = new(StringComparer.Ordinal)
    {
        ["bash"] = (AskBash, "complete -o default -F _gc_compare gc-compare"),
        ["fish"] = (AskFish, "complete --no-files gc-compare -a '(__gc_compare_complete)'"),
        ["zsh"] = (AskZsh, "ready: _gc_compare"),
    };

    public static TheoryData<string, string, string[]> LinesOfOtherShells
    {
        get
        {
            TheoryData<string, string, string[]> lines = [];
            foreach (string shell in (string[])["fish", "zsh"])
            {
                lines.Add(shell, "gc-compare ", ["run", "list", "completion", "open", "--plugin"]);
                lines.Add(shell, "gc-compare ru", ["run"]);
                lines.Add(shell, "gc-compare run --", ["--engine", "--workload", "--resume", "--help"]);
                lines.Add(shell, "gc-compare run --engine cp", ["cpython"]);
                lines.Add(shell, "gc-compare run smoke --engine nogc --workload binary", ["binary-trees"]);
                lines.Add(shell, "gc-compare compare a b --fail-on ", ["worse", "exact"]);
                lines.Add(shell, "gc-compare report compl", [$"completion.{shell}"]);
                lines.Add(shell, "gc-compare run $(touch hacked)", []);
                lines.Add(shell, "gc-compare run --engine 'unfinished", []);
                lines.Add(shell, "gc-compare run nothing-begins-so", []);
            }

            return lines;
        }
    }

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
        string[] found = await AskAsync("bash", line);

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
    public async Task Where_nothing_fits_bash_is_left_to_its_files(string line) => Assert.Empty(await AskAsync("bash", line));

    [SkippableTheory]
    [MemberData(nameof(LinesOfOtherShells))]
    public Task Fish_and_zsh_complete(string shell, string line, string[] words) => CompletesAsync(shell, line, words);

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

    // The words, and no others unless there is nothing to be begun with.
    private static async Task CompletesAsync(string shell, string line, string[] words)
    {
        Skip.IfNot(IsInstalled(shell), $"{shell} is not installed; apt-get install {shell} puts it there.");
        string[] found = await AskAsync(shell, line);

        Assert.Equal(words.Order(StringComparer.Ordinal), words.Intersect(found).Order(StringComparer.Ordinal));
        Assert.All(found, word => Assert.StartsWith(line.Split(' ')[^1], word, StringComparison.Ordinal));
        Assert.Equal(words.Length == 0, found.Length == 0);
    }

    private static bool IsInstalled(string shell) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, shell)));

    private static async Task<string[]> AskAsync(string shell, string line)
    {
        using TemporaryDirectory directory = new();
        (string ask, string registered) = s_shells[shell];
        (_, string[] script, _) = await Tool.RunAsync("completion", shell);
        await File.WriteAllLinesAsync(directory["completion." + shell], script);
        await File.WriteAllTextAsync(directory["ask"], ask);
        string command = directory["gc-compare"];
        await File.WriteAllTextAsync(
            command, $"#!/bin/sh\nexec '{Tool.Dotnet}' exec '{Path.Combine(AppContext.BaseDirectory, "gc-compare.dll")}' \"$@\"\n");
        Tool.MakeExecutable(command);
        ProcessStartInfo start = new(shell, ["ask", line])
        {
            WorkingDirectory = Path.GetDirectoryName(command),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{start.WorkingDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = start.WorkingDirectory; // Settings of whoever runs the tests are not asked.
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Contains(registered, await error, StringComparison.Ordinal);
        Assert.False(File.Exists(directory["hacked"]));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
