namespace Compare.Engines.Heap.Checking;

/// <summary>A value outside all locals, until the next operation that may collect.</summary>
/// <typeparam name="TRef">The inner heap's reference.</typeparam>
/// <param name="Raw">The inner reference: valid exactly as long as the temporary.</param>
/// <param name="Stamp">When it was made.</param>
/// <param name="Name">Number of the name of where it came from.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Source">The object whose field was read, for a borrowed one.</param>
/// <param name="Field">Which field was read.</param>
/// <param name="Object">What messages call the object.</param>
internal readonly record struct Temporary<TRef>(
    TRef Raw, long Stamp, int Name, TemporaryState State, TRef Source, FieldKey Field, ObjectName Object)
    where TRef : struct;
