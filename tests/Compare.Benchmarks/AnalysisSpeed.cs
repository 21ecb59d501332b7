using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Compare.Harness.Discovery;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Harness.Validation;

namespace Compare.Benchmarks;

/// <summary>
/// The command <c>analysis EVENTS DIR</c>: a made-up run of 10 000 invocations with so many events, and how long it takes from its
/// raw files to every derived number.
/// </summary>
internal static class AnalysisSpeed
{
    /// <summary>Name of the command.</summary>
    public const string Name = "analysis";

    private const int Iterations = 3;
    private const int DigestDigits = 16;
    private const long IterationNanoseconds = 100_000_000;

    private const string Matrix = """
        schema: 1
        name: Analysis speed
        baseline: pypy:nursery=64KiB
        engines: ["pypy:nursery=64KiB", "pypy:nursery=128KiB", "pypy:nursery=256KiB", "pypy:nursery=512KiB", "pypy:nursery=1MiB",
          "pypy:nursery=2MiB", "pypy:nursery=4MiB", "pypy:nursery=8MiB", "pypy:nursery=16MiB", "pypy:nursery=32MiB"]
        workloads: [binary-trees, gcbench, rings, lru-cache, sawtooth, queue, mperm, gcold, destroy, lattice]
        runs: {invocations: 100, iterations: 3, aa_pair: false}
        """;

    /// <summary>Makes the run if it is not there yet, then prints the seconds of the analysis and the peak of memory.</summary>
    /// <param name="events">Events of all invocations.</param>
    /// <param name="path">Directory of the made-up run.</param>
    public static void Run(int events, string path)
    {
        List<Problem> problems = [];
        RunMatrix matrix = MatrixResolver.Resolve(
            MatrixReader.Read(Matrix, Name, problems) ?? throw new InputException(problems),
            EngineCatalog.Discover(Assembly.GetExecutingAssembly()),
            WorkloadCatalog.Discover(),
            problems) ?? throw new InputException(problems);
        if (!Directory.Exists(path))
        {
            Make(matrix, events, path);
            Console.WriteLine($"made {path}; run the command again to measure");
            return;
        }

        long begin = Stopwatch.GetTimestamp();
        RawRun raw = RawRun.Read(path);
        TimeSpan journal = Stopwatch.GetElapsedTime(begin);
        ResultSet results = ResultSetBuilder.Build(matrix, Matrix, raw, Environment());
        TimeSpan all = Stopwatch.GetElapsedTime(begin);
        using Process process = Process.GetCurrentProcess();
        process.Refresh();
        Console.WriteLine(FormattableString.Invariant(
            $"{results.Invocations.Count} invocations, {results.Events.Count} events: {all.TotalSeconds:F2} s"));
        Console.WriteLine(FormattableString.Invariant(
            $"of which the journal {journal.TotalSeconds:F2} s; CPU {process.TotalProcessorTime.TotalSeconds:F2} s"));
        Console.WriteLine(FormattableString.Invariant($"peak working set {process.PeakWorkingSet64 >> 20} MiB"));

        // Two versions of the analysis can be held to the same numbers.
        PrintDigest(ResultFiles.Summary, results.Summary);
        PrintDigest(ResultFiles.Costs, results.Costs);
        PrintDigest(ResultFiles.Steadiness, results.Steadiness);
        PrintDigest(ResultFiles.Utilization, results.Utilization);
    }

    private static void PrintDigest<T>(string name, IReadOnlyList<T> rows)
    {
        using MemoryStream csv = new();
        CsvTables.Write(csv, rows);
        Console.WriteLine($"{name}: {rows.Count} rows, {Convert.ToHexStringLower(SHA256.HashData(csv.ToArray()))[..DigestDigits]}");
    }

    private static void Make(RunMatrix matrix, int events, string path)
    {
        RunPlan plan = RunPlan.Of(matrix);
        PlannedInvocation[] timed = [.. plan.Invocations.Where(planned => planned.Kind == InvocationKind.Timed)];
        int perIteration = Math.Max(1, events / timed.Length / Iterations);
        Random random = new(1);
        using ResultDirectory directory = ResultDirectory.Open(path, Matrix, plan, resume: false);
        foreach (PlannedInvocation planned in timed)
        {
            WorkerResult result = Result(random, perIteration);
            string file = $"{ResultFiles.Cells}/{planned.Order:D5}.json";
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(result, WorkerJson.Default.WorkerResult);
            File.WriteAllBytes(directory.PathOf(file), json);
            directory.Append(new JournalEntry
            {
                Config = planned.Key.Config,
                Workload = planned.Key.Workload,
                Invocation = planned.Invocation,
                ElapsedMs = 1,
                File = file,
                FileBytes = json.Length,
                Row = InvocationAssembler.Row(planned, matrix.Runs, CellStatus.Ok, null, result),
            });
        }
    }

    private static WorkerResult Result(Random random, int perIteration)
    {
        List<WorkerIteration> iterations = [];
        ColumnsBuilder events = new(EventColumns.NumberCount, EventColumns.TextCount);
        for (int number = 0; number < Iterations; number++)
        {
            long start = number * IterationNanoseconds * 2;
            long wall = IterationNanoseconds + random.Next(1_000_000);
            long paused = 0;
            for (int i = 0; i < perIteration; i++)
            {
                paused += AddEvent(events, random, number, start, perIteration);
            }

            iterations.Add(new WorkerIteration
            {
                Measured = true,
                StartNs = start,
                WallNs = wall,
                CpuNs = wall,
                GcNs = paused,
                PauseCount = perIteration,
                AllocatedObjects = 1_000_000,
                AllocatedBytes = 32_000_000,
                MinorCollections = perIteration,
                MajorCollections = 1,
                HostCollections = 0,
                Checksum = "0123456789abcdef",
            });
        }

        return new WorkerResult
        {
            Status = CellStatus.Ok,
            Runtime = ".NET",
            StartupNs = 1,
            HeapPeakBytes = 1 << 20,
            CommittedPeakBytes = 1 << 21,
            RssPeakBytes = 1 << 22,
            Iterations = iterations,
            Events = events.Build(),
            Timeline = PackedColumns.None(TimelineColumns.NumberCount, 0),
            Work = [],
            Warnings = [],
        };
    }

    private static long AddEvent(ColumnsBuilder events, Random random, int iteration, long iterationStart, int perIteration)
    {
        long gap = IterationNanoseconds / perIteration;
        long start = iterationStart + (events.Count % perIteration * gap) + random.Next((int)(gap / 4) + 1);
        long pause = random.NextInt64(1, (gap / 2) + 2);
        Span<long?> numbers = new long?[EventColumns.NumberCount];
        numbers[EventColumns.Event] = events.Count;
        numbers[EventColumns.Iteration] = iteration;
        numbers[EventColumns.Generation] = 0;
        numbers[EventColumns.StartNs] = start;
        numbers[EventColumns.PauseNs] = pause;
        numbers[EventColumns.CpuNs] = pause;
        numbers[EventColumns.AllocatedBytes] = events.Count * 4096L;
        numbers[EventColumns.CommittedBytes] = 1 << 22;
        ReadOnlySpan<int> varying =
        [
            EventColumns.BeforeBytes, EventColumns.AfterBytes, EventColumns.VisitedObjects, EventColumns.CopiedObjects,
            EventColumns.CopiedBytes, EventColumns.FreedObjects, EventColumns.FreedBytes,
        ];
        foreach (int column in varying)
        {
            numbers[column] = random.Next(1 << 22);
        }

        Span<string?> texts = new string?[EventColumns.TextCount];
        texts[EventColumns.Kind] = "minor";
        texts[EventColumns.Cause] = "allocation_failure";
        texts[EventColumns.Phase] = "steady";
        events.Add(numbers, texts);
        return pause;
    }

    private static RunEnvironment Environment() => new()
    {
        StartedAt = string.Empty,
        Processor = string.Empty,
        Cores = 0,
        MemoryBytes = 0,
        System = string.Empty,
        Runtime = string.Empty,
        ToolVersion = string.Empty,
        MatrixHash = string.Empty,
    };
}
