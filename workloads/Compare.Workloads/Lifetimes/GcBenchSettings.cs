using Compare.Engines.Abstractions.Parameters;

namespace Compare.Workloads.Lifetimes;

/// <summary>The parameters of <see cref="GcBench"/> with the numbers that follow from them.</summary>
/// <param name="StretchDepth">Depth of the tree that stretches the heap.</param>
/// <param name="LiveDepth">Depth of the long-lived tree.</param>
/// <param name="ArrayLength">Numbers in the long-lived array.</param>
/// <param name="MinimumDepth">Depth of the smallest short-lived trees.</param>
/// <param name="MaximumDepth">Depth of the largest short-lived trees.</param>
internal readonly record struct GcBenchSettings(
    int StretchDepth, int LiveDepth, int ArrayLength, int MinimumDepth, int MaximumDepth)
{
    /// <summary>Key of <see cref="StretchDepth"/>.</summary>
    public const string StretchKey = "stretch";

    /// <summary>Key of <see cref="LiveDepth"/>.</summary>
    public const string LiveKey = "live";

    /// <summary>Key of <see cref="ArrayLength"/>.</summary>
    public const string ArrayKey = "array";

    /// <summary>Key of <see cref="MinimumDepth"/>.</summary>
    public const string MinimumKey = "min";

    /// <summary>Key of <see cref="MaximumDepth"/>.</summary>
    public const string MaximumKey = "max";

    /// <summary>Difference of depth between one group of short-lived trees and the next.</summary>
    public const int DepthStep = 2;

    /// <summary>Gets the depth of the last group of short-lived trees.</summary>
    public int LastDepth => MaximumDepth - ((MaximumDepth - MinimumDepth) % DepthStep);

    /// <summary>Gets the objects live beside the largest short-lived tree, this tree included.</summary>
    public long LiveAtLastTree => Nodes(LiveDepth) + 1 + Nodes(LastDepth);

    /// <summary>Gets a value indicating whether the stretch tree is the largest live set of the run.</summary>
    public bool PeaksAtStretch => Nodes(StretchDepth) >= LiveAtLastTree;

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ParameterException">The depths contradict each other.</exception>
    public static GcBenchSettings From(ParameterValues parameters)
    {
        GcBenchSettings settings = new(
            (int)parameters.Integer(StretchKey),
            (int)parameters.Integer(LiveKey),
            (int)parameters.Integer(ArrayKey),
            (int)parameters.Integer(MinimumKey),
            (int)parameters.Integer(MaximumKey));
        if (settings.MinimumDepth > settings.MaximumDepth)
        {
            throw new ParameterException(
                $"workload gcbench: parameter '{MinimumKey}' is {settings.MinimumDepth}, but '{MaximumKey}' is only {settings.MaximumDepth}.");
        }

        if (settings.MaximumDepth > settings.StretchDepth)
        {
            throw new ParameterException(
                $"workload gcbench: parameter '{MaximumKey}' is {settings.MaximumDepth}, but '{StretchKey}' is only {settings.StretchDepth}.");
        }

        return settings;
    }

    /// <summary>Computes the nodes of a perfect tree.</summary>
    /// <param name="depth">Its depth in edges.</param>
    /// <returns>Objects.</returns>
    public static long Nodes(int depth) => (2L << depth) - 1;

    /// <summary>Computes how many trees of a depth are built in each direction, so that every depth allocates alike.</summary>
    /// <param name="depth">The depth.</param>
    /// <returns>Trees.</returns>
    public long Trees(int depth) => 2 * Nodes(StretchDepth) / Nodes(depth);
}
