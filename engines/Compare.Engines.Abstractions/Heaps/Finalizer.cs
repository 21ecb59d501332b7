namespace Compare.Engines.Abstractions.Heaps;

/// <summary>Runs before an object of a finalizable type is reclaimed, as <c>__del__</c> does.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
/// <param name="self">A local of the engine with the object; valid during the call.</param>
public delegate void Finalizer<TRef>(ref TRef self)
    where TRef : struct;
