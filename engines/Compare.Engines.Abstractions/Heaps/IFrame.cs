namespace Compare.Engines.Abstractions.Heaps;

/// <summary>
/// Marks a frame: a <see langword="ref struct"/> whose first field is a <see cref="FrameLink"/> and whose other fields
/// are the named reference locals of one function, all of type <typeparamref name="TRef"/> and nothing else.
/// </summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1040:Avoid empty interfaces", Justification = "The constraint keeps frames of different engines apart.")]
public interface IFrame<TRef>
    where TRef : struct;
