using System.Globalization;
using System.Text.Json;
using Compare.Engines.Tests.Support;

namespace Compare.Workloads.Tests.Objects;

/// <summary>The sizes that CPython interpreters reported, each file with the engine that has the rules of its version.</summary>
internal sealed class RecordedSizes : IDisposable
{
    private static readonly RecordedFolder s_folder = new("CPython", "cpython");

    private static readonly string[] s_profiles = ["3.11", "3.12", "3.13", "3.14"];

    private readonly JsonDocument _document;

    public RecordedSizes(string file) => _document = s_folder.Read(file);

    /// <summary>Gets all files.</summary>
    public static TheoryData<string> Files => new(s_folder.Names("sizes-*.json").Where(IsModelled));

    /// <summary>Gets the engine with the rules of the version.</summary>
    public string Engine => "cpython:" + ProfileOf(_document);

    /// <summary>
    /// Gets a value indicating whether the sizes themselves compare: the engine has pointers of 64 bits, the build for
    /// WebAssembly has not, so that of it only the moments of growth do.
    /// </summary>
    public bool HasWidePointers => _document.RootElement.GetProperty("ptr_bits").GetInt32() == 64;

    /// <summary>Gets one fact.</summary>
    public JsonElement Fact(string name) => _document.RootElement.GetProperty(name);

    /// <summary>Gets facts by a number.</summary>
    public IEnumerable<(int Number, long Bytes)> ByNumber(string name) => Fact(name).EnumerateObject()
        .Select(fact => (int.Parse(fact.Name, CultureInfo.InvariantCulture), fact.Value.GetInt64()));

    /// <summary>Gets a growth: the length at which the size changed, and the size.</summary>
    public (int Length, long Bytes)[] Growth(string name) =>
        [.. Fact(name).EnumerateArray().Select(step => (step[0].GetInt32(), step[1].GetInt64()))];

    /// <summary>Gets the size of the first object of a type in the table of types.</summary>
    public long SizeOfType(string name) => Fact("types").EnumerateArray()
        .First(row => row.GetProperty("type").GetString() == name).GetProperty("getsizeof").GetInt64();

    /// <summary>
    /// Compares a growth up to a length: lengths and sizes, or where pointers differ lengths alone.
    /// </summary>
    public void AssertGrowth(string name, IReadOnlyList<(int Length, long Bytes)> ours, int most = int.MaxValue)
    {
        (int Length, long Bytes)[] recorded = [.. Growth(name).Where(step => step.Length <= most)];
        Assert.Equal(recorded.Select(step => step.Length), ours.Select(step => step.Length));
        AssertSizes(name, recorded.Select(step => step.Bytes), ours.Select(step => step.Bytes));
    }

    /// <summary>Compares sizes where pointers are as wide.</summary>
    public void AssertSizes(string name, IEnumerable<long> real, IEnumerable<long> ours)
    {
        if (HasWidePointers)
        {
            Assert.Equal((name, string.Join(' ', real)), (name, string.Join(' ', ours)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static bool IsModelled(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        return s_profiles.Contains(ProfileOf(document), StringComparer.Ordinal);
    }

    private static string ProfileOf(JsonDocument document)
    {
        string[] parts = document.RootElement.GetProperty("python").GetString()!.Split('.');
        return $"{parts[0]}.{parts[1]}";
    }
}
