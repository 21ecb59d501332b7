namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>Every recorded file is replayed by a suite or named in the table.</summary>
public sealed class RecordedFilesTests
{
    private static readonly string[] s_replayed =
    [
        "finalisers-*.txt", "frag-*.json", "heaplock-*.txt", "heapmap-*.txt", "layout-*.json", "mp-gc-*.json",
        "objsizes-*.json", "threshold-*.json", "weakrefs-*.txt",
    ];

    [Fact]
    public void Each_file_has_a_suite_or_a_reason() => LeftOutRecords.Check(
        "files",
        MicroPythonFiles.Names("*.*").Select(file => Path.GetFileName(file)).Where(IsRecord),
        [.. s_replayed.SelectMany(MicroPythonFiles.Names).Select(file => Path.GetFileName(file))]);

    /// <summary>The folder that the files come from has scripts too.</summary>
    private static bool IsRecord(string file) => Path.GetExtension(file) is ".json" or ".txt";
}
