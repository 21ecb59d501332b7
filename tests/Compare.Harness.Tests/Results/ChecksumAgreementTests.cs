using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Results;

public sealed class ChecksumAgreementTests
{
    [Fact]
    public void Agreeing_rows_stay_as_they_are()
    {
        InvocationRow[] rows = [TestRows.Invocation("a", checksum: "01"), TestRows.Invocation("b", checksum: "01")];

        Assert.Equal(rows, ChecksumAgreement.Apply(rows));
    }

    [Fact]
    public void The_minority_is_invalid_and_told_why()
    {
        IReadOnlyList<InvocationRow> rows = ChecksumAgreement.Apply(
        [
            TestRows.Invocation("a", checksum: "01"), TestRows.Invocation("b", checksum: "02"), TestRows.Invocation("c", checksum: "01"),
        ]);

        Assert.Equal([CellStatus.Ok, CellStatus.Invalid, CellStatus.Ok], rows.Select(row => row.Status));
        Assert.Contains("02", rows[1].Error, StringComparison.Ordinal);
        Assert.Contains("a 01", rows[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_majority_no_answer_stands()
    {
        IReadOnlyList<InvocationRow> rows = ChecksumAgreement.Apply(
            [TestRows.Invocation("a", checksum: "01"), TestRows.Invocation("b", checksum: "02")]);

        Assert.All(rows, row => Assert.Equal(CellStatus.Invalid, row.Status));
    }

    [Fact]
    public void Many_invocations_of_one_engine_do_not_outvote_the_others()
    {
        IReadOnlyList<InvocationRow> rows = ChecksumAgreement.Apply(
        [
            .. Enumerable.Range(0, 9).Select(i => TestRows.Invocation("a", invocation: i, checksum: "02")),
            TestRows.Invocation("b", checksum: "01"), TestRows.Invocation("c", checksum: "01"),
        ]);

        Assert.Equal(9, rows.Count(row => row.Status == CellStatus.Invalid));
        Assert.All(rows.Where(row => row.Status == CellStatus.Invalid), row => Assert.Equal("a", row.Config));
    }

    [Fact]
    public void Workloads_and_failures_are_kept_apart()
    {
        InvocationRow[] rows =
        [
            TestRows.Invocation("a", "rings", checksum: "01"),
            TestRows.Invocation("a", "gcbench", checksum: "02"),
            TestRows.Invocation("b", "rings", checksum: "03", status: CellStatus.Invalid),
            TestRows.Invocation("b", "gcbench", status: CellStatus.Crash),
        ];

        Assert.Equal(rows, ChecksumAgreement.Apply(rows));
    }
}
