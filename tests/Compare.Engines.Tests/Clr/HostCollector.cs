namespace Compare.Engines.Tests.Clr;

/// <summary>Tests that count the host's own collections: no other test may run, and collect, beside them.</summary>
[CollectionDefinition(nameof(HostCollector), DisableParallelization = true)]
public sealed class HostCollector;
