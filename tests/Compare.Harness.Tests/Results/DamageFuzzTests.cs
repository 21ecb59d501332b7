using System.Globalization;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Execution;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;
using Compare.Harness.Verification;

namespace Compare.Harness.Tests.Results;

/// <summary>Journals and files of workers that were damaged in seeded ways: they are used, dropped with a word, or refused.</summary>
public sealed class DamageFuzzTests : IDisposable
{
    private static readonly RunMatrix s_matrix = TestMatrix.Valid("{schema: 1, engines: [cpython, pypy], workloads: [rings], runs: {invocations: 2}}");
    private static readonly string s_yaml = MatrixWriter.Write(s_matrix);
    private static readonly RunPlan s_plan = RunPlan.Of(s_matrix);

    private readonly TestDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Any_damaged_journal_reads_as_what_is_left_of_it()
    {
        await RunAsync("run", resume: false);
        byte[] journal = File.ReadAllBytes(_temporary.File("run/journal.jsonl"));
        HashSet<JournalEntry> written = [.. Journal.Parse(journal).Entries];
        for (int seed = 0; seed < 2_000; seed++)
        {
            byte[] damaged = Damaged(journal, new Random(seed));

            Journal read = Journal.Parse(damaged);

            Assert.Equal(read.Entries.Count, read.Entries.Select(entry => entry.Key).Distinct().Count());
            Assert.All(read.Entries, entry => Assert.True(entry.IsConsistent));
            Assert.InRange(read.WholeBytes, 0, damaged.Length);
            Assert.True(
                read.Damage.Count > 0 || read.Entries.Count == written.Count || damaged.Length != journal.Length,
                $"seed {seed}: lines are lost without a word");
        }
    }

    [Fact]
    public async Task Any_damage_to_a_run_is_repaired_by_resuming_and_never_crashes_what_reads_it()
    {
        await RunAsync("run", resume: false);
        for (int seed = 0; seed < 24; seed++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"damaged-{seed}");
            Copy(_temporary.File("run"), _temporary.File(name));
            Random random = new(seed);
            string[] files = [_temporary.File(name + "/journal.jsonl"), .. Directory.GetFiles(_temporary.File(name + "/cells")).Order()];
            string victim = files[random.Next(2) == 0 ? 0 : random.Next(files.Length)];
            File.WriteAllBytes(victim, Damaged(File.ReadAllBytes(victim), random));

            Expect<VerificationResult>(seed, () => ResultVerifier.Verify(_temporary.File(name), s_matrix, []));
            Expect<ResultSet>(seed, () => ResultSetReader.Read(_temporary.File(name)));
            Expect<ResultMerger>(seed, () => new ResultMerger([_temporary.File("run"), _temporary.File(name)], s_matrix));
            int entries = await RunAsync(name, resume: true);

            Assert.True(entries >= s_plan.Invocations.Count, $"seed {seed}: {entries}");
        }
    }

    // Whatever is refused is refused with a place.
    private static void Expect<T>(int seed, Func<T> read)
    {
        try
        {
            Assert.NotNull(read());
        }
        catch (InputException exception)
        {
            Assert.True(exception.Problems.Count > 0 && exception.Message.Length > 0, $"seed {seed}");
        }
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        byte[] copy = [.. bytes];
        int place = random.Next(copy.Length);
        switch (random.Next(6))
        {
            case 0:
                return copy[..place];
            case 1:
                copy[place] ^= (byte)(1 << random.Next(8));
                return copy;
            case 2:
                copy[place] = (byte)random.Next(256);
                return copy;
            case 3:
                int end = random.Next(place, copy.Length);
                return [.. copy[..end], .. copy[place..end], .. copy[end..]];
            case 4:
                string[] lines = System.Text.Encoding.Latin1.GetString(copy).Split('\n');
                random.Shuffle(lines);
                return System.Text.Encoding.Latin1.GetBytes(string.Join('\n', lines));
            default:
                string[] foreign = ["{}\n", "null\n", "[1]\n", "\0\n", "{\"config\":\"x\"}\n", "\n", "1e999\n", "\"\\ud800\"\n"];
                return [.. copy[..place], .. System.Text.Encoding.UTF8.GetBytes(foreign[random.Next(foreign.Length)]), .. copy[place..]];
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task<int> RunAsync(string name, bool resume)
    {
        using ResultDirectory directory = ResultDirectory.Open(_temporary.File(name), s_yaml, s_plan, resume);
        await new MatrixRunner(new ScriptedExecutor(), new SilentProgress()).RunAsync(s_plan, directory, CancellationToken.None);
        RunEnvironment environment = TestRows.Results([], [], []).Environment with { MatrixHash = MatrixWriter.Hash(s_yaml) };
        ResultSetWriter.Write(ResultSetBuilder.Build(s_matrix, s_yaml, directory, environment), directory);
        return directory.Entries.Count;
    }
}
