using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Abstractions.Engines;

/// <summary>Makes instances of one engine. Implementations carry <see cref="EngineAttribute"/> and have no state.</summary>
public interface IEngineFactory
{
    /// <summary>Gets one sentence for lists: the strategy.</summary>
    string Summary { get; }

    /// <summary>Gets what the engine is modelled on, with its version.</summary>
    string ModelledOn { get; }

    /// <summary>Gets the parameters that a configuration may set.</summary>
    IReadOnlyList<ParameterDescription> Parameters { get; }

    /// <summary>Gets the traits of the engine with these parameters.</summary>
    /// <param name="parameters">Parsed parameters.</param>
    /// <returns>The traits.</returns>
    EngineTraits GetTraits(ParameterValues parameters);

    /// <summary>Gets the environment variables that the cell's process must be started with.</summary>
    /// <param name="options">The options that the engine will be made with.</param>
    /// <returns>Names and values; empty for most engines.</returns>
    IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options);

    /// <summary>Makes an engine with an empty heap.</summary>
    /// <param name="options">Parameters, heap limit, probes.</param>
    /// <returns>The engine; the caller disposes it.</returns>
    /// <exception cref="ParameterException">The options contradict each other or cannot be met.</exception>
    IEngine Create(EngineOptions options);
}
