namespace Compare.Engines.Clr.Objects;

/// <summary>An object whose call is due: a dead finalizable object, or a weak reference with a dead target.</summary>
/// <typeparam name="T">Which of them.</typeparam>
/// <param name="Object">The object.</param>
/// <param name="Collection">Number of the host's collection that found the death.</param>
internal readonly record struct DueCall<T>(T Object, long Collection)
    where T : ClrObject;
