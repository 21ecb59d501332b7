namespace Compare.Integration.Tests;

public sealed class BadInputTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { "rn", "Unknown command 'rn'; did you mean 'run'?" },
        { "run --enginee cpython", "Unknown option '--enginee'; did you mean '--engine'?" },
        { "run --engine cpythn", "--engine: Unknown engine 'cpythn'; did you mean 'cpython'?" },
        { "run --engine cpython:gen=1", "--engine: Engine cpython has no parameter 'gen'; did you mean 'gen0'?" },
        { "run --workload binary-tree", "--workload: Unknown workload 'binary-tree'; did you mean 'binary-trees'?" },
        { "run --workload binary-trees:dept=3", "has no parameter 'dept'; did you mean 'depth'?" },
        { "run --workload rings:size=huge", "--workload: Unknown size 'huge'" },
        { "run --heap 64XiB", "--heap: The heap limit '64XiB' has an unknown unit; did you mean" },
        { "run --heap=-1MiB", "--heap: The heap limit '-1MiB' is not a positive whole number" },
        { "run --engine cpython --heap 64KiB", "--heap: The engine 'cpython' cannot start with the heap limit 64KiB" },
        { "run --engine cpython:3.8", "--engine: Engine cpython: parameter 'profile': '3.8' is unknown; did you mean '3.11'? Valid: 3.11, 3.12, 3.13, 3.14." },
        { "run --engine cpython:3.133", "--engine: Engine cpython: parameter 'profile': '3.133' is unknown; did you mean '3.13'?" },
        { "run --engine cpython:profil=3.12", "--engine: Engine cpython has no parameter 'profil'; did you mean 'profile'?" },
        { "run --engine cpython:gen0=-1", "--engine: Engine cpython: parameter 'gen0': -1 is outside the range 0 to 2147483647." },
        { "run --engine cpython:3.14,gen1=2147483648", "--engine: Engine cpython: parameter 'gen1': 2147483648 is outside the range 0 to 2147483647." },
        { "run --engine cpython:gen2=ten", "--engine: Engine cpython: parameter 'gen2': 'ten' is not a whole number." },
        { "run --engine cpython:cascade=0", "--engine: Engine cpython: parameter 'cascade': 0 is outside the range 1 to 2147483647." },
        { "run --engine cpython:3.11 --heap 1023KiB", "--heap: The engine 'cpython:3.11' cannot start with the heap limit 1023KiB (engine cpython: a heap of 1023KiB is below one arena; give 1MiB or more)" },
        { "run --timeout 5", "--timeout: The duration '5' has no unit" },
        { "run --invocations many", "--invocations: 'many' is not a whole number" },
        { "run --seed=-1", "--seed: '-1' is not a whole number" },
        { "run smok", "There is no preset and no file 'smok'; did you mean 'smoke'?" },
        { "run missing.yaml", "missing.yaml: The matrix cannot be read" },
        { "run /proc/self/mem", "The matrix cannot be read" },
        { "run --resume", "--resume: Which run is to be continued? Name its directory with --out." },
        { "run --resume --out /nowhere/at/all", "There is no run to resume here" },
        { "run --engine nogc --out /proc/gc-compare", "/proc/gc-compare: The directory cannot be written" },
        { "run --engine nogc --out /etc/hostname", "This is a file" },
        { "run --engine nogc --out /etc", "This directory exists and is not empty; add --resume" },
        { "report /nowhere", "/nowhere: There is no such directory" },
        { "report", "gc-compare report" },
        { "compare /nowhere /nowhere", "/nowhere: There is no such directory" },
        { "verify /nowhere", "/nowhere: There is no such directory" },
        { "list engine", "Unknown command 'engine'; did you mean 'engines'?" },
        { "doctor now", "one argument too many" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Bad_input_is_one_sentence_and_exit_code_1(string line, string expected)
    {
        (int exitCode, string[] output, string error) = await Tool.RunAsync(line.Split(' '));

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(output);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_matrix_with_an_unknown_key_names_file_line_and_column()
    {
        using TemporaryDirectory directory = new();
        File.WriteAllText(directory["m.yaml"], "schema: 1\nengines: [nogc]\nworkload: [rings]\nworkloads: [rings]\n");

        (int exitCode, _, string error) = await Tool.RunAsync("run", directory["m.yaml"], "--out", directory["run"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("m.yaml:3:1: Unknown key 'workload'; did you mean 'workloads'?", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory["run"]));
    }

    [Fact]
    public async Task A_directory_of_another_matrix_is_not_resumed_and_stays_as_it_is()
    {
        using TemporaryDirectory directory = new();
        string[] run = ["run", "--engine", "nogc", "--workload", "rings:size=smoke", "--invocations", "1", "--out", directory["run"]];
        await Tool.RunAsync(run);
        string before = File.ReadAllText(Path.Combine(directory["run"], "journal.jsonl"));

        (int exitCode, _, string error) = await Tool.RunAsync([.. run, "--resume", "--seed", "9"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("belongs to another matrix", error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(directory["run"], "journal.jsonl")));
    }
}
