namespace Compare.Harness.RunComparisons;

/// <summary>One count of the work vector that changed.</summary>
/// <param name="Count">Name of the count.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Base">In the base; null when it was not counted or not known.</param>
/// <param name="New">In the new run; null when it was not counted or not known.</param>
public sealed record CountChange(string Count, string Unit, long? Base, long? New)
{
    /// <summary>New over base, less 1; null where one of them is not known or the base is 0.</summary>
    public double? Relative => Base is { } was and not 0 && New is { } now ? ((double)now / was) - 1 : null;

    /// <summary>
    /// |ln(new/base)|, by which changes in both directions are ranked alike: infinite to and from 0; null where one is not known.
    /// </summary>
    internal double? Magnitude => this switch
    {
        { Base: null } or { New: null } => null,
        { Base: 0 } or { New: 0 } => double.PositiveInfinity,
        _ => Math.Abs(Math.Log((double)New!.Value / Base!.Value)),
    };

    /// <summary>True when the count grew, false when it shrank; null when that is not known.</summary>
    internal bool? Grew => Base is { } was && New is { } now ? now > was : null;

    /// <summary>Distance in the unit of the count, which ranks changes to and from 0.</summary>
    internal double Distance => Math.Abs((double)(New ?? 0) - (Base ?? 0));
}
