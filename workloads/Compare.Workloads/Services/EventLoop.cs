using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Services.EventLoopQueues;
using static Compare.Workloads.Services.EventLoopSettings;
using static Compare.Workloads.Services.EventLoopTypes;

namespace Compare.Workloads.Services;

/// <summary>
/// An event loop: tasks as state machines, timers, futures and callbacks beside a registry that changes slowly. Each turn is
/// timed.
/// </summary>
/// <remarks>
/// Nearly nothing lives on a stack: a task lives from turn to turn through the timer or future that wakes it, so that young
/// objects hang from old lists, and the same few containers are written all the time. A state outlives as many turns as its timer
/// runs: more than a nursery's life, less than a generation's. A task and the future that it waits for refer to each other, but
/// what completes a future takes its waiter out, so that counting reclaims everything at once while the loop runs; what still
/// waits at the end is dropped in cycles.
/// </remarks>
public sealed class EventLoop : IWorkload
{
    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string>
        {
            [TurnsKey] = "100",
            [TasksKey] = "100",
            [DelayKey] = "10",
            [PayloadKey] = "128",
            [RegistryKey] = "50",
        },
        new Dictionary<string, string> { [TurnsKey] = "100000", [TasksKey] = "20000", [RegistryKey] = "200000" });

    /// <inheritdoc/>
    public string Name => "event-loop";

    /// <inheritdoc/>
    public string Summary => "State that lives from turn to turn in timers, futures and callbacks, with the time of every turn.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; after the classes of Python's asyncio (loop, handle, timer handle, future, task), single-threaded, "
        + "with a clock that counts turns.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        Integer(TurnsKey, "Turns of the loop.", "10000", 1, 100_000_000),
        Integer(TasksKey, "Tasks; one that ends is replaced.", "10000", 1, 1 << 24),
        Integer(DelayKey, "Longest delay of a timer, turns; uniform from 1.", "100", 1, 1 << 24),
        Integer(
            PayloadKey, "Longest state of a task, result of a read and buffer of a connection, bytes; uniform from 16.", "512", 16, 1 << 20),
        Integer(RegistryKey, "Connections in the registry; one of them is replaced at each turn.", "20000", 1, 1 << 24),
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public long CountRequests(ParameterValues parameters) => parameters.Integer(TurnsKey);

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed) =>
        EventLoopModel.Expect(EventLoopSettings.From(parameters), seed);

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        EventLoopSettings settings = EventLoopSettings.From(run.Parameters);
        State state = new()
        {
            Handle = heap.Register(EventLoopTypes.Handle),
            Task = heap.Register(EventLoopTypes.Task),
            Future = heap.Register(EventLoopTypes.Future),
            Connection = heap.Register(EventLoopTypes.Connection),
            Bytes = heap.Register(EventLoopTypes.Bytes),
            Stream = new EventLoopStream(settings, run.Seed),
        };
        LoopFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("start");
        Start<THeap, TRef>(heap, ref frame, ref state, settings);

        run.Phase("turn");
        run.ServingBegins();
        for (state.Turn = 1; state.Turn <= settings.Turns; state.Turn++)
        {
            run.RequestBegins();
            while (state.Timers > 0 && FirstKey<THeap, TRef>(heap, frame.Timers) >> TurnShift <= state.Turn)
            {
                TakeTimer(heap, frame.Timers, ref state.Timers, ref frame.Handle, ref frame.Moved);
                MakeReady<THeap, TRef>(heap, ref frame, ref state);
            }

            for (int left = state.Ready; left > 0; left--)
            {
                RunHandle<THeap, TRef>(heap, ref frame, ref state);
                heap.SafePoint();
            }

            int replaced = state.Stream.NextConnection();
            state.Digest.Add(heap.GetWord(heap.BorrowItem(frame.Registry, 0, replaced), 0));
            Connect<THeap, TRef>(heap, ref frame, ref state, replaced);
            run.RequestEnds();
        }

        run.Peak();
        for (int i = 0; i < settings.Registry; i++)
        {
            TRef connection = heap.BorrowItem(frame.Registry, 0, i);
            state.Digest.Add(heap.GetWord(connection, 0));
            AddBytes<THeap, TRef>(heap, ref state, heap.Borrow(connection, 0));
        }

        heap.Leave(ref frame);
        return state.Digest.Value;
    }

    private static void Start<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state, in EventLoopSettings settings)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle table = heap.Register(Table);
        heap.New(ref frame.Loop, heap.Register(Loop));
        heap.New(ref frame.Timers, table);
        heap.ResizeBuffer(ref frame.Timers, 0, settings.Tasks); // A task, or what it waits for, has one timer at most.
        heap.New(ref frame.Registry, table);
        heap.ResizeBuffer(ref frame.Registry, 0, settings.Registry);
        for (int i = 0; i < settings.Registry; i++)
        {
            Connect<THeap, TRef>(heap, ref frame, ref state, i);
            heap.SafePoint();
        }

        for (int i = 0; i < settings.Tasks; i++)
        {
            StartTask<THeap, TRef>(heap, ref frame, ref state);
            heap.SafePoint();
        }
    }

    private static void RunHandle<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TakeFirst(heap, frame.Loop, ref frame.Handle);
        state.Ready--;
        heap.Load(ref frame.Task, frame.Handle, HandleTarget);
        heap.Clear(ref frame.Handle);
        if (heap.TypeOf(frame.Task) == state.Future)
        {
            heap.Take(ref frame.Future, heap.Move(ref frame.Task));
            NewBytes<THeap, TRef>(heap, ref frame, ref state, state.Stream.NextPayload());
            Complete<THeap, TRef>(heap, ref frame, ref state);
            return;
        }

        TRef awaited = heap.Borrow(frame.Task, TaskAwaited);
        if (!heap.IsNull(awaited))
        {
            AddBytes<THeap, TRef>(heap, ref state, heap.Borrow(awaited, FutureResult));
            heap.Store(frame.Task, TaskAwaited, default);
        }

        long steps = heap.GetWord(frame.Task, TaskSteps);
        heap.SetWord(frame.Task, TaskSteps, steps - 1);
        AddBytes<THeap, TRef>(heap, ref state, heap.Borrow(frame.Task, TaskState));
        if (steps > 0)
        {
            Step<THeap, TRef>(heap, ref frame, ref state);
        }
        else
        {
            End<THeap, TRef>(heap, ref frame, ref state);
        }
    }

    /// <summary>Gives the task in the frame its next state, and what wakes it again.</summary>
    private static void Step<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        bool isChild = !heap.IsNull(heap.Borrow(frame.Task, TaskEnd));
        EventLoopStep step = state.Stream.NextStep(isChild, out int delay, out int payload);
        state.Digest.Add(((long)delay << TurnShift) | (uint)step);
        NewBytes<THeap, TRef>(heap, ref frame, ref state, payload);
        heap.StoreTake(frame.Task, TaskState, heap.Move(ref frame.Body));
        if (step != EventLoopStep.Sleep)
        {
            heap.New(ref frame.Future, state.Future);
            heap.Store(frame.Future, FutureWaiter, frame.Task);
            heap.Store(frame.Task, TaskAwaited, frame.Future);
            heap.Clear(ref frame.Task);
        }

        if (step == EventLoopStep.Spawn)
        {
            StartTask<THeap, TRef>(heap, ref frame, ref state);
            return;
        }

        heap.New(ref frame.Handle, state.Handle);
        heap.SetWord(frame.Handle, HandleKey, KeyOf(state.Turn + delay, state.Sequence++));
        heap.StoreTake(
            frame.Handle, HandleTarget, step == EventLoopStep.Sleep ? heap.Move(ref frame.Task) : heap.Move(ref frame.Future));
        AddTimer(heap, frame.Timers, ref state.Timers, ref frame.Handle);
    }

    /// <summary>
    /// Ends the task in the frame: its state is the result for who waits for it; without a waiter another task starts.
    /// </summary>
    private static void End<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        state.Digest.Add(heap.GetWord(frame.Task, TaskNumber));
        heap.Load(ref frame.Future, frame.Task, TaskEnd);
        if (heap.IsNull(frame.Future))
        {
            heap.Clear(ref frame.Task);
            StartTask<THeap, TRef>(heap, ref frame, ref state);
            return;
        }

        heap.Load(ref frame.Body, frame.Task, TaskState);
        heap.Clear(ref frame.Task);
        Complete<THeap, TRef>(heap, ref frame, ref state);
    }

    /// <summary>Completes the future in the frame with the bytes in the frame, and wakes who waits for it.</summary>
    private static void Complete<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.StoreTake(frame.Future, FutureResult, heap.Move(ref frame.Body));
        heap.New(ref frame.Handle, state.Handle);
        heap.Store(frame.Handle, HandleTarget, heap.Borrow(frame.Future, FutureWaiter));
        heap.Store(frame.Future, FutureWaiter, default);
        heap.Clear(ref frame.Future);
        MakeReady<THeap, TRef>(heap, ref frame, ref state);
    }

    /// <summary>Starts a task whose end completes the future in the frame, if there is one.</summary>
    private static void StartTask<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Task, state.Task);
        heap.SetWord(frame.Task, TaskNumber, state.Started++);
        heap.SetWord(frame.Task, TaskSteps, state.Stream.NextSteps(isChild: !heap.IsNull(frame.Future)));
        heap.StoreTake(frame.Task, TaskEnd, heap.Move(ref frame.Future));
        NewBytes<THeap, TRef>(heap, ref frame, ref state, state.Stream.NextPayload());
        heap.StoreTake(frame.Task, TaskState, heap.Move(ref frame.Body));
        heap.New(ref frame.Handle, state.Handle);
        heap.StoreTake(frame.Handle, HandleTarget, heap.Move(ref frame.Task));
        MakeReady<THeap, TRef>(heap, ref frame, ref state);
    }

    private static void Connect<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state, int place)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Handle, state.Connection);
        heap.SetWord(frame.Handle, 0, state.Started++);
        NewBytes<THeap, TRef>(heap, ref frame, ref state, state.Stream.NextPayload());
        heap.StoreTake(frame.Handle, 0, heap.Move(ref frame.Body));
        heap.StoreItemTake(frame.Registry, 0, place, heap.Move(ref frame.Handle));
    }

    private static void MakeReady<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Append(heap, frame.Loop, ref frame.Handle);
        state.Ready++;
    }

    private static void NewBytes<THeap, TRef>(THeap heap, ref LoopFrame<TRef> frame, ref State state, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.NewArray(ref frame.Body, state.Bytes, length);
        heap.ElementBytes(frame.Body).Fill((byte)state.Started);
    }

    private static void AddBytes<THeap, TRef>(THeap heap, ref State state, TRef body)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        state.Digest.Add(((long)heap.Length(body) << TurnShift) | heap.ElementBytes(body)[^1]);

    private static ParameterDescription Integer(
        string name, string summary, string defaultText, double minimum, double maximum) =>
        new(name, ParameterKind.Integer, summary, defaultText) { Minimum = minimum, Maximum = maximum };

    /// <summary>What the loop knows outside the heap.</summary>
    private struct State
    {
        public TypeHandle Handle;
        public TypeHandle Task;
        public TypeHandle Future;
        public TypeHandle Connection;
        public TypeHandle Bytes;
        public EventLoopStream Stream;
        public Digest Digest;
        public int Turn;
        public int Ready;
        public int Timers;
        public long Sequence;
        public long Started;
    }

    private ref struct LoopFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Loop;
        public TRef Timers;
        public TRef Registry;
        public TRef Handle;
        public TRef Moved;
        public TRef Task;
        public TRef Future;
        public TRef Body;
    }
}
