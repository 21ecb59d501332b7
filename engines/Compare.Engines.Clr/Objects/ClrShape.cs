namespace Compare.Engines.Clr.Objects;

/// <summary>What a class of objects is made of.</summary>
/// <param name="Slots">Reference fields and arrays.</param>
/// <param name="Words">Data words.</param>
/// <param name="Finalizable">Whether the host must report the death of its objects.</param>
/// <param name="Weak">Whether its objects are weak references; then nothing else counts.</param>
internal readonly record struct ClrShape(int Slots, int Words, bool Finalizable, bool Weak)
{
    /// <summary>Gets the inline slots: an object with a finalizer has at least one, which keeps its classes few.</summary>
    public int InlineSlots => Finalizable ? Math.Max(Slots, 1) : Slots;
}
