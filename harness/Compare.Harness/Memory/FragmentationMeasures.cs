namespace Compare.Harness.Memory;

/// <summary>Names of the measures in <c>fragmentation.csv</c>; formulas in the method, section "Where the memory is".</summary>
public static class FragmentationMeasures
{
    /// <summary>1 − bytes asked for ÷ bytes of the cells in use.</summary>
    public const string Internal = "internal";

    /// <summary>1 − free bytes in runs of at least the size ÷ free bytes: the share of free memory that is of no use for
    /// it.</summary>
    public const string External = "external";

    /// <summary>1 − longest free run ÷ free bytes.</summary>
    public const string ExternalSingle = "external_single";

    /// <summary>1 − live bytes ÷ bytes of the blocks in which objects lie.</summary>
    public const string BlockWaste = "block_waste";

    /// <summary>Free bytes that cannot be given back.</summary>
    public const string Unreturnable = "unreturnable";

    /// <summary>Largest committed bytes ÷ largest live bytes.</summary>
    public const string BlowUp = "blow_up";

    /// <summary>What Robson's adversary makes any heap need that does not move objects ÷ its live data.</summary>
    public const string RobsonBound = "robson_bound";
}
