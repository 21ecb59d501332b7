using System.Globalization;
using System.Text.Json;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Versions;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>One file of recorded sizes, with the rules of its version.</summary>
internal sealed class GrowthFacts : IDisposable
{
    private readonly JsonDocument _document;

    public GrowthFacts(string file)
    {
        _document = RecordedFiles.Read(file);
        CPythonProfile profile = CPythonProfile.All.Single(known => known.Version == RecordedFiles.ProfileOf(_document));
        PointerBytes = _document.RootElement.GetProperty("ptr_bits").GetInt32() / 8;
        Rules = new GrowthRules(profile.SmallestResizedDict, profile.GrowsListsOfHashTables);
    }

    /// <summary>Gets the rules of the version.</summary>
    public IGrowthRules Rules { get; }

    /// <summary>Gets the bytes of a pointer in the recorded interpreter: 4 in the one for WebAssembly.</summary>
    public int PointerBytes { get; }

    /// <summary>Gets a recorded sequence of pairs.</summary>
    public (int First, long Second)[] Pairs(string name) =>
    [
        .. _document.RootElement.GetProperty(name).EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt64())),
    ];

    /// <summary>Gets recorded numbers, each for a length.</summary>
    public (int Length, long Value)[] ByLength(string name) =>
    [
        .. _document.RootElement.GetProperty(name).EnumerateObject()
            .Select(fact => (int.Parse(fact.Name, CultureInfo.InvariantCulture), fact.Value.GetInt64())),
    ];

    /// <summary>Gets recorded facts with two numbers in the name of each.</summary>
    public (int First, int Second, JsonElement Value)[] ByTwoNumbers(string name, string separator) =>
    [
        .. _document.RootElement.GetProperty(name).EnumerateObject().Select(fact =>
        {
            string[] parts = fact.Name.Split(separator);
            int first = int.Parse(parts[0], CultureInfo.InvariantCulture);
            return (first, int.Parse(parts[1], CultureInfo.InvariantCulture), fact.Value);
        }),
    ];

    /// <summary>Gets one recorded fact.</summary>
    public JsonElement Fact(string name) => _document.RootElement.GetProperty(name);

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}
