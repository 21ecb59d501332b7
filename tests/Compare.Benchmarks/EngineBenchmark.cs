using BenchmarkDotNet.Attributes;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;

namespace Compare.Benchmarks;

/// <summary>A benchmark of one operation on every engine that the build discovered, each with its default parameters.</summary>
public abstract class EngineBenchmark
{
    private static readonly EngineCatalog s_catalog = EngineCatalog.Discover(typeof(EngineBenchmark).Assembly);

    private IEngine? _engine;

    /// <summary>Gets or sets the engine's name.</summary>
    [ParamsSource(nameof(EngineNames))]
    public string EngineName { get; set; } = string.Empty;

    /// <summary>Gets the engines on which the operation means something.</summary>
    public IEnumerable<string> EngineNames =>
        s_catalog.Engines.Where(engine => Applies(TraitsOf(engine))).Select(engine => engine.Name);

    /// <summary>Gets the engine.</summary>
    protected IEngine Engine => _engine ?? throw new InvalidOperationException("The benchmark is not set up.");

    /// <summary>Makes the engine.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        EngineInfo info = s_catalog.Find(EngineName)
            ?? throw new InvalidOperationException($"There is no engine '{EngineName}'.");
        _engine = info.Factory.Create(new() { Parameters = DefaultsOf(info) });
        Prepare();
    }

    /// <summary>Gives the engine's memory back.</summary>
    [GlobalCleanup]
    public void CleanUp() => _engine?.Dispose();

    /// <summary>Tells whether the operation means something on an engine.</summary>
    /// <param name="traits">The engine's promises.</param>
    /// <returns>True unless overridden.</returns>
    protected virtual bool Applies(EngineTraits traits) => true;

    /// <summary>Makes the objects that the operation needs.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Runs the operation many times, and lets an engine that never reclaims start afresh.</summary>
    /// <param name="program">The operation.</param>
    protected void Run(IHeapProgram program)
    {
        Engine.Execute(program);
        if (!Engine.Traits.Reclaims)
        {
            Engine.Rest();
        }
    }

    private static ParameterValues DefaultsOf(EngineInfo engine) =>
        ParameterValues.Parse($"engine {engine.Name}", engine.Factory.Parameters, []);

    private static EngineTraits TraitsOf(EngineInfo engine) => engine.Factory.GetTraits(DefaultsOf(engine));
}
