using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Semantics;

/// <summary>An engine with its parameters, to be asked.</summary>
public sealed class Subject
{
    private readonly IEngineFactory _factory;
    private readonly ParameterValues _parameters;

    /// <summary>Initializes a new instance of the <see cref="Subject"/> class.</summary>
    /// <param name="engine">Name of the engine.</param>
    /// <param name="factory">Its factory.</param>
    /// <param name="arguments">Parameters as written; an empty key marks the positional one.</param>
    /// <exception cref="ParameterException">The engine has no such parameter, or not with this value.</exception>
    public Subject(string engine, IEngineFactory factory, params IReadOnlyList<KeyValuePair<string, string>> arguments)
    {
        _factory = factory;
        _parameters = ParameterValues.Parse($"engine {engine}", factory.Parameters, arguments);
        Engine = engine;
        Name = new Specification(engine, arguments).ToString();
        Traits = factory.GetTraits(_parameters);
    }

    /// <summary>Gets the name of the engine.</summary>
    public string Engine { get; }

    /// <summary>Gets the configuration as a matrix writes it, e.g. <c>cpython:3.14</c>.</summary>
    public string Name { get; }

    /// <summary>Gets what the engine promises.</summary>
    public EngineTraits Traits { get; }

    /// <summary>Lists an engine with its default parameters, then its other profiles, such as <c>cpython:3.14</c>.</summary>
    /// <param name="engine">Name of the engine.</param>
    /// <param name="factory">Its factory.</param>
    /// <returns>The default first.</returns>
    public static IEnumerable<Subject> ProfilesOf(string engine, IEngineFactory factory) =>
        VariantsOf(engine, factory, factory.Parameters.Where(parameter => parameter.Positional));

    /// <summary>
    /// Lists an engine with its default parameters, then with each other choice and each switch turned, one at a time.
    /// </summary>
    /// <remarks>
    /// Left out are parameters for finding mistakes; the host's, which change when it collects and not what that means; and those
    /// that a process must be started with, because the questions are asked in the process that runs.
    /// </remarks>
    /// <param name="engine">Name of the engine.</param>
    /// <param name="factory">Its factory.</param>
    /// <returns>The default first.</returns>
    public static IEnumerable<Subject> VariantsOf(string engine, IEngineFactory factory) =>
        VariantsOf(engine, factory, factory.Parameters.Where(parameter =>
            parameter.Positional || !(parameter.Diagnostic || new Subject(engine, factory).Traits.ManagedHeap)));

    /// <summary>Tells whether the engine must be made in a process that was started for it.</summary>
    /// <param name="heapLimitBytes">The heap limit in bytes, or null for none.</param>
    /// <returns>True when it cannot be made here.</returns>
    public bool NeedsProcess(long? heapLimitBytes) => _factory.GetProcessEnvironment(Options(heapLimitBytes)).Count > 0;

    /// <summary>Makes an engine.</summary>
    /// <param name="heapLimitBytes">The heap limit in bytes, or null for none.</param>
    /// <returns>The engine; the caller disposes it.</returns>
    public IEngine Create(long? heapLimitBytes) => _factory.Create(Options(heapLimitBytes));

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<Subject> VariantsOf(
        string engine, IEngineFactory factory, IEnumerable<ParameterDescription> parameters)
    {
        yield return new(engine, factory);
        foreach (ParameterDescription parameter in parameters)
        {
            foreach (string value in OtherValues(parameter))
            {
                string key = parameter.Positional ? string.Empty : parameter.Name;
                Subject variant = new(engine, factory, KeyValuePair.Create(key, value));
                if (!variant.NeedsProcess(heapLimitBytes: null))
                {
                    yield return variant;
                }
            }
        }
    }

    private static IEnumerable<string> OtherValues(ParameterDescription parameter) => parameter switch
    {
        { Kind: ParameterKind.Boolean, Default: "false" } => ["true"],
        { Kind: ParameterKind.Boolean, Default: "true" } => ["false"],
        _ => parameter.Choices.Where(choice => choice != parameter.Default),
    };

    private EngineOptions Options(long? heapLimitBytes) =>
        new() { Parameters = _parameters, HeapLimitBytes = heapLimitBytes };
}
