using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Harness.Matrix;

/// <summary>What a heap limit is to an engine, asked of its factory and its traits.</summary>
public static class HeapLimitUse
{
    /// <summary>Any limit; only whether it changes the settings of the process matters.</summary>
    private const long ProbeBytes = 1L << 30;

    /// <summary>
    /// Why an engine takes no part in sweeps of the heap size, or null: one that the matrix lets run without limit, one that reclaims nothing needs whatever its program
    /// allocates, and one that ignores limits would run without.
    /// </summary>
    /// <param name="engine">The engine with its parameters.</param>
    public static string? OptsOut(EngineConfig engine)
    {
        if (engine.IsWithoutHeapLimit)
        {
            return "The matrix runs it without heap limit.";
        }

        EngineTraits traits = engine.Engine.Factory.GetTraits(engine.Parameters);
        return (traits.Reclaims, traits.HonoursHeapLimit || IsLimitOfProcess(engine)) switch
        {
            (false, _) => "It reclaims nothing: its heap is what the program allocates.",
            (_, false) => "It takes no heap limit.",
            _ => null,
        };
    }

    /// <summary>
    /// Why an engine cannot start under a limit, or null. One that needs settings of its process cannot be made in this one.
    /// </summary>
    /// <param name="engine">The engine with its parameters.</param>
    /// <param name="bytes">The limit, bytes; null for none.</param>
    public static string? CannotStart(EngineConfig engine, long? bytes)
    {
        try
        {
            EngineOptions options = Options(engine, bytes);
            if (engine.Engine.Factory.GetProcessEnvironment(options).Count == 0)
            {
                engine.Engine.Factory.Create(options).Dispose();
            }

            return null;
        }
        catch (Exception exception) when (exception is ParameterException or HeapExhaustedException)
        {
            return exception.Message;
        }
    }

    /// <summary>The host's hard limit is a setting of its process.</summary>
    private static bool IsLimitOfProcess(EngineConfig engine)
    {
        IReadOnlyDictionary<string, string> without = engine.Engine.Factory.GetProcessEnvironment(Options(engine, null));
        return engine.Engine.Factory.GetProcessEnvironment(Options(engine, ProbeBytes))
            .Any(setting => !without.TryGetValue(setting.Key, out string? value) || value != setting.Value);
    }

    private static EngineOptions Options(EngineConfig engine, long? bytes) =>
        new() { Parameters = engine.Parameters, HeapLimitBytes = bytes };
}
