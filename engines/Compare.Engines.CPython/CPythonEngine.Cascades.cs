using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.CPython;

/// <content>Long chains of deaths, which are pauses like collections and are logged as such.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    private readonly int _cascadeObjects;
    private int _cascade;
    private long _cascadeStartWall;
    private long _cascadeStartCpu;

    /// <summary>
    /// Destroys an object on the program's account. A long chain of deaths is a pause like any other, so it is logged;
    /// its first <c>cascade</c> deaths are not timed, because reading a clock at each of them would cost more than they do.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // The death of an object is a call in every program.
    private void Destroy(nint obj)
    {
        if (_trashcanBudget != _profile.TrashcanBudget || _isCollecting)
        {
            Deallocate(obj, _trashcanBudget); // Inside another death or a collection, which is timed already.
            return;
        }

        _cascade = 0;
        Deallocate(obj, _trashcanBudget);
        if (_cascadeStartWall != 0)
        {
            LogCascade();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Two increments at every death.
    private void CountDeath(TypeInfo* info)
    {
        info->Freed++;
        if (++_cascade == _cascadeObjects)
        {
            BeginCascade();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Once in a cascade.
    private void BeginCascade()
    {
        if (!_isCollecting)
        {
            _cascadeStartWall = GcClock.Wall();
            _cascadeStartCpu = GcClock.ThreadCpu();
        }
    }

    private void LogCascade()
    {
        long now = GcClock.Wall();
        _events.Add(new()
        {
            Kind = CollectionKind.Cascade,
            Cause = CollectionCause.Release,
            StartNanoseconds = _cascadeStartWall,
            PauseNanoseconds = now - _cascadeStartWall,
            CpuNanoseconds = GcClock.ThreadCpuSince(_cascadeStartCpu),
            AllocatedBytes = _types.AllocatedBytes(),
            AfterBytes = UsedBytes(),
            CommittedBytes = CommittedBytes,
            FreedObjects = _cascade,
        });
        _cascadeStartWall = 0;
        Sample();
    }
}
