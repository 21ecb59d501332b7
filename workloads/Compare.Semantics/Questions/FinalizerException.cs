namespace Compare.Semantics.Questions;

/// <summary>What becomes of an exception that a finalizer throws.</summary>
internal sealed class FinalizerException : SemanticQuestion
{
    /// <inheritdoc/>
    public override string Key => "finalizer_exception";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Finalizers;

    /// <inheritdoc/>
    public override string Text => "Where does an exception out of a finalizer come out?";

    /// <inheritdoc/>
    public override string Why => "Python prints and forgets it; here the program gets it, so that no mistake is lost.";

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        mutator.Heap.SetFinalizer(mutator.Heap.Register(Shapes.Mortal), (ref _) => throw new FinalizerFault());
        mutator.Roots(1);
        mutator.New(0, Shapes.Mortal, 1);
        return Throws(() => mutator.Clear(0)) ? "of the release"
            : Throws(() => mutator.Heap.SafePoint()) ? "of the next check point"
            : Throws(() => mutator.Collect()) ? "of the collection"
            : NotApplicable;
    }

    private static bool Throws(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (FinalizerFault)
        {
            return true;
        }
    }

    private sealed class FinalizerFault : Exception;
}
