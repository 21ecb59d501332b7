using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Runs a script on a new engine and compares its result and log with the record.</summary>
internal sealed class ScriptProgram(Action<PythonScript> action) : CPythonProgram
{
    private const string LogPart = "log";

    // Remarks of the script's author are no facts.
    private const string NotePart = "note";

    private PythonScript? _script;

    /// <summary>Runs a script and tells what differs from the record.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="name">The name of the record.</param>
    /// <param name="recorded">Its parts.</param>
    /// <param name="action">The script.</param>
    /// <param name="leftOut">Parts that are not compared.</param>
    public static IEnumerable<string> Failures(
        string profile, string name, JsonElement recorded, Action<PythonScript> action, string[] leftOut)
    {
        ScriptProgram program = new(action);
        try
        {
            program.RunOn(profile);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [$"{name}: {exception.GetType().Name}: {exception.Message}"];
        }

        PythonScript script = program._script!;
        return recorded.EnumerateObject()
            .Where(part => part.Name != NotePart && !leftOut.Contains(part.Name, StringComparer.Ordinal))
            .SelectMany(part => Compare(name, part, script.Result, leftOut))
            .ToArray();
    }

    /// <inheritdoc/>
    public override void Run<THeap, TRef>(THeap heap)
    {
        HeapScript<THeap, TRef> script = new(heap, GcOf<THeap, TRef>(heap), Profile);
        _script = script;
        action(script);
        script.DropAll();
        script.Result.TryAdd(LogPart, script.LogSoFar);
    }

    private static IEnumerable<string> Compare(
        string name, JsonProperty part, Dictionary<string, object?> result, string[] leftOut)
    {
        if (!result.TryGetValue(part.Name, out object? actual))
        {
            return [$"{name}: no {part.Name}"];
        }

        // A part with named entries is compared entry by entry.
        if (part.Value.ValueKind == JsonValueKind.Object && actual is Dictionary<string, object?> entries)
        {
            return part.Value.EnumerateObject()
                .Where(entry => !leftOut.Contains($"{part.Name}/{entry.Name}", StringComparer.Ordinal))
                .SelectMany(entry => Compare($"{name} {part.Name}", entry, entries, leftOut));
        }

        return Facts.Agree(part.Value, actual)
            ? []
            : [$"{name} {part.Name}: recorded {Facts.TextOf(part.Value)}, but here {Facts.TextOf(actual)}"];
    }
}
