using System.Globalization;

namespace Compare.Harness.Results;

/// <summary>Names of the files in a result directory.</summary>
public static class ResultFiles
{
    /// <summary>The matrix as run, flattened.</summary>
    public const string Matrix = "matrix.yaml";

    /// <summary>Machine and versions.</summary>
    public const string Environment = "environment.json";

    /// <summary>The part of the matrix that was run, e.g. 2/8; there is no such file when all of it was.</summary>
    public const string Shard = "shard.txt";

    /// <summary>The order of the cells.</summary>
    public const string Plan = "plan.jsonl";

    /// <summary>One line per finished invocation: the resume key.</summary>
    public const string Journal = "journal.jsonl";

    /// <summary>Folder with what each finished worker handed over; the CSV files are made from it.</summary>
    public const string Cells = "cells";

    /// <summary>What the worker of an invocation handed over.</summary>
    /// <param name="order">Position of the invocation in the plan.</param>
    /// <returns>Name relative to the result directory.</returns>
    public static string CellOf(int order) => string.Create(CultureInfo.InvariantCulture, $"{Cells}/{order:D5}.json");

    /// <summary>Folder with what the exact heap says that runs must allocate, one file per cell that needs it.</summary>
    public const string Expectations = "expectations";

    /// <summary>One row per invocation.</summary>
    public const string Invocations = "invocations.csv";

    /// <summary>One row per iteration.</summary>
    public const string Iterations = "iterations.csv";

    /// <summary>One row per collection or cascade.</summary>
    public const string Events = "events.csv";

    /// <summary>Samples on the allocation clock.</summary>
    public const string Timeline = "timeline.csv";

    /// <summary>The work vector.</summary>
    public const string Work = "work.csv";

    /// <summary>Settings of the engines, as asked for and as they came out.</summary>
    public const string Settings = "settings.csv";

    /// <summary>One row per request; there is no such file when no program served any.</summary>
    public const string Requests = "requests.csv";

    /// <summary>One row per cell and metric.</summary>
    public const string Summary = "summary.csv";

    /// <summary>Mutator utilisation by length of window, one row per cell and window.</summary>
    public const string Utilization = "mmu.csv";

    /// <summary>What memory management costs, one row per cell and measure.</summary>
    public const string Costs = "costs.csv";

    /// <summary>Iterations with a probe compiled in, for its cost.</summary>
    public const string Probes = "probes.csv";

    /// <summary>How the times of iterations develop, one row per invocation.</summary>
    public const string Steadiness = "steadiness.csv";

    /// <summary>One row per invocation of the A/A pair's twin, in the columns of <see cref="Invocations"/>.</summary>
    public const string Twins = "twins.csv";

    /// <summary>One row per iteration of the twin, in the columns of <see cref="Iterations"/>.</summary>
    public const string TwinIterations = "twin_iterations.csv";

    /// <summary>What the machine did, one row per process.</summary>
    public const string Machine = "machine.csv";

    /// <summary>One row per run of the cell that shows whether the machine drifts.</summary>
    public const string Canary = "canary.csv";

    /// <summary>
    /// Hardware counters, one row per iteration and counter; without rows where there are none that may be read.
    /// </summary>
    public const string Counters = "counters.csv";

    /// <summary>The twin against the cell that it is a twin of, in the columns of <see cref="Summary"/>.</summary>
    public const string AaPair = "aa.csv";

    /// <summary>One row per lesson, cell and measure; only where a matrix holds both versions of a lesson.</summary>
    public const string Lessons = "lessons.csv";

    /// <summary>Percentiles of latency; only where a program served requests.</summary>
    public const string Latency = "latency.csv";

    /// <summary>The slowest requests of each cell and what stopped them; only where a program served requests.</summary>
    public const string Slowest = "slowest.csv";

    /// <summary>Load within limits of latency; only where a program served requests.</summary>
    public const string Capacity = "capacity.csv";

    /// <summary>The smallest heaps that a sweep refers to, with every run of their search; only where there was one.</summary>
    public const string MinHeaps = "minheap.json";

    /// <summary>Where the memory was on the allocation clock, term by term.</summary>
    public const string Memory = "memory.csv";

    /// <summary>Measures of fragmentation.</summary>
    public const string Fragmentation = "fragmentation.csv";

    /// <summary>Maps of heaps, one line per invocation; only where a matrix asked for them.</summary>
    public const string HeapMaps = "heapmaps.json";

    /// <summary>The report for a browser.</summary>
    public const string HtmlReport = "report.html";

    /// <summary>The report for a pull request.</summary>
    public const string MarkdownReport = "report.md";
}
