namespace Compare.Engines.Clr.Objects;

/// <summary>What all objects of one registered type share.</summary>
/// <typeparam name="TTag">The tag of the class.</typeparam>
internal static unsafe class ClrTypeStatics<TTag>
    where TTag : struct
{
    /// <summary>Gets the engine's description of the type; null while no engine uses the class.</summary>
    public static ClrTypeInfo* Info { get; private set; }

    /// <summary>Gets the queue where dead finalizable objects of the type report.</summary>
    public static ClrFinalizerQueue? Queue { get; private set; }

    /// <summary>Gives the class to a type of an engine, or takes it away.</summary>
    /// <param name="info">Address of the description, or 0.</param>
    /// <param name="queue">The engine's queue, or null.</param>
    public static void Bind(nint info, ClrFinalizerQueue? queue)
    {
        Info = (ClrTypeInfo*)info;
        Queue = queue;
    }
}
