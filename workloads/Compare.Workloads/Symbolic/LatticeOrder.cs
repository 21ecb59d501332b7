namespace Compare.Workloads.Symbolic;

/// <summary>
/// How two elements of a lattice compare, as two bits: those of the places of a sequence add up to those of the whole.
/// </summary>
[Flags]
internal enum LatticeOrder
{
    /// <summary>They are equal.</summary>
    Equal = 0,

    /// <summary>The first is less.</summary>
    Less = 1,

    /// <summary>The first is more.</summary>
    More = 2,

    /// <summary>Neither is less than the other.</summary>
    Uncomparable = Less | More,
}
