namespace Compare.Engines.Abstractions.Heaps;

/// <summary>Answers the death of a weak reference's target.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
/// <param name="weak">A local of the engine with the weak reference, already cleared; valid during the call.</param>
/// <param name="tag">The tag that the weak reference was made with.</param>
public delegate void WeakCallback<TRef>(ref TRef weak, long tag)
    where TRef : struct;
