using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;
using CsCheck;

namespace Compare.Harness.Tests.Matrix;

public sealed class MatrixFuzzTests
{
    private static readonly string[] s_pieces =
    [
        "schema", "engines", "workloads", "heap", "runs", "include", "exclude", "baseline", "use", "set", "size", ":", ": ",
        "\n", "\n  ", "\n  - ", "- ", "[", "]", "{", "}", ",", "1", "-1", "none", "64MiB", "clr", "rings", "cpython:3.14",
        "gen0=[1,2]", "all", "\"", "'", "&a", "*a", "!!int", "|", ">", "#", "\t", "---", "\0",
        "points", "relative_to", "limits", "peak_live", "1.5", "é", "🙂", "? ", "%YAML 1.2\n", "=",
    ];

    [Fact]
    public void Any_text_gives_a_matrix_or_problems_and_never_an_exception()
    {
        Gen<string> pieces = Gen.Int[0, s_pieces.Length - 1].Array[0, 60].Select(indexes => string.Concat(indexes.Select(i => s_pieces[i])));

        Gen.OneOf(pieces, Gen.String).Sample(
            text =>
            {
                (RunMatrix? matrix, IReadOnlyList<Problem> problems) = TestMatrix.Resolve(text);
                return matrix is null == problems.Count > 0;
            },
            iter: 3_000);
    }

    [Fact]
    public void A_valid_matrix_with_one_character_changed_never_throws()
    {
        const string Valid = "schema: 1\nengines:\n  - {use: clr, set: {gen0: [1, 2]}}\nworkloads: [rings]\nheap: [none, 1MiB]\nruns: {seed: 1}\n";

        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Char).Sample(
            (index, c) =>
            {
                (RunMatrix? matrix, IReadOnlyList<Problem> problems) = TestMatrix.Resolve(Valid[..index] + c + Valid[(index + 1)..]);
                return matrix is null == problems.Count > 0;
            },
            iter: 3_000);
    }

    [Fact]
    public void Any_one_line_form_parses_or_explains()
    {
        Gen.OneOf(Gen.String, Gen.String["abc:=,[]. 09"]).Sample(
            text => ConfigExpression.TryParse(text, out ConfigExpression? expression, out string error)
                ? expression!.Expand().Count > 0
                : error.Length > 0,
            iter: 5_000);
    }

    [Fact]
    public void Any_heap_limit_and_duration_parses_or_explains()
    {
        Gen.OneOf(Gen.String, Gen.String["0123456789-+. KMGiBsmh"]).Sample(
            text =>
            {
                bool heap = HeapLimits.TryParse(text, out long? bytes, out string error);
                Assert.True(heap ? bytes is null or > 0 : error.Length > 0);
                bool duration = Durations.TryParse(text, out TimeSpan span, out error);
                Assert.True(duration ? span > TimeSpan.Zero : error.Length > 0);
            },
            iter: 5_000);
    }
}
