using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Services;

/// <summary>The objects of <see cref="EventLoop"/>, with the numbers of their references and words.</summary>
internal static class EventLoopTypes
{
    /// <summary>Of a loop: the handle that is run next.</summary>
    public const int LoopFirst = 0;

    /// <summary>Of a loop: the handle that is run last.</summary>
    public const int LoopLast = 1;

    /// <summary>Of a handle: the task or future that it wakes.</summary>
    public const int HandleTarget = 0;

    /// <summary>Of a handle: the next one that is ready.</summary>
    public const int HandleNext = 1;

    /// <summary>Of a handle: turn at which it is due, and its number among all timers.</summary>
    public const int HandleKey = 0;

    /// <summary>Of a task: its state, bytes.</summary>
    public const int TaskState = 0;

    /// <summary>Of a task: the future that it waits for.</summary>
    public const int TaskAwaited = 1;

    /// <summary>Of a task: the future that its end completes.</summary>
    public const int TaskEnd = 2;

    /// <summary>Of a task: its number.</summary>
    public const int TaskNumber = 0;

    /// <summary>Of a task: steps left.</summary>
    public const int TaskSteps = 1;

    /// <summary>Of a future: the task that waits; null when it is complete.</summary>
    public const int FutureWaiter = 0;

    /// <summary>Of a future: the result, bytes.</summary>
    public const int FutureResult = 1;

    /// <summary>Gets the loop with its queue of ready handles.</summary>
    public static ObjectType Loop { get; } = new("EventLoop.Loop", PythonKind.SlotsInstance, references: 2);

    /// <summary>Gets the list of timers or of connections.</summary>
    public static ObjectType Table { get; } = new("EventLoop.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    /// <summary>Gets the callback that is called once.</summary>
    public static ObjectType Handle { get; } = new("EventLoop.Handle", PythonKind.SlotsInstance, references: 2, words: 1);

    /// <summary>Gets the state machine.</summary>
    public static ObjectType Task { get; } = new("EventLoop.Task", PythonKind.SlotsInstance, references: 3, words: 2);

    /// <summary>Gets the result that is not there yet.</summary>
    public static ObjectType Future { get; } = new("EventLoop.Future", PythonKind.SlotsInstance, references: 2);

    /// <summary>Gets the entry of the registry: its buffer; its number.</summary>
    public static ObjectType Connection { get; } = new("EventLoop.Connection", PythonKind.SlotsInstance, references: 1, words: 1);

    /// <summary>Gets the bytes of anything.</summary>
    public static ObjectType Bytes { get; } = new(
        "EventLoop.Bytes", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);
}
