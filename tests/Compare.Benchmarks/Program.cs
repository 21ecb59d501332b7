using System.Globalization;
using BenchmarkDotNet.Running;
using Compare.Benchmarks;

if (args is [PeerCollection.Name, { } engine, { } depth])
{
    PeerCollection.Run(engine, int.Parse(depth, CultureInfo.InvariantCulture));
    return;
}

if (args is [CollectionCosts.Name, { } costly, { } levels])
{
    CollectionCosts.Run(costly, int.Parse(levels, CultureInfo.InvariantCulture));
    return;
}

if (args is [Containers.Name, { } container, { } entries, { } work])
{
    Containers.Run(container, int.Parse(entries, CultureInfo.InvariantCulture), work);
    return;
}

if (args is [AnalysisSpeed.Name, { } events, { } directory])
{
    AnalysisSpeed.Run(int.Parse(events, CultureInfo.InvariantCulture), directory);
    return;
}

if (args is [ReportSpeed.Name, { } cells, { } report])
{
    ReportSpeed.Run(int.Parse(cells, CultureInfo.InvariantCulture), report);
    return;
}

if (args is [JournalSpeed.Name, { } folder])
{
    JournalSpeed.Run(folder);
    return;
}

// In the process itself: a generated project would not know the engines that the build discovered.
const string InProcess = "--inProcess";

BenchmarkSwitcher.FromAssembly(typeof(EngineBenchmark).Assembly).Run(args.Contains(InProcess) ? args : [.. args, InProcess]);
