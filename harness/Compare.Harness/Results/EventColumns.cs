namespace Compare.Harness.Results;

/// <summary>Places of the columns of <see cref="EventRow"/> when it is packed; workers hand over events in this order.</summary>
public static class EventColumns
{
    /// <summary>Place of <see cref="EventRow.Event"/> among the numbers.</summary>
    public const int Event = 0;

    /// <summary>Place of <see cref="EventRow.Iteration"/> among the numbers.</summary>
    public const int Iteration = 1;

    /// <summary>Place of <see cref="EventRow.Generation"/> among the numbers.</summary>
    public const int Generation = 2;

    /// <summary>Place of <see cref="EventRow.StartNs"/> among the numbers.</summary>
    public const int StartNs = 3;

    /// <summary>Place of <see cref="EventRow.PauseNs"/> among the numbers.</summary>
    public const int PauseNs = 4;

    /// <summary>Place of <see cref="EventRow.CpuNs"/> among the numbers.</summary>
    public const int CpuNs = 5;

    /// <summary>Place of <see cref="EventRow.AllocatedBytes"/> among the numbers.</summary>
    public const int AllocatedBytes = 6;

    /// <summary>Place of <see cref="EventRow.BeforeBytes"/> among the numbers.</summary>
    public const int BeforeBytes = 7;

    /// <summary>Place of <see cref="EventRow.AfterBytes"/> among the numbers.</summary>
    public const int AfterBytes = 8;

    /// <summary>Place of <see cref="EventRow.CommittedBytes"/> among the numbers.</summary>
    public const int CommittedBytes = 9;

    /// <summary>Place of <see cref="EventRow.VisitedObjects"/> among the numbers.</summary>
    public const int VisitedObjects = 10;

    /// <summary>Place of <see cref="EventRow.CopiedObjects"/> among the numbers.</summary>
    public const int CopiedObjects = 11;

    /// <summary>Place of <see cref="EventRow.CopiedBytes"/> among the numbers.</summary>
    public const int CopiedBytes = 12;

    /// <summary>Place of <see cref="EventRow.FreedObjects"/> among the numbers.</summary>
    public const int FreedObjects = 13;

    /// <summary>Place of <see cref="EventRow.FreedBytes"/> among the numbers.</summary>
    public const int FreedBytes = 14;

    /// <summary>Place of <see cref="EventRow.FinalizersRun"/> among the numbers.</summary>
    public const int FinalizersRun = 15;

    /// <summary>Place of <see cref="EventRow.WeakCleared"/> among the numbers.</summary>
    public const int WeakCleared = 16;

    /// <summary>Place of <see cref="EventRow.UncollectableObjects"/> among the numbers.</summary>
    public const int UncollectableObjects = 17;

    /// <summary>Place of <see cref="EventRow.OldState"/> among the numbers.</summary>
    public const int OldState = 18;

    /// <summary>Place of <see cref="EventRow.NewState"/> among the numbers.</summary>
    public const int NewState = 19;

    /// <summary>Place of <see cref="EventRow.PinnedObjects"/> among the numbers.</summary>
    public const int PinnedObjects = 20;

    /// <summary>Place of <see cref="EventRow.Compacting"/> among the numbers, 1 for true.</summary>
    public const int Compacting = 21;

    /// <summary>Place of <see cref="EventRow.Gen0AfterBytes"/> among the numbers.</summary>
    public const int Gen0AfterBytes = 22;

    /// <summary>Place of <see cref="EventRow.Gen1AfterBytes"/> among the numbers.</summary>
    public const int Gen1AfterBytes = 23;

    /// <summary>Place of <see cref="EventRow.Gen2AfterBytes"/> among the numbers.</summary>
    public const int Gen2AfterBytes = 24;

    /// <summary>Place of <see cref="EventRow.LohAfterBytes"/> among the numbers.</summary>
    public const int LohAfterBytes = 25;

    /// <summary>Place of <see cref="EventRow.PohAfterBytes"/> among the numbers.</summary>
    public const int PohAfterBytes = 26;

    /// <summary>Place of <see cref="EventRow.FragmentedBytes"/> among the numbers.</summary>
    public const int FragmentedBytes = 27;

    /// <summary>Place of <see cref="EventRow.FinalizationPromotedBytes"/> among the numbers.</summary>
    public const int FinalizationPromotedBytes = 28;

    /// <summary>Place of <see cref="EventRow.Kind"/> among the texts.</summary>
    public const int Kind = 0;

    /// <summary>Place of <see cref="EventRow.Cause"/> among the texts.</summary>
    public const int Cause = 1;

    /// <summary>Place of <see cref="EventRow.Phase"/> among the texts.</summary>
    public const int Phase = 2;

    /// <summary>Place of <see cref="EventRow.Mode"/> among the texts.</summary>
    public const int Mode = 3;

    /// <summary>Place of <see cref="EventRow.HostReason"/> among the texts.</summary>
    public const int HostReason = 4;

    /// <summary>Number of columns of numbers.</summary>
    public const int NumberCount = FinalizationPromotedBytes + 1;

    /// <summary>Number of columns of texts.</summary>
    public const int TextCount = HostReason + 1;

    /// <summary>Columns of numbers that no event goes without.</summary>
    public static IReadOnlyList<int> Needed { get; } = [Event, Iteration, StartNs, PauseNs, AllocatedBytes];

    /// <summary>Columns of texts that no event goes without.</summary>
    public static IReadOnlyList<int> NeededTexts { get; } = [Kind, Cause];
}
