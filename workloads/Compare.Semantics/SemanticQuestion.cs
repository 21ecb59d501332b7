using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics;

/// <summary>A question that one program on one new engine answers.</summary>
internal abstract class SemanticQuestion : ISemanticQuestion
{
    /// <summary>The answer where the question has no meaning.</summary>
    internal const string NotApplicable = "–";

    /// <summary>The answer where a thing is so.</summary>
    protected const string Yes = "yes";

    /// <summary>The answer where a thing is not so.</summary>
    protected const string No = "no";

    /// <summary>The answer where a thing does not happen.</summary>
    protected const string Never = "never";

    /// <summary>Heap limit of programs that fill the heap, bytes: enough for every engine, and full in no time.</summary>
    protected const long SmallHeapBytes = 4 << 20;

    /// <inheritdoc/>
    public abstract string Key { get; }

    /// <inheritdoc/>
    public abstract SemanticTopic Topic { get; }

    /// <inheritdoc/>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public abstract string Why { get; }

    /// <inheritdoc/>
    public virtual string Observe(Subject subject) => RunOn(subject, heapLimitBytes: null);

    /// <summary>Runs the program.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="mutator">Operations on the heap.</param>
    /// <returns>The answer.</returns>
    protected abstract string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct;

    /// <summary>Runs the program on a new engine.</summary>
    /// <param name="subject">The engine.</param>
    /// <param name="heapLimitBytes">The heap limit in bytes, or null for none.</param>
    /// <returns>The answer.</returns>
    protected string RunOn(Subject subject, long? heapLimitBytes)
    {
        using IEngine engine = subject.Create(heapLimitBytes);
        Adapter adapter = new(this, engine);
        engine.Execute(adapter);
        return adapter.Answer;
    }

    /// <summary>Runs the program in a small heap where the engine itself keeps a limit.</summary>
    /// <param name="subject">The engine.</param>
    /// <returns>The answer.</returns>
    protected string RunInSmallHeap(Subject subject) =>
        RunOn(subject, subject.NeedsProcess(SmallHeapBytes) ? null : SmallHeapBytes);

    /// <summary>Joins the answers for an object in no cycle and for one in a cycle.</summary>
    /// <param name="acyclic">The one.</param>
    /// <param name="cyclic">The other.</param>
    /// <returns>One answer when they agree.</returns>
    protected static string Join(string acyclic, string cyclic) =>
        acyclic == cyclic ? acyclic : $"{acyclic}; in a cycle: {cyclic}";

    /// <summary>Describes the order of things that were numbered from 1 as they were made.</summary>
    /// <param name="order">The numbers.</param>
    /// <param name="rising">What 1, 2, 3 is called.</param>
    /// <param name="falling">What 3, 2, 1 is called.</param>
    /// <returns>One of the names, else the numbers.</returns>
    protected static string Describe(IReadOnlyList<long> order, string rising, string falling) =>
        order.SequenceEqual(order.Order()) ? rising
            : order.SequenceEqual(order.OrderDescending()) ? falling
            : string.Join(", ", order);

    private sealed class Adapter(SemanticQuestion question, IEngine engine) : IHeapProgram
    {
        public string Answer { get; private set; } = NotApplicable;

        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Answer = question.Run(new Mutator<THeap, TRef>(heap, engine));
            heap.ResizeRoots(0);
        }
    }
}
