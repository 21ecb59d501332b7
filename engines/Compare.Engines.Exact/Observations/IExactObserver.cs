namespace Compare.Engines.Exact.Observations;

/// <summary>Hears of what a program does with memory. All moments and ages are nominal bytes on the allocation clock.</summary>
internal interface IExactObserver
{
    /// <summary>An object was allocated, without buffers; the clock has moved on by its bytes.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="clock">The moment, which is its birth.</param>
    /// <param name="liveObjects">Objects that are not known to be dead.</param>
    /// <param name="liveBytes">Their bytes.</param>
    void Allocated(long bytes, long clock, long liveObjects, long liveBytes);

    /// <summary>A buffer was given a size; the clock has moved on by its bytes.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="clock">The moment.</param>
    /// <param name="liveObjects">Objects that are not known to be dead.</param>
    /// <param name="liveBytes">Their bytes.</param>
    void BufferSized(long bytes, long clock, long liveObjects, long liveBytes);

    /// <summary>The size of a buffer ended: it was resized, or its owner died.</summary>
    /// <param name="birth">When it was given the size.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="time">When it ended.</param>
    void BufferDied(long birth, long bytes, long time);

    /// <summary>An object died. Its buffers are told of before.</summary>
    /// <param name="birth">When it was allocated, which names it.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="bufferBytes">Bytes of its buffers.</param>
    /// <param name="time">When it died; between <see cref="BeginTrace"/> and <see cref="EndTrace"/> that lies back.</param>
    /// <param name="isCyclic">Whether counting alone would never have reclaimed it.</param>
    void ObjectDied(long birth, long bytes, long bufferBytes, long time, bool isCyclic);

    /// <summary>A reference was stored into a field, an element or an item.</summary>
    /// <param name="holderBirth">Birth of the object that holds it.</param>
    /// <param name="valueBirth">Birth of the object that it leads to; 0 for null and for what has none.</param>
    /// <param name="clock">The moment.</param>
    /// <param name="isInitialising">Whether the place held null.</param>
    /// <param name="isClearing">Whether it holds null now.</param>
    void Stored(long holderBirth, long valueBirth, long clock, bool isInitialising, bool isClearing);

    /// <summary>A weak reference was allocated.</summary>
    void WeakReferenceMade();

    /// <summary>A finalizer is called.</summary>
    void FinalizerCalled();

    /// <summary>Tells whether a trace is due for the observer's sake.</summary>
    /// <param name="liveObjects">Objects that are not known to be dead, which is what a trace costs.</param>
    /// <returns>True for a trace at the next allocation.</returns>
    bool WantsTrace(long liveObjects);

    /// <summary>A trace begins to tell of deaths that lie back.</summary>
    void BeginTrace();

    /// <summary>A trace has told of all deaths up to now.</summary>
    void EndTrace();
}
