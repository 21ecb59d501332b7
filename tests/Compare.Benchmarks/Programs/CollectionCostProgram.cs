using System.Diagnostics;
using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Benchmarks.Programs;

/// <summary>
/// Builds a perfect tree that stays alive and prints the cost of a survivor of the nursery, of a live object in a full
/// collection, and, where collections can be advanced step by step, how long the steps of each state take.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="depth">Depth of the tree.</param>
/// <param name="output">Receives the lines.</param>
internal sealed class CollectionCostProgram(IEngine engine, int depth, TextWriter output) : IHeapProgram
{
    private const int Rounds = 30;
    private const double NanosecondsPerMillisecond = 1e6;

    private static readonly ObjectType s_node = new("Cost.Node", PythonKind.Raw, references: 2, words: 1);

    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.ResizeRoots(1);
        heap.Take(ref heap.Root(0), Build<THeap, TRef>(heap, heap.Register(s_node), depth));
        PrintSurvivors();
        PrintFullCollection(heap.Control);
        if (heap.Module<IPyPyGcModule<TRef>>() is { } module)
        {
            PrintSteps(module);
        }

        heap.ResizeRoots(0);
        engine.Rest();
    }

    private static TRef Build<THeap, TRef>(THeap heap, TypeHandle node, int depth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        ThreeLocals<TRef> frame = default;
        heap.Enter(ref frame);
        if (depth > 0)
        {
            heap.Take(ref frame.First, Build<THeap, TRef>(heap, node, depth - 1));
            heap.Take(ref frame.Second, Build<THeap, TRef>(heap, node, depth - 1));
        }

        heap.New(ref frame.Third, node);
        heap.StoreTake(frame.Third, 0, heap.Move(ref frame.First));
        heap.StoreTake(frame.Third, 1, heap.Move(ref frame.Second));
        TRef built = heap.Move(ref frame.Third);
        heap.Leave(ref frame);
        return built;
    }

    private static string Text(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    private void PrintSurvivors()
    {
        double fewest = double.MaxValue;
        for (int i = 0; i < engine.Events.Count; i++)
        {
            GcEvent collection = engine.Events[i];
            if (collection is { Kind: CollectionKind.Minor, CopiedObjects: > 0 })
            {
                fewest = Math.Min(fewest, (double)collection.PauseNanoseconds / collection.CopiedObjects);
            }
        }

        if (fewest < double.MaxValue)
        {
            output.WriteLine($"minor collection, ns per survivor, fewest: {Text(fewest)}");
        }
    }

    private void PrintFullCollection(IHeapControl control)
    {
        double objects = (2 * (double)(1L << depth)) - 1;
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            control.Collect(control.GenerationCount - 1);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / objects);
        }

        output.WriteLine($"full collection of {objects:F0} objects, ns per object, fewest: {Text(best)}");
    }

    /// <summary>Prints the steps of one major collection by the state that they began in.</summary>
    private void PrintSteps<TRef>(IPyPyGcModule<TRef> module)
        where TRef : struct
    {
        Dictionary<IncrementalState, List<double>> steps = [];
        GcCollectStepStats step;
        do
        {
            step = module.CollectStep();
            steps.TryAdd(step.OldState, []);
            steps[step.OldState].Add(step.DurationNanoseconds / NanosecondsPerMillisecond);
        }
        while (!step.IsMajorDone);
        foreach ((IncrementalState state, List<double> times) in steps)
        {
            times.Sort();
            output.WriteLine(
                $"{state}: {times.Count} steps, ms: least {Text(times[0])}, median {Text(times[times.Count / 2])}, "
                + $"most {Text(times[^1])}, mean {Text(times.Average())}, most over mean {Text(times[^1] / times.Average())}");
        }
    }
}
