namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Recorded facts of weak references: sharing, order, callbacks.</summary>
public sealed class WeakReferenceFactTests
{
    private const string Suite = "weakrefs";

    private static readonly FactSuite s_suite = new(Suite, WeakReferenceFacts.All);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Every_fact_is_as_recorded(string file) => s_suite.Check(file);

    [Theory]
    [MemberData(nameof(RecordedFiles.Of), Suite, MemberType = typeof(RecordedFiles))]
    public void Every_fact_is_tested_or_listed(string file) => s_suite.CheckTable(file);
}
