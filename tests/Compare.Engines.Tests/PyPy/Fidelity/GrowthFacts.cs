using System.Text.Json;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>One file of recorded sizes and growth.</summary>
internal sealed class GrowthFacts : IDisposable
{
    private readonly JsonDocument _document;

    public GrowthFacts(string file) => _document = RecordedFiles.Read(file);

    /// <summary>Gets the names of all recorded sequences.</summary>
    public IEnumerable<string> Names => Growth.EnumerateObject().Select(part => part.Name);

    private JsonElement Growth => _document.RootElement.GetProperty("growth");

    /// <summary>Gets one recorded fact.</summary>
    public JsonElement Fact(string name) => Growth.GetProperty(name);

    /// <summary>Gets a recorded list of numbers.</summary>
    public int[] Numbers(string name) => NumbersOf(Fact(name));

    /// <summary>Gets a recorded list of rows of numbers.</summary>
    public int[][] Rows(string name) => [.. Fact(name).EnumerateArray().Select(NumbersOf)];

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static int[] NumbersOf(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetInt32())];
}
