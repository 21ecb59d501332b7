using Compare.Engines.Clr.Host;

namespace Compare.Engines.Clr.Objects;

/// <summary>An object whose call is due: a dead finalizable object, or a weak reference with a dead target.</summary>
/// <typeparam name="T">Which of them.</typeparam>
/// <param name="Object">The object.</param>
/// <param name="Found">The collection that found the death.</param>
internal readonly record struct DueCall<T>(T Object, CollectionNote Found)
    where T : ClrObject;
