namespace Compare.Engines.Clr.Host;

/// <summary>
/// An object that is never referenced, so that the next collection of the host finds it dead and runs its finalizer:
/// the host's own way of telling that it has collected. The engine then makes its successor.
/// </summary>
/// <param name="engine">Who is told.</param>
internal sealed class GcSignal(ClrEngine engine)
{
    /// <summary>Finalizes an instance of the <see cref="GcSignal"/> class.</summary>
    ~GcSignal() => engine.NoteHostCollection();

    /// <summary>Asks for the next collection.</summary>
    /// <param name="engine">Who is told.</param>
    public static void Arm(ClrEngine engine) => _ = new GcSignal(engine);
}
