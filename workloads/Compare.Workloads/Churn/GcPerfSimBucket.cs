using Compare.Engines.Abstractions.Parameters;

namespace Compare.Workloads.Churn;

/// <summary>One of the groups of items of <see cref="GcPerfSim"/>: small, large, or pinned from birth.</summary>
/// <param name="PerMille">Share of the allocated bytes, ‰.</param>
/// <param name="Low">Smallest item, bytes.</param>
/// <param name="High">Items are smaller than this, bytes.</param>
/// <param name="SurviveEvery">Every such item survives; 0 for none.</param>
/// <param name="PinEvery">Every such survivor is pinned; 0 for none.</param>
/// <param name="FinalizeEvery">Every such survivor has a finalizer; 0 for none.</param>
/// <param name="IsPinned">Whether every item is pinned as long as it lives.</param>
internal readonly record struct GcPerfSimBucket(
    int PerMille, int Low, int High, long SurviveEvery, long PinEvery, long FinalizeEvery, bool IsPinned)
{
    /// <summary>Gets the mean size of an item, bytes.</summary>
    public double Mean => (Low + (double)High) / 2;

    /// <summary>Gets a value indicating whether any item is to be pinned.</summary>
    public bool Pins => PerMille > 0 && (IsPinned || (PinEvery > 0 && SurviveEvery > 0));

    /// <summary>Gets a value indicating whether any item has a finalizer.</summary>
    public bool Finalizes => PerMille > 0 && FinalizeEvery > 0 && SurviveEvery > 0;

    /// <summary>Refuses sizes in the wrong order.</summary>
    /// <param name="low">Name of the parameter with the smallest size.</param>
    /// <param name="high">Name of the parameter with the largest size.</param>
    /// <returns>The bucket itself.</returns>
    /// <exception cref="ParameterException">There is no size between the two.</exception>
    public GcPerfSimBucket Checked(string low, string high) => High > Low
        ? this
        : throw new ParameterException($"workload gcperfsim: the parameter '{high}' must be above '{low}' ({Low}).");
}
