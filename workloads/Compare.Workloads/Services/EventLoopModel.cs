using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Types = Compare.Workloads.Services.EventLoopTypes;

namespace Compare.Workloads.Services;

/// <summary>Turns the same loop without a heap, and counts.</summary>
internal sealed class EventLoopModel
{
    private readonly EventLoopSettings _settings;
    private readonly Queue<object> _ready = new();

    // No timer waits longer than the longest delay: those of one turn lie in one queue, in the order in which they were set.
    private readonly Queue<object>?[] _timers;
    private EventLoopStream _stream;
    private long _objects;
    private long _bytes;
    private long _liveObjects;
    private long _liveBytes;

    private EventLoopModel(in EventLoopSettings settings, ulong seed)
    {
        _settings = settings;
        _stream = new(settings, seed);
        _timers = new Queue<object>?[settings.Delay + 1];
    }

    /// <summary>Counts what a run allocates, and what it keeps after its last turn.</summary>
    /// <param name="settings">The parameters.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The exact expectation.</returns>
    public static WorkloadExpectation Expect(in EventLoopSettings settings, ulong seed)
    {
        EventLoopModel model = new(settings, seed);
        model.Run();
        return new(model._objects, model._bytes, model._liveObjects, model._liveBytes);
    }

    private void Run()
    {
        New(Types.Loop);
        New(Types.Table);
        New(Types.Table);
        Count(0, Types.Table.NominalBufferBytes(0, _settings.Tasks) + Types.Table.NominalBufferBytes(0, _settings.Registry));
        int[] connections = new int[_settings.Registry];
        for (int i = 0; i < connections.Length; i++)
        {
            connections[i] = NewConnection();
        }

        for (int i = 0; i < _settings.Tasks; i++)
        {
            Start(end: null);
        }

        for (int turn = 1; turn <= _settings.Turns; turn++)
        {
            Queue<object> due = TimersOf(turn);
            while (due.TryDequeue(out object? target))
            {
                _ready.Enqueue(target);
            }

            for (int left = _ready.Count; left > 0; left--)
            {
                RunHandle(_ready.Dequeue(), turn);
            }

            ref int replaced = ref connections[_stream.NextConnection()];
            int old = replaced;
            replaced = NewConnection();
            Die(Types.Connection);
            Die(Types.Bytes, old);
        }
    }

    private void RunHandle(object target, int turn)
    {
        Die(Types.Handle);
        if (target is Future future)
        {
            future.Result = NewBytes(_stream.NextPayload());
            Wake(future);
            return;
        }

        Task task = (Task)target;
        if (task.Awaited is { } awaited)
        {
            Die(Types.Future);
            Die(Types.Bytes, awaited.Result);
            task.Awaited = null;
        }

        if (task.Steps-- > 0)
        {
            Step(task, turn);
            return;
        }

        Die(Types.Task);
        if (task.End is { } end)
        {
            end.Result = task.State;
            Wake(end);
        }
        else
        {
            Die(Types.Bytes, task.State);
            Start(end: null);
        }
    }

    private void Step(Task task, int turn)
    {
        EventLoopStep step = _stream.NextStep(task.End is not null, out int delay, out int payload);
        Die(Types.Bytes, task.State);
        task.State = NewBytes(payload);
        if (step != EventLoopStep.Sleep)
        {
            New(Types.Future);
            task.Awaited = new() { Waiter = task };
        }

        if (step == EventLoopStep.Spawn)
        {
            Start(task.Awaited);
            return;
        }

        New(Types.Handle);
        TimersOf(turn + delay).Enqueue((object?)task.Awaited ?? task);
    }

    private Queue<object> TimersOf(int turn) => _timers[turn % _timers.Length] ??= new();

    private void Start(Future? end)
    {
        New(Types.Task);
        Task task = new() { End = end, Steps = _stream.NextSteps(end is not null), State = NewBytes(_stream.NextPayload()) };
        New(Types.Handle);
        _ready.Enqueue(task);
    }

    private void Wake(Future future)
    {
        New(Types.Handle);
        _ready.Enqueue(future.Waiter!);
    }

    private int NewConnection()
    {
        New(Types.Connection);
        return NewBytes(_stream.NextPayload());
    }

    private int NewBytes(int length)
    {
        New(Types.Bytes, length);
        return length;
    }

    private void New(ObjectType type, int length = 0) => Count(1, type.NominalBytes(length));

    private void Count(int objects, long bytes)
    {
        _objects += objects;
        _bytes += bytes;
        _liveObjects += objects;
        _liveBytes += bytes;
    }

    private void Die(ObjectType type, int length = 0)
    {
        _liveObjects--;
        _liveBytes -= type.NominalBytes(length);
    }

    private sealed class Task
    {
        public required int State { get; set; }

        public required int Steps { get; set; }

        public required Future? End { get; init; }

        public Future? Awaited { get; set; }
    }

    private sealed class Future
    {
        public Task? Waiter { get; init; }

        public int Result { get; set; }
    }
}
