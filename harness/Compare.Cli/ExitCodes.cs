namespace Compare.Cli;

/// <summary>The exit codes that scripts rely on.</summary>
internal static class ExitCodes
{
    /// <summary>Everything asked for is done.</summary>
    public const int Ok = 0;

    /// <summary>Usage or bad input; nothing was run, or the result directory failed under the run.</summary>
    public const int BadInput = 1;

    /// <summary>The matrix is incomplete: cells failed, or the run was stopped. The report is written all the same.</summary>
    public const int Incomplete = 3;
}
