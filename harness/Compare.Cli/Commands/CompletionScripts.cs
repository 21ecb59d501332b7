namespace Compare.Cli.Commands;

/// <summary>
/// Scripts by which shells complete command lines. Each hands the line up to the cursor to the directive <c>[suggest]</c> of the
/// tool itself, so that new commands, engines and presets need no new script.
/// </summary>
/// <remarks>The line begins with a blank: without it, a line that is one option would be taken for an option of the tool.</remarks>
internal static class CompletionScripts
{
    private const string Bash = """
        # gc-compare completion bash >> ~/.bashrc
        _gc_compare() {
            local line="${COMP_LINE:0:COMP_POINT}"
            line=" ${line#* }"
            local IFS=$'\n'
            COMPREPLY=( $(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -o default -F _gc_compare gc-compare
        """;

    private const string Zsh = """
        # gc-compare completion zsh >> ~/.zshrc, behind compinit
        _gc_compare() {
            local line=" ${(j: :)words[2,CURRENT]}"
            local -a found
            found=(${(f)"$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)"})
            compadd -a found || _files
        }
        compdef _gc_compare gc-compare
        """;

    private const string Fish = """
        # gc-compare completion fish > ~/.config/fish/completions/gc-compare.fish
        function __gc_compare_complete
            set -l words (commandline -opc) (commandline -ct)
            set -l line " $words[2..-1]"
            set -l found ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
            if string match -q -- (commandline -ct)"*" $found
                printf '%s\n' $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c gc-compare -f -a "(__gc_compare_complete)"
        """;

    private const string PowerShell = """
        # gc-compare completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName gc-compare -ScriptBlock {
            param($word, $ast, $cursor)
            $length = $cursor - $ast.Extent.StartOffset
            $text = $ast.ToString().PadRight($length).Substring(0, $length)
            $line = ' ' + ($text -replace '^\S+\s?', '')
            gc-compare "[suggest:$($line.Length)]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["pwsh"] = PowerShell,
    };

    /// <summary>The shells.</summary>
    public static IReadOnlyCollection<string> Shells => s_scripts.Keys;

    /// <summary>The script of a shell, or null.</summary>
    /// <param name="shell">Name of the shell.</param>
    public static string? Find(string shell) => s_scripts.GetValueOrDefault(shell);
}
