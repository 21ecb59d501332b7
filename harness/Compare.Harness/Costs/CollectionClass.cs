namespace Compare.Harness.Costs;

/// <summary>What an event counts as when costs are summed.</summary>
[Flags]
public enum CollectionClass : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>A collection of the youngest generation alone.</summary>
    Minor = 1,

    /// <summary>Any other collection, increment or slice of one.</summary>
    Major = 2,

    /// <summary>A cascade of releases, which examines nothing: every object in it is dead.</summary>
    Cascade = 4,

    /// <summary>All that examine objects.</summary>
    Collections = Minor | Major,

    /// <summary>Everything.</summary>
    All = Collections | Cascade,
}
