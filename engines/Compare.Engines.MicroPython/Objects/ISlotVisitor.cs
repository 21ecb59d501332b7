namespace Compare.Engines.MicroPython.Objects;

/// <summary>Is shown the references of an object. A struct, so that a walk allocates nothing.</summary>
internal interface ISlotVisitor
{
    /// <summary>Looks at a reference.</summary>
    /// <param name="slot">Address of the machine word that holds it.</param>
    void Visit(nint slot);
}
