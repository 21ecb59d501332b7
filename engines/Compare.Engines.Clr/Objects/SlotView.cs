namespace Compare.Engines.Clr.Objects;

/// <summary>Names the first field of any object, so that slots are found without knowing the object's class. Never instantiated.</summary>
internal abstract class SlotView
{
    /// <summary>The first field.</summary>
    public object? First;
}
