using Compare.Engines.Abstractions.Parameters;

namespace Compare.Workloads.Churn;

/// <summary>The parameters of <see cref="GcPerfSim"/>, under the original's short names.</summary>
/// <param name="AllocatedBytes">Bytes to allocate, the filling included.</param>
/// <param name="LiveBytes">Bytes to keep.</param>
/// <param name="IsLinked">Whether items form lists.</param>
/// <param name="Small">The small items.</param>
/// <param name="Large">The large items.</param>
/// <param name="Pinned">The items that are pinned from birth.</param>
internal readonly record struct GcPerfSimSettings(
    long AllocatedBytes, long LiveBytes, bool IsLinked, GcPerfSimBucket Small, GcPerfSimBucket Large, GcPerfSimBucket Pinned)
{
    /// <summary>Key of <see cref="AllocatedBytes"/>.</summary>
    public const string AllocatedKey = "tagb";

    /// <summary>Key of <see cref="LiveBytes"/>.</summary>
    public const string LiveKey = "tlgb";

    /// <summary>Key of the kind of items.</summary>
    public const string KindKey = "at";

    /// <summary>The kind that forms lists.</summary>
    public const string Reference = "reference";

    /// <summary>The kind that does not.</summary>
    public const string Simple = "simple";

    /// <summary>Key of the share of large items.</summary>
    public const string LargeShareKey = "lohar";

    /// <summary>Key of the share of items pinned from birth.</summary>
    public const string PinnedShareKey = "pohar";

    /// <summary>Key of the smallest small item.</summary>
    public const string SmallLowKey = "soh-low";

    /// <summary>Key of the size that small items are below.</summary>
    public const string SmallHighKey = "soh-high";

    /// <summary>Key of the smallest large item.</summary>
    public const string LargeLowKey = "loh-low";

    /// <summary>Key of the size that large items are below.</summary>
    public const string LargeHighKey = "loh-high";

    /// <summary>Key of the smallest item pinned from birth.</summary>
    public const string PinnedLowKey = "poh-low";

    /// <summary>Key of the size that items pinned from birth are below.</summary>
    public const string PinnedHighKey = "poh-high";

    /// <summary>Key of the survival of small items.</summary>
    public const string SmallSurviveKey = "sohsi";

    /// <summary>Key of the survival of large items.</summary>
    public const string LargeSurviveKey = "lohsi";

    /// <summary>Key of the survival of items pinned from birth.</summary>
    public const string PinnedSurviveKey = "pohsi";

    /// <summary>Key of the pinned share of small survivors.</summary>
    public const string SmallPinKey = "sohpi";

    /// <summary>Key of the pinned share of large survivors.</summary>
    public const string LargePinKey = "lohpi";

    /// <summary>Key of the finalizable share of small survivors.</summary>
    public const string SmallFinalizeKey = "sohfi";

    /// <summary>Key of the finalizable share of large survivors.</summary>
    public const string LargeFinalizeKey = "lohfi";

    private const int WholeShare = 1000;

    /// <summary>Gets a value indicating whether any item is to be pinned.</summary>
    public bool Pins => Small.Pins || Large.Pins || Pinned.Pins;

    /// <summary>Gets a value indicating whether any item has a finalizer.</summary>
    public bool Finalizes => Small.Finalizes || Large.Finalizes;

    /// <summary>Gets the share of items that are large and of those that are pinned from birth, by number.</summary>
    /// <remarks>
    /// Only the payload of such an item counts for its group; the objects around it are small. Of a byte that is allocated
    /// ρ is to be large payload: large items per byte are ρ / (mean − overhead), and what is left of the small share goes to
    /// small items.
    /// </remarks>
    public (double Large, double Pinned) Shares
    {
        get
        {
            int overhead = GcPerfSimTypes.Overhead(IsLinked);
            double large = Large.PerMille / (WholeShare * (Large.Mean - overhead));
            double pinned = Pinned.PerMille / (WholeShare * (Pinned.Mean - overhead));
            double small = Math.Max(0, (((double)Small.PerMille / WholeShare) - ((large + pinned) * overhead)) / Small.Mean);
            double all = large + pinned + small;
            return (large / all, pinned / all);
        }
    }

    /// <summary>Gets the number of survivors that are kept: of mean size they are the live bytes.</summary>
    public int Places
    {
        get
        {
            (double large, double pinned) = Shares;
            double mean = (Large.Mean * large) + (Pinned.Mean * pinned) + (Small.Mean * (1 - large - pinned));
            return (int)Math.Max(1, LiveBytes / mean);
        }
    }

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ParameterException">Some contradict each other.</exception>
    public static GcPerfSimSettings From(ParameterValues parameters)
    {
        int large = (int)parameters.Integer(LargeShareKey);
        int pinned = (int)parameters.Integer(PinnedShareKey);
        if (large + pinned > WholeShare)
        {
            throw new ParameterException(
                $"workload gcperfsim: the parameters '{LargeShareKey}' and '{PinnedShareKey}' "
                + $"are together above {WholeShare} ‰.");
        }

        GcPerfSimSettings settings = new(
            parameters.Integer(AllocatedKey),
            parameters.Integer(LiveKey),
            parameters.Text(KindKey) == Reference,
            new GcPerfSimBucket(
                WholeShare - large - pinned,
                (int)parameters.Integer(SmallLowKey),
                (int)parameters.Integer(SmallHighKey),
                parameters.Integer(SmallSurviveKey),
                parameters.Integer(SmallPinKey),
                parameters.Integer(SmallFinalizeKey),
                IsPinned: false).Checked(SmallLowKey, SmallHighKey),
            new GcPerfSimBucket(
                large,
                (int)parameters.Integer(LargeLowKey),
                (int)parameters.Integer(LargeHighKey),
                parameters.Integer(LargeSurviveKey),
                parameters.Integer(LargePinKey),
                parameters.Integer(LargeFinalizeKey),
                IsPinned: false).Checked(LargeLowKey, LargeHighKey),
            new GcPerfSimBucket(
                pinned,
                (int)parameters.Integer(PinnedLowKey),
                (int)parameters.Integer(PinnedHighKey),
                parameters.Integer(PinnedSurviveKey),
                PinEvery: 0,
                FinalizeEvery: 0,
                IsPinned: true).Checked(PinnedLowKey, PinnedHighKey));
        return settings.IsLinked || !settings.Finalizes
            ? settings
            : throw new ParameterException(
                $"workload gcperfsim: the parameters '{SmallFinalizeKey}' and '{LargeFinalizeKey}' need {KindKey}={Reference}; "
                + $"items of {KindKey}={Simple} have no finalizer.");
    }
}
