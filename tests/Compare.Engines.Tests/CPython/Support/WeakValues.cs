namespace Compare.Engines.Tests.CPython.Support;

/// <summary>Python's equality and hash of weak references whose targets have their value in their first word.</summary>
internal static class WeakValues
{
    private const int HashWord = 0;
    private const int HashedWord = 1;

    /// <summary>Makes a weak reference that can remember its hash.</summary>
    public static Variable New(PythonHeap python, Variable target)
    {
        Variable weak = python.WeakOfType(PythonTypes.ReferenceSubclass, target);
        python.SetWord(weak, HashedWord, 0);
        return weak;
    }

    /// <summary>Compares the targets while both live, else the references.</summary>
    public static bool AreEqual(PythonHeap python, Variable left, Variable right)
    {
        Variable leftTarget = python.Call(left);
        Variable rightTarget = python.Call(right);
        bool equal = python.IsNone(leftTarget) || python.IsNone(rightTarget)
            ? python.Same(left, right)
            : python.GetWord(leftTarget, 0) == python.GetWord(rightTarget, 0);
        python.Forget(leftTarget);
        python.Forget(rightTarget);
        return equal;
    }

    /// <summary>Gets the hash of the target, or the one that was computed while it lived.</summary>
    /// <exception cref="InvalidOperationException">The target is dead and was never asked for its hash.</exception>
    public static long Hash(PythonHeap python, Variable weak)
    {
        if (python.GetWord(weak, HashedWord) == 0)
        {
            Variable target = python.Call(weak);
            if (python.IsNone(target))
            {
                throw new InvalidOperationException("The target is dead.");
            }

            python.SetWord(weak, HashWord, python.GetWord(target, 0));
            python.SetWord(weak, HashedWord, 1);
            python.Forget(target);
        }

        return python.GetWord(weak, HashWord);
    }
}
