namespace Compare.Engines.Heap.Checking;

/// <content>Epochs: the time between two operations that may collect.</content>
internal sealed unsafe partial class Checker<THeap, TRef>
{
    private const int RememberedEpochs = 4096;

    private readonly EpochRecord[] _epochs = new EpochRecord[RememberedEpochs];
    private long _epochCount;

    // Inside a finalizer or weak callback only what it made itself dies: the interrupted operation may be a release,
    // after which the interrupted program may go on with its temporaries.
    private int _scopeFrame;
    private int _scopeTemporary;
    private bool _scopeHasRoots = true;
    private bool _collecting;

    /// <summary>Ends the life of all temporaries. Called before each operation that may collect.</summary>
    /// <param name="operation">Name of the operation.</param>
    /// <param name="subject">Name of the type, or empty.</param>
    public void BeginEpoch(string operation, string subject = "")
    {
        CheckInnermostReturned();
        FindLeaks();
        _temporaries.RemoveRange(_scopeTemporary, _temporaries.Count - _scopeTemporary);
        _epochs[_epochCount++ % RememberedEpochs] = new(++_stamp, operation, subject, _allocations);
        for (int depth = _scopeFrame; depth < _frames.Count; depth++)
        {
            FrameRecord record = _frames[depth];
            CheckFrame(record);
            for (int number = 0; number < record.Count; number++)
            {
                nint address = record.FirstLocal + (number * sizeof(CheckedReference<TRef>));
                Restamp(FrameSlot(record.FirstSlot + number), address);
            }
        }

        for (int index = 0; _scopeHasRoots && index < _rootCount; index++)
        {
            CheckRoot(index);
            Restamp(RootSlot(index), 0);
        }
    }

    /// <summary>Begins an allocation, which is also an epoch.</summary>
    /// <param name="operation">Name of the operation.</param>
    /// <param name="type">Name of the type.</param>
    /// <returns>The number of the allocation.</returns>
    public long BeginAllocation(string operation, string type)
    {
        long number = ++_allocations;
        BeginEpoch(operation, type);
        return number;
    }

    /// <summary>Marks that the inner heap may collect.</summary>
    /// <returns>What to give to <see cref="EndCollecting"/>.</returns>
    public bool BeginCollecting()
    {
        bool outer = _collecting;
        _collecting = true;
        return outer;
    }

    /// <summary>Marks that the inner heap's operation has returned.</summary>
    /// <param name="outer">From <see cref="BeginCollecting"/>.</param>
    public void EndCollecting(bool outer) => _collecting = outer;

    private void Restamp(int slot, nint address)
    {
        CheckedReference<TRef> old = _written[slot];
        if (!old.IsNull)
        {
            Put(slot, address, new(old.Holder, old.Name, _stamp, old.Object, old.Heap));
        }
    }

    private string DeathOf(long stamp)
    {
        // Newest first: the oldest epoch that is younger than the value is the one that killed it.
        EpochRecord? death = null;
        for (long number = _epochCount - 1; number >= Math.Max(0, _epochCount - RememberedEpochs); number--)
        {
            EpochRecord epoch = _epochs[number % RememberedEpochs];
            if (epoch.Stamp <= stamp)
            {
                break;
            }

            death = epoch;
        }

        return death is { } found
            ? found.ToString()
            : "its holder was overwritten or released";
    }
}
