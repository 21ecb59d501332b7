using System.Runtime.InteropServices;

namespace Compare.Harness.HeapSizing;

/// <summary>What a search of the smallest heap starts from.</summary>
/// <param name="LowerBoundBytes">Exact peak of live bytes, where the search begins.</param>
/// <param name="BlockBytes">Sizes are multiples of this.</param>
/// <param name="CapBytes">No larger heap is tried.</param>
/// <param name="Repeats">Runs that must all pass at a size; the first that fails decides.</param>
/// <param name="Verifications">Fresh runs that must all pass at the answer.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SearchBounds(
    long LowerBoundBytes, long BlockBytes, long CapBytes, int Repeats, int Verifications)
{
    /// <summary>Runs at each size, and at the answer, of an engine that does not always do the same (methodology 3.6).</summary>
    public const int RepeatsOfVarying = 3;

    /// <summary>See <see cref="RepeatsOfVarying"/>.</summary>
    public const int VerificationsOfVarying = 5;

    /// <summary>Rounds up to the next multiple of <see cref="BlockBytes"/>.</summary>
    /// <param name="bytes">A size.</param>
    public long Up(long bytes) => (Math.Max(bytes, 1) + BlockBytes - 1) / BlockBytes * BlockBytes;

    /// <summary>Rounds down to a multiple of <see cref="BlockBytes"/>.</summary>
    /// <param name="bytes">A size.</param>
    public long Down(long bytes) => bytes / BlockBytes * BlockBytes;
}
