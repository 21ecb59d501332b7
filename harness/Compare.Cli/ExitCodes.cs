namespace Compare.Cli;

/// <summary>The exit codes that scripts rely on.</summary>
internal static class ExitCodes
{
    /// <summary>Everything asked for is done.</summary>
    public const int Ok = 0;

    /// <summary>Usage or bad input; nothing was run, or the result directory failed under the run.</summary>
    public const int BadInput = 1;

    /// <summary>A gate of <c>compare</c> found what it looks for.</summary>
    public const int Regression = 2;

    /// <summary>The matrix is incomplete: cells failed, or the run was stopped. The report is written all the same.</summary>
    public const int Incomplete = 3;

    /// <summary>A gate of <c>compare</c> cannot decide: the A/A pair of a run differs from itself.</summary>
    public const int AaPairDiffers = 4;

    /// <summary>Derived numbers do not follow from the raw files.</summary>
    public const int VerificationFailed = 5;
}
