using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.RunComparisons;
using Compare.Harness.Tests.Results;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.RunComparisons;

public sealed class RunDifferencesTests
{
    private static readonly RunEnvironment s_environment = ResultSetRoundTripTests.Environment with
    {
        MemoryBytes = 1_000_000,
        System = "Debian GNU/Linux 12, kernel 6.1, X64",
    };

    public static TheoryData<string, string, string> Machines => new()
    {
        { "processor", "other", "--allow-different-machine" },
        { "cores", "4", "--allow-different-machine" },
        { "memory_bytes", "1020000", "--allow-different-machine" },
        { "system", "Debian GNU/Linux 12, kernel 6.1, Arm64", "--allow-different-machine" },
        { "runtime", ".NET 11", "--allow-different-machine" },
        { "governor", "powersave", "--allow-different-machine" },
        { "seed", "7", "--allow-different-settings" },
        { "iterations", "9", "--allow-different-settings" },
        { "warmup", "9", "--allow-different-settings" },
        { "verify", "true", "--allow-different-settings" },
    };

    [Fact]
    public void What_could_be_watched_and_what_was_flagged_is_shown_and_forbids_nothing()
    {
        ComparedRun was = new TestRun(1).Cell("cpython", "rings").Build();
        ResultSet results = was.Results;
        MachineRow row = new()
        {
            Engine = "cpython",
            Config = "cpython",
            Workload = "rings",
            Invocation = 0,
            Kind = "timed",
            Order = 0,
            StartedAt = string.Empty,
            ElapsedNs = 1,
            Flags = "steal",
        };
        ComparedRun now = was with
        {
            Results = results with
            {
                Environment = results.Environment with { Watched = [new("steal time", null), new("energy", "no")] },
                Machine = [row, row with { Flags = null }],
            },
        };

        IReadOnlyList<RunDifference> differences = RunDifferences.Of(was, now);

        Assert.Equal(
            [
                new("watched", null, "steal time", RunDifferenceKind.Shown),
                new("flagged_processes", null, "1 of 2", RunDifferenceKind.Shown),
            ],
            differences);
        RunDifferences.Refuse(differences, allowMachine: false, allowSettings: false);
    }

    [Fact]
    public void The_same_surroundings_do_not_differ()
    {
        Assert.Empty(RunDifferences.Of(Run(s_environment), Run(s_environment)));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void What_forbids_a_comparison_is_refused_until_asked_for(string name, string value, string option)
    {
        IReadOnlyList<RunDifference> differences = RunDifferences.Of(Run(s_environment), Changed(name, value));

        RunDifference difference = Assert.Single(differences);
        Assert.Equal((name, value), (difference.Name, difference.New));
        bool machine = option == RunDifferences.AllowMachine;
        InputException refused = Assert.Throws<InputException>(() => RunDifferences.Refuse(differences, !machine, machine));
        Assert.Contains($"{name}: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"add {option} to compare all the same", refused.Message, StringComparison.Ordinal);
        RunDifferences.Refuse(differences, machine, !machine);
    }

    [Fact]
    public void What_may_differ_is_shown_and_not_refused()
    {
        RunEnvironment other = s_environment with
        {
            Commit = "abc",
            ToolVersion = "1",
            MatrixHash = "01",
            StartedAt = "2026-11-23T12:00:00Z",
            Load = 1.5,
            MemoryBytes = 1_005_000,
            System = "Debian GNU/Linux 13, kernel 6.12, X64",
        };

        IReadOnlyList<RunDifference> differences =
            RunDifferences.Of(Run(s_environment), Run(other, new RunSettings { Invocations = 50 }));

        Assert.Equal(
            ["memory_bytes", "system", "invocations", "tool_version", "commit", "matrix_hash", "load", "started_at"],
            differences.Select(difference => difference.Name));
        Assert.All(differences, difference => Assert.Equal(RunDifferenceKind.Shown, difference.Kind));
        Assert.Null(differences.Single(difference => difference.Name == "commit").Base);
        RunDifferences.Refuse(differences, allowMachine: false, allowSettings: false);
    }

    private static ComparedRun Run(RunEnvironment environment, RunSettings? settings = null) =>
        new TestRun(1) { Environment = environment, Settings = settings ?? new RunSettings() }.Build();

    private static ComparedRun Changed(string name, string value)
    {
        int number = int.TryParse(value, out int parsed) ? parsed : 0;
        RunSettings plain = new();
        return name switch
        {
            "processor" => Run(s_environment with { Processor = value }),
            "cores" => Run(s_environment with { Cores = number }),
            "memory_bytes" => Run(s_environment with { MemoryBytes = number }),
            "system" => Run(s_environment with { System = value }),
            "runtime" => Run(s_environment with { Runtime = value }),
            "governor" => Run(s_environment with { Governor = value }),
            "seed" => Run(s_environment, plain with { Seed = number }),
            "iterations" => Run(s_environment, plain with { Iterations = number }),
            "warmup" => Run(s_environment, plain with { Warmup = number }),
            "verify" => Run(s_environment with { Verify = true }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such difference."),
        };
    }
}
