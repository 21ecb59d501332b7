namespace Compare.Engines.Clr.Objects;

/// <summary>One reference slot.</summary>
internal struct OneSlot
{
    /// <summary>The slot.</summary>
    public object? Slot;
}
