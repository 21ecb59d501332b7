using System.Text.Json;
using Compare.Engines.Abstractions.Engines;
using Compare.Harness.Matrix;

namespace Compare.Harness.Results;

/// <summary>What an engine of a run promises, for readers of its results: <see cref="EngineTraits"/> in words.</summary>
public sealed record EngineFacts
{
    /// <summary>The engine with its parameters, as in the column config.</summary>
    public required string Config { get; init; }

    /// <summary>Whether objects move.</summary>
    public bool Moving { get; init; }

    /// <summary>Whether anything is reclaimed.</summary>
    public bool Reclaims { get; init; }

    /// <summary>Whether dead cycles are reclaimed.</summary>
    public bool ReclaimsCycles { get; init; }

    /// <summary>Whether an object outside cycles is reclaimed as soon as its last reference goes.</summary>
    public bool Prompt { get; init; }

    /// <summary>What the longest pause of a collection grows with: heap, live_objects, step or none.</summary>
    public string? PauseBound { get; init; }

    /// <summary>Number of generations.</summary>
    public int? Generations { get; init; }

    /// <summary>Write barrier: none, reference_counting, object_remembering or card_marking.</summary>
    public string? Barrier { get; init; }

    /// <summary>Metadata of a plain object, header words included, bytes.</summary>
    public int? HeaderBytes { get; init; }

    /// <summary>Order of finalizers: none, by_count, topological, allocation or undefined.</summary>
    public string? FinalizerOrder { get; init; }

    /// <summary>When callbacks and finalizers run: never, at_death, in_collection or at_safe_point.</summary>
    public string? Delivery { get; init; }

    /// <summary>Whether weak references are cleared before the finalizer runs; null without weak references.</summary>
    public bool? WeakClearedBeforeFinalizer { get; init; }

    /// <summary>Whether a program can have an object stay where it is.</summary>
    public bool CanPin { get; init; }

    /// <summary>Reads what an engine promises with its parameters.</summary>
    public static EngineFacts Of(EngineConfig engine)
    {
        EngineTraits traits = engine.Engine.Factory.GetTraits(engine.Parameters);
        return new EngineFacts
        {
            Config = engine.Label,
            Moving = traits.Moving,
            Reclaims = traits.Reclaims,
            ReclaimsCycles = traits.ReclaimsCycles,
            Prompt = traits.Prompt,
            PauseBound = Name(traits.PauseBound),
            Generations = traits.Generations,
            Barrier = Name(traits.Barrier),
            HeaderBytes = traits.HeaderBytes,
            FinalizerOrder = Name(traits.FinalizerOrder),
            Delivery = Name(traits.Delivery),
            WeakClearedBeforeFinalizer = traits.HasWeakReferences ? traits.WeakClearedBeforeFinalizer : null,
            CanPin = traits.CanPin,
        };
    }

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
