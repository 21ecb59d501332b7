using System.Text.Json;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>The measured objects of one file, each as the parts that it consists of.</summary>
internal sealed class SizeFacts : IDisposable
{
    private readonly JsonDocument _document;

    public SizeFacts(string file) => _document = RecordedFiles.Read(file);

    /// <summary>Gets the names of all measured objects.</summary>
    public IEnumerable<string> Names => Sizes.EnumerateObject().Select(part => part.Name);

    /// <summary>Gets the names of the objects of which many were made.</summary>
    public IEnumerable<string> HeapNames => Heap.EnumerateObject().Select(part => part.Name);

    private JsonElement Sizes => _document.RootElement.GetProperty("sizes");

    private JsonElement Heap => _document.RootElement.GetProperty("heap");

    /// <summary>Gets the parts of an object, the object itself first, for each number for which it was measured.</summary>
    /// <param name="name">Its name in the file.</param>
    public IEnumerable<(int Number, RecordedPart[] Parts)> Objects(string name)
    {
        JsonElement fact = Sizes.GetProperty(name);
        JsonElement[] rows = [.. fact.GetProperty("rows").EnumerateArray()];
        for (int i = 0; i < rows.Length; i++)
        {
            RecordedPart[] parts = [.. rows[i].EnumerateArray().Skip(1).Select(PartOf)];
            int next = i + 1 < rows.Length ? rows[i + 1][0].GetInt32() : fact.GetProperty("to").GetInt32() + 1;
            for (int number = rows[i][0].GetInt32(); number < next; number++)
            {
                yield return (number, parts);
            }
        }
    }

    /// <summary>Gets the parts of an object for the first and last number of each run of equal ones.</summary>
    /// <param name="name">Its name in the file.</param>
    public IEnumerable<(int Number, RecordedPart[] Parts)> Ends(string name)
    {
        (int Number, RecordedPart[] Parts)[] all = [.. Objects(name)];
        return all.Where((fact, i) =>
            i == 0 || i == all.Length - 1 || fact.Parts != all[i - 1].Parts || fact.Parts != all[i + 1].Parts);
    }

    /// <summary>Gets the parts of an object that was measured once, or for its least number.</summary>
    public RecordedPart[] First(string name) => Objects(name).First().Parts;

    /// <summary>Gets the bytes of heap for each of many objects.</summary>
    public int HeapBytes(string name) => Heap.GetProperty(name).GetInt32();

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static RecordedPart PartOf(JsonElement part) => new(
        part[0].GetString()!, part[1].GetInt32(), part.GetArrayLength() > 2 ? part[2].GetInt32() : 1);
}
