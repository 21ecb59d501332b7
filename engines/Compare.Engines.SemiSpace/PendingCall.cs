namespace Compare.Engines.SemiSpace;

/// <summary>A finalizer or weak callback that a collection found due and that has not been called yet.</summary>
/// <param name="Object">Address of the dead object or of the cleared weak reference; a root until the call.</param>
/// <param name="Tag">Tag of the weak reference; 0 for a finalizer, which has none.</param>
internal readonly record struct PendingCall(nint Object, long Tag)
{
    /// <summary>Gets a value indicating whether a finalizer is due: a weak callback always has a tag.</summary>
    public bool IsFinalizer => Tag == 0;
}
