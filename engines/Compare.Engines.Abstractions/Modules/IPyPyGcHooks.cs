namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// PyPy's <c>gc.hooks</c>. Called at a check point of the program, with what has happened since the last call; they may use
/// the heap.
/// </summary>
public interface IPyPyGcHooks
{
    /// <summary>Minor collections have happened (<c>on_gc_minor</c>).</summary>
    /// <param name="stats">Their sums.</param>
    void OnMinor(GcMinorStats stats);

    /// <summary>Steps of major collections have happened (<c>on_gc_collect_step</c>).</summary>
    /// <param name="stats">Their sums.</param>
    void OnCollectStep(GcCollectStepStats stats);

    /// <summary>Major collections have ended (<c>on_gc_collect</c>).</summary>
    /// <param name="stats">Their sums.</param>
    void OnCollect(GcCollectStats stats);
}
