using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Abstractions.Workloads;

/// <summary>
/// A program that exercises memory: a fixed amount of work, the same sequence of operations on every engine for a seed.
/// </summary>
public interface IWorkload
{
    /// <summary>Gets the name that scripts and matrix files use, e.g. <c>binary-trees</c>.</summary>
    string Name { get; }

    /// <summary>Gets one sentence: the property that it stresses.</summary>
    string Summary { get; }

    /// <summary>Gets where it comes from: a publication or "ours", with the published parameters.</summary>
    string Source { get; }

    /// <summary>
    /// Gets the family: what programs like it have in common, e.g. <c>Services</c> for those that serve requests. Reports sum up by it.
    /// </summary>
    string Family => GetType().Namespace?.Split('.')[^1] ?? Name;

    /// <summary>Gets the parameters with units, ranges and the values of the default size.</summary>
    IReadOnlyList<ParameterDescription> Parameters { get; }

    /// <summary>Gets the arguments that make up a size; parameters that a user gives go before them.</summary>
    /// <param name="size">The size.</param>
    /// <returns>Names and values; none for the default size, which is what the parameters default to.</returns>
    IReadOnlyDictionary<string, string> GetSize(WorkloadSize size);

    /// <summary>Gets the reason why an engine cannot run this workload.</summary>
    /// <param name="traits">The engine's promises.</param>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>One sentence, or null when it can.</returns>
    /// <remarks>That a fixed heap is too small for <see cref="Expect"/> is found by the harness.</remarks>
    string? NotApplicable(EngineTraits traits, ParameterValues parameters) => null;

    /// <summary>Gets the requests that one run serves; whoever records them makes room for so many before the run.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The number; 0 for a program that serves none.</returns>
    long CountRequests(ParameterValues parameters) => 0;

    /// <summary>Computes what a run must allocate and keep, checked at each run.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <param name="seed">Seed of the run: where random numbers decide what is allocated, they are drawn again here.</param>
    /// <returns>
    /// The expectation; null for a workload of Python's objects, of which engines make different numbers and sizes: then a run on the
    /// exact heap under the engine's own rules is what every run is held to.
    /// </returns>
    /// <exception cref="ParameterException">Parameters that are valid each by itself contradict each other.</exception>
    WorkloadExpectation? Expect(ParameterValues parameters, ulong seed);

    /// <summary>Gets the live data and the largest size of a program that is built to fragment a heap as Robson's adversary does.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>Both in units of the smallest size; null for any other program.</returns>
    /// <exception cref="ParameterException">Parameters that are valid each by itself contradict each other.</exception>
    (long Live, long Largest)? FragmentingSizes(ParameterValues parameters) => null;

    /// <summary>
    /// Runs the whole workload once. At the end every frame is left and the root area is empty.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="run">Parameters, seed, phases.</param>
    /// <returns>The checksum: the workload's own answer mixed with the sequence of its operations.</returns>
    ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct;
}
