using Compare.Engines.Abstractions.Parameters;

namespace Compare.Workloads.Lifetimes;

/// <summary>The parameters of <see cref="GcOld"/> with the numbers that follow from them.</summary>
/// <param name="Trees">Trees in the old generation.</param>
/// <param name="Height">Height of a tree, nodes.</param>
/// <param name="StepBytes">Bytes of short-lived arrays allocated in a step.</param>
/// <param name="Work">Units of computing for each byte allocated.</param>
/// <param name="Ratio">Short-lived bytes for each long-lived byte.</param>
/// <param name="Mutations">Pointers changed in a step.</param>
/// <param name="Steps">Steps.</param>
internal readonly record struct GcOldSettings(
    int Trees, int Height, long StepBytes, long Work, long Ratio, long Mutations, long Steps)
{
    /// <summary>Key of the bytes of long-lived trees.</summary>
    public const string SizeKey = "size";

    /// <summary>Key of <see cref="Work"/>.</summary>
    public const string WorkKey = "work";

    /// <summary>Key of <see cref="Ratio"/>.</summary>
    public const string RatioKey = "ratio";

    /// <summary>Key of <see cref="Mutations"/>.</summary>
    public const string MutationsKey = "mutations";

    /// <summary>Key of <see cref="Steps"/>.</summary>
    public const string StepsKey = "steps";

    /// <summary>Key of <see cref="Height"/>.</summary>
    public const string HeightKey = "height";

    /// <summary>Key of <see cref="StepBytes"/>.</summary>
    public const string StepKey = "step";

    /// <summary>Bytes that the original charges for a node where words have 64 bits.</summary>
    public const int NodeBytes = 40;

    /// <summary>Words of a short-lived array.</summary>
    public const int ArrayWords = 100;

    private const int ArrayBytes = ArrayWords * sizeof(long);
    private const int InsignificantBytes = 999;

    /// <summary>Gets the bytes that the original charges for a whole tree.</summary>
    public long TreeBytes => Nodes(Height) * NodeBytes;

    /// <summary>Gets the bytes of long-lived trees due in a step.</summary>
    public long OldBytes => StepBytes / Ratio;

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ParameterException">Not even one tree fits.</exception>
    public static GcOldSettings From(ParameterValues parameters)
    {
        int height = (int)parameters.Integer(HeightKey);
        long size = parameters.Integer(SizeKey);
        long treeBytes = Nodes(height) * NodeBytes;
        return size < treeBytes
            ? throw new ParameterException(
                $"workload gcold: parameter '{SizeKey}' is {size} bytes, but a tree of '{HeightKey}' {height} has {treeBytes}.")
            : new(
                (int)(size / treeBytes),
                height,
                parameters.Integer(StepKey),
                parameters.Integer(WorkKey),
                parameters.Integer(RatioKey),
                parameters.Integer(MutationsKey),
                parameters.Integer(StepsKey));
    }

    /// <summary>Computes the nodes of a perfect tree.</summary>
    /// <param name="height">Its height in nodes.</param>
    /// <returns>Objects.</returns>
    public static long Nodes(int height) => (1L << height) - 1;

    /// <summary>Computes how many short-lived arrays make up a number of bytes.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <returns>Arrays, rounded up.</returns>
    public static long Arrays(long bytes) => (bytes + ArrayBytes - 1) / ArrayBytes;

    /// <summary>Cuts the largest tree off a number of bytes that are still due.</summary>
    /// <param name="bytes">Bytes due, less than a whole tree; reduced by those of the tree.</param>
    /// <returns>The tree's height; 0 when what is due is not worth a tree.</returns>
    public static int TakePartialTree(ref long bytes)
    {
        if (bytes <= InsignificantBytes)
        {
            return 0;
        }

        int height = 1;
        while (Nodes(height + 1) * NodeBytes <= bytes)
        {
            height++;
        }

        bytes -= Nodes(height) * NodeBytes;
        return height;
    }
}
