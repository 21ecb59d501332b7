using System.Text;
using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;
using CsCheck;

namespace Compare.Harness.Tests.Matrix;

/// <summary>Matrices that were broken on purpose: they resolve, or every problem has a place.</summary>
public sealed class MatrixMutationTests
{
    private const int MostMutations = 4;

    /// <summary>Every key, with names of the fake engines and workloads, so that mutations reach the resolver.</summary>
    private const string Rich = """
        schema: 1
        name: rich
        question: "Does it break?"
        include: [presets/workloads.yml, {engine: "*", workload: "*"}]
        baseline: pypy|nursery-512k
        sets:
          young: {engines: [cpython, "pypy|nursery-1m"]}
          small: {workloads: [{use: rings, size: smoke}]}
        modifiers:
          - {name: few, summary: "Few.", engines: [clr], set: {gen0: "{value}"}, workloads: {exclude: [rings*]}, heap: none}
        engines:
          - young
          - pypy|nursery-512k
          - {use: "clr|few-7", heap: none, workloads: [{include: [binary*]}]}
          - {use: cpython, set: {profile: 3.14}, sweep: {gen0: [700, 2000]}}
        workloads:
          - small
          - {use: binary-trees, size: [smoke, default], set: {node: tuple}, engines: {include: ["*"], exclude: [clr:gen0=9]}}
        heap: {relative_to: minheap, points: [1.1, 1.5, 2], order: ends-first}
        runs: {invocations: 20, iterations: 3, warmup: 1, seed: 42, timeout: 60s, verify: false, aa_pair: true, tolerance: 2%}
        probes: [gc-events, work-vector, oracle, latency, rss, timeline, peak-live, memory, counters]
        gates: {exact: [visited], stat: {metric: wall_ns, worse_than: 3%, fdr: 5%}}
        exclude:
          - {engine: "cpython*gen0=700", workload: rings*}
        """;

    private static readonly string[] s_texts = [Rich, .. MatrixPresets.Includable.Select(name => MatrixPresets.FindIncludable(name)!)];

    private static readonly string[] s_values =
    [
        "99999999999999999999999999", "-1", "1e308", "0x7fffffffffffffff", "9223372036854775807", "9223372036854775808", ".inf", ".nan",
        "~", "null", "true", "''", "{}", "[]", "[[]]", "{a: }", "&a [*a]", "*a", "!!binary x", "!!set {a}", "? x", "<<: *a", "all", "all|few",
        "|", "||", "clr||few", "{value}", "none", "512k", "100%", "0ms", "99999999999h", "\u0000", "\ud800", "é", "\t", "- - - -", "---", "...",
        "presets/default.yaml", "presets/engines.yml", "/", "../..", "/dev/null/x", "a\0b",
    ];

    private static readonly string[] s_bombs =
    [
        "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
        "engines: " + new string('[', 20_000),
        "heap: " + new string('{', 20_000),
        "engines: [" + string.Join(',', Enumerable.Repeat("'clr:gen0=[1,2,3,4,5,6,7,8,9]'", 2_000)) + "]\n",
        "sets: {" + string.Join(',', Enumerable.Range(0, 60).Select(i => $"s{i}: {{engines: [s{i + 1}, s{i + 1}]}}")) + "}\n",
        "exclude: [{engine: \"" + string.Concat(Enumerable.Repeat("*a", 2_000)) + "\"}]\n",
        "name: \"" + new string('x', 200_000) + "\"\n",
    ];

    private static readonly Gen<int> s_anywhere = Gen.Int[0, int.MaxValue];

    private static readonly Gen<Func<string, string>> s_mutation = Gen.OneOf(
        Gen.Select(s_anywhere, Gen.Char, (at, c) => (Func<string, string>)(text => Splice(text, at, 1, c.ToString()))),
        Gen.Select(s_anywhere, Gen.Int[1, 40], (at, count) => (Func<string, string>)(text => Splice(text, at, count, string.Empty))),
        Gen.Select(s_anywhere, Gen.Byte, (at, b) => (Func<string, string>)(text => Bytes(text, at, b))),
        Gen.Select(s_anywhere, OneOf(s_values), (at, value) => (Func<string, string>)(text => Word(text, at, value))),
        Gen.Select(s_anywhere, s_anywhere, (one, other) => (Func<string, string>)(text => SwapWords(text, one, other))),
        Gen.Select(s_anywhere, s_anywhere, (one, other) => (Func<string, string>)(text => SwapLines(text, one, other))),
        Gen.Select(s_anywhere, s_anywhere, (one, other) => (Func<string, string>)(text => RepeatLine(text, one, other))),
        Gen.Select(s_anywhere, OneOf(s_bombs), (at, bomb) => (Func<string, string>)(text => AtLine(text, at, bomb))));

    [Fact]
    public void The_rich_matrix_resolves_before_it_is_broken()
    {
        RunMatrix matrix = TestMatrix.Valid(Rich.Replace("presets/workloads.yml, ", string.Empty, StringComparison.Ordinal));

        Assert.Equal(6, matrix.Engines.Count);
    }

    [Fact]
    public void A_broken_matrix_resolves_or_every_problem_has_a_place()
    {
        Gen.Select(OneOf(s_texts), s_mutation.Array[1, MostMutations])
            .Select((text, mutations) => mutations.Aggregate(text, (broken, mutate) => mutate(broken)))
            .Sample(Check, iter: 4_000);
    }

    [Fact]
    public void A_broken_rich_matrix_resolves_or_every_problem_has_a_place()
    {
        string without = Rich.Replace("presets/workloads.yml, ", string.Empty, StringComparison.Ordinal);
        Gen.Select(s_mutation, Gen.Bool)
            .Select((mutate, includes) => mutate(includes ? Rich : without))
            .Sample(Check, iter: 4_000);
    }

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static bool Check(string text)
    {
        (RunMatrix? matrix, IReadOnlyList<Problem> problems) = TestMatrix.Resolve(text);
        return matrix is null == problems.Count > 0
            && problems.All(problem => problem.Place.Length > 0 && problem.Message.Length > 0)
            && (matrix is null || TestMatrix.Resolve(MatrixWriter.Write(matrix)).Problems.Count == 0);
    }

    private static string Splice(string text, int at, int count, string put)
    {
        int start = text.Length == 0 ? 0 : at % text.Length;
        return text[..start] + put + text[Math.Min(text.Length, start + count)..];
    }

    private static string Bytes(string text, int at, byte b)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0)
        {
            bytes[at % bytes.Length] = b;
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static string Word(string text, int at, string value)
    {
        (int Start, int Length)[] words = Words(text);
        return words.Length == 0 ? value : Splice(text, words[at % words.Length].Start, words[at % words.Length].Length, value);
    }

    private static string SwapWords(string text, int one, int other)
    {
        (int Start, int Length)[] words = Words(text);
        if (words.Length == 0)
        {
            return text;
        }

        (int Start, int Length)[] pair = [words[one % words.Length], words[other % words.Length]];
        (int Start, int Length) first = pair.MinBy(word => word.Start);
        (int Start, int Length) last = pair.MaxBy(word => word.Start);
        return first == last
            ? text
            : text[..first.Start] + text.Substring(last.Start, last.Length) + text[(first.Start + first.Length)..last.Start]
                + text.Substring(first.Start, first.Length) + text[(last.Start + last.Length)..];
    }

    private static string SwapLines(string text, int one, int other)
    {
        string[] lines = text.Split('\n');
        (lines[one % lines.Length], lines[other % lines.Length]) = (lines[other % lines.Length], lines[one % lines.Length]);
        return string.Join('\n', lines);
    }

    private static string RepeatLine(string text, int one, int other)
    {
        List<string> lines = [.. text.Split('\n')];
        lines.Insert(other % lines.Count, lines[one % lines.Count]);
        return string.Join('\n', lines);
    }

    private static string AtLine(string text, int at, string put)
    {
        List<string> lines = [.. text.Split('\n')];
        lines.Insert(at % lines.Count, put);
        return string.Join('\n', lines);
    }

    private static (int Start, int Length)[] Words(string text)
    {
        List<(int, int)> words = [];
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || " ,:[]{}\n".Contains(text[i], StringComparison.Ordinal))
            {
                if (i > start)
                {
                    words.Add((start, i - start));
                }

                start = i + 1;
            }
        }

        return [.. words];
    }
}
