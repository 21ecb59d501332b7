namespace Compare.Engines.PyPy.Collector;

/// <summary>Counters before a collection, so that its event can tell what it did.</summary>
/// <param name="Objects">Objects not yet reclaimed.</param>
/// <param name="Marked">Objects marked so far.</param>
/// <param name="WeakCleared">Weak pointers cleared so far.</param>
/// <param name="Finalizable">Objects queued for their finalizer.</param>
internal readonly record struct CountingSnapshot(long Objects, long Marked, long WeakCleared, long Finalizable);
