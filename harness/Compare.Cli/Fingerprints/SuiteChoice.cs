using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Discovery;
using Compare.Harness.Fingerprints;
using Compare.Harness.Matrix;

namespace Compare.Cli.Fingerprints;

/// <summary>Chooses the workloads of a default matrix: those that every script knows, and those that cover the rest best.</summary>
internal static class SuiteChoice
{
    private const int Dozen = 12;

    private static readonly string[] s_known = ["binary-trees", "gcbench", "lru-cache", "rings"];

    /// <summary>Chooses a dozen.</summary>
    /// <param name="map">The map.</param>
    /// <param name="workloads">The workload of each of its fingerprints.</param>
    /// <param name="engines">Engines, all of which must be able to run what is chosen.</param>
    public static IReadOnlyList<int> Choose(SuiteMap map, IReadOnlyList<WorkloadConfig> workloads, EngineCatalog engines)
    {
        HashSet<string> possible =
        [
            .. workloads
                .Where(workload => workload.Workload is not ILesson && engines.Engines.All(engine => RunsOn(workload, engine)))
                .Select(workload => workload.Label),
        ];
        return map.Choose(Dozen, s_known, print => possible.Contains(print.Workload));
    }

    private static bool RunsOn(WorkloadConfig workload, EngineInfo engine)
    {
        EngineTraits traits = engine.Factory.GetTraits(ParameterValues.Parse(engine.Name, engine.Factory.Parameters, []));
        return workload.Workload.NotApplicable(traits, workload.Parameters) is null;
    }
}
