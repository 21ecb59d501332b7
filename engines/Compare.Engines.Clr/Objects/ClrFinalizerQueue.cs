using System.Collections.Concurrent;

namespace Compare.Engines.Clr.Objects;

/// <summary>Carries dead finalizable objects from the host's finalizer thread to the mutator.</summary>
/// <param name="engine">The engine whose objects report here.</param>
internal sealed class ClrFinalizerQueue(ClrEngine engine)
{
    private readonly ConcurrentQueue<DueCall<ClrObject>> _objects = new();

    /// <summary>Gets a value indicating whether an object waits.</summary>
    public bool IsEmpty => _objects.IsEmpty;

    /// <summary>Adds an object that the host found dead; it is alive again from now on. Called on the finalizer thread.</summary>
    /// <param name="obj">The object.</param>
    public void Enqueue(ClrObject obj)
    {
        if (!engine.IsDisposed)
        {
            _objects.Enqueue(new(obj, engine.NoteCollection()));
            engine.CallsMayBeDue = true;
        }
    }

    /// <summary>Takes the oldest object.</summary>
    /// <param name="call">The object, and the collection that found it dead or the last that followed at once.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeue(out DueCall<ClrObject> call) => _objects.TryDequeue(out call);

    /// <summary>Forgets all objects.</summary>
    public void Clear() => _objects.Clear();
}
