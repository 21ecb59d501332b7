using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Abstractions.Workloads;

/// <summary>
/// A workload in two versions that do the same work with the same answer: as programs often are, and as one who knows how memory
/// works writes them. What the second saves is the lesson; the checksums of both are equal.
/// </summary>
public interface ILesson : IWorkload
{
    /// <summary>The parameter that chooses the version.</summary>
    const string Version = "version";

    /// <summary>The version that takes more than it needs.</summary>
    const string Wasteful = "wasteful";

    /// <summary>The version that follows the advice.</summary>
    const string Careful = "careful";

    /// <summary>Gets the lesson in a few words: "Use generators instead of lists".</summary>
    string Title { get; }

    /// <summary>Gets one sentence: what the first version wastes.</summary>
    string Waste { get; }

    /// <summary>Gets one sentence: what the second version does instead.</summary>
    string Advice { get; }

    /// <inheritdoc/>
    /// <remarks>Lessons are made of Python's objects, whose sizes and numbers are the engine's.</remarks>
    WorkloadExpectation? IWorkload.Expect(ParameterValues parameters, ulong seed) => null;
}
