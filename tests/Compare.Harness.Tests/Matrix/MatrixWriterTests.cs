using Compare.Harness.Matrix;
using Compare.Harness.Tests.Fakes;
using CsCheck;

namespace Compare.Harness.Tests.Matrix;

public sealed class MatrixWriterTests
{
    [Fact]
    public void The_flattened_matrix_reads_back_to_the_same_text()
    {
        RunMatrix matrix = TestMatrix.Valid("""
            schema: 1
            question: "What \"now\"? <script>alert(1)</script>"
            engines: ['cpython:3.14,gen0=[700,2000]', all]
            workloads: ['rings:size=smoke', all]
            heap: [none, 1MiB, 100000]
            include: [{engine: "c*"}]
            exclude: [{workload: threads, engine: clr}]
            runs: {timeout: 1500ms, verify: true}
            """);

        string yaml = MatrixWriter.Write(matrix);

        Assert.Contains("verify: true", yaml, StringComparison.Ordinal);
        Assert.Equal(yaml, MatrixWriter.Write(TestMatrix.Valid(yaml)));
        Assert.Equal(matrix.Cells().Select(cell => cell.ToString()), TestMatrix.Valid(yaml).Cells().Select(cell => cell.ToString()));
    }

    [Fact]
    public void Matrices_that_do_not_verify_keep_the_text_that_they_always_had() =>
        Assert.DoesNotContain("verify", MatrixWriter.Write(TestMatrix.Valid(TestMatrix.Small)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{iterations: auto}", "  iterations: auto\n")]
    [InlineData("{timeout: 10x}", "  timeout: 10x\n")]
    [InlineData("{order: as-written}", "  order: as-written\n")]
    [InlineData("{iterations: 7, timeout: 5min, order: interleaved-shuffled}", "  iterations: 7\n")]
    public void Settings_of_the_runs_read_back_to_the_same_text(string runs, string line)
    {
        RunMatrix matrix = TestMatrix.Valid($"{{schema: 1, engines: [clr], workloads: [rings], runs: {runs}}}");

        string yaml = MatrixWriter.Write(matrix);

        Assert.Contains(line, yaml, StringComparison.Ordinal);
        Assert.Equal(matrix.Runs, TestMatrix.Valid(yaml).Runs);
        Assert.Equal(runs.Contains("as-written", StringComparison.Ordinal), yaml.Contains("order:", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_question_survives()
    {
        Gen.String[Gen.Char['\u0020', '\ud7ff'], 1, 30].Sample(
            question =>
            {
                RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small) with { Question = question };
                return TestMatrix.Valid(MatrixWriter.Write(matrix)).Question == question;
            },
            iter: 500);
    }

    [Fact]
    public void The_hash_is_the_SHA_256_of_the_text()
    {
        // echo -n abc | sha256sum
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", MatrixWriter.Hash("abc"));
    }
}
