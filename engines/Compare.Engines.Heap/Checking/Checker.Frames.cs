using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <content>Frames: entered, left, unwound.</content>
internal sealed unsafe partial class Checker<THeap, TRef>
{
    private readonly List<FrameRecord> _frames = [];
    private readonly Dictionary<Type, FrameLayout> _layouts = [];
    private nint _serial;

    /// <summary>Makes the locals of a frame known.</summary>
    public void Enter<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<CheckedReference<TRef>>, allows ref struct
    {
        FrameLayout layout = LayoutOf(typeof(TFrame));
        if (layout.Fault is not null)
        {
            Throw($"frame {layout.TypeName} {layout.Fault}");
        }

        // A frame is a ref struct, which lives on the stack: its address holds until its function returns.
        byte* address = (byte*)Unsafe.AsPointer(ref frame);
        CheckOutermostOf((nint)address, sizeof(FrameLink) + (layout.Locals.Length * sizeof(CheckedReference<TRef>)));
        if (new ReadOnlySpan<byte>(address, Unsafe.SizeOf<TFrame>()).ContainsAnyExcept((byte)0))
        {
            Throw($"frame {layout.TypeName} is not all zero at Enter");
        }

        BeginEpoch("Enter");
        EnterAndLeaveInner();
        FrameLink* link = (FrameLink*)address;
        link->Previous = --_serial;
        link->LocalCount = layout.Locals.Length;
        Push(new((nint)address, (nint)(link + 1), FrameTop, _serial, layout, HasLink: true));
    }

    /// <summary>Ends a frame, which must be the innermost one.</summary>
    public void Leave<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<CheckedReference<TRef>>, allows ref struct
    {
        nint address = (nint)Unsafe.AsPointer(ref frame);
        FrameLayout layout = LayoutOf(typeof(TFrame));
        CheckInnermostReturned();
        if (_frames.Count == _scopeFrame || _frames[^1].Address != address)
        {
            string inner = _frames.Count == _scopeFrame
                ? "no frame is entered"
                : $"{_frames[^1].Layout.TypeName} was never left";
            Throw($"Leave of frame {layout.TypeName}, which is not the innermost one: {inner}");
        }

        CheckFrame(_frames[^1]);
        Pop();
        *(FrameLink*)address = default;
    }

    /// <summary>Ends every frame inside the given one.</summary>
    public void Unwind<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<CheckedReference<TRef>>, allows ref struct
    {
        nint address = (nint)Unsafe.AsPointer(ref frame);
        int found = _frames.FindLastIndex(record => record.Address == address);
        if (found < 0)
        {
            Throw($"Unwind to frame {LayoutOf(typeof(TFrame)).TypeName}, which is not entered");
        }

        while (_frames.Count > found + 1)
        {
            Pop();
        }

        BeginEpoch("Unwind");
    }

    /// <summary>Gives the inner heap its safe point.</summary>
    public void SafePoint()
    {
        CheckInnermost();
        BeginEpoch("SafePoint");
        bool outer = BeginCollecting();
        try
        {
            _inner.SafePoint();
        }
        finally
        {
            EndCollecting(outer);
        }
    }

    private int FrameTop => _frames.Count == 0 ? 0 : _frames[^1].FirstSlot + _frames[^1].Count;

    private static int FrameSlot(int number) => 2 * number;

    private FrameLayout LayoutOf(Type type)
    {
        if (!_layouts.TryGetValue(type, out FrameLayout? layout))
        {
            layout = FrameLayout.Read(type, typeof(CheckedReference<TRef>), _names.Count);
            _names.AddRange(layout.Locals.Select(local => $"'{local}' of {layout.TypeName}"));
            _layouts.Add(type, layout);
        }

        return layout;
    }

    private void Push(FrameRecord record)
    {
        _frames.Add(record);
        int last = FrameSlot(record.FirstSlot + record.Count);
        EnsureSlots(last);
        for (int number = 0; number < record.Count; number++)
        {
            _written[FrameSlot(record.FirstSlot + number)] = default;
        }
    }

    // Declaration order is the order in which the interface promises the releases.
    private void Pop()
    {
        FrameRecord record = _frames[^1];
        for (int number = 0; number < record.Count; number++)
        {
            int slot = FrameSlot(record.FirstSlot + number);
            Releasing(_inner.Root(slot));
            _inner.Clear(ref _inner.Root(slot));
            _written[slot] = default;
            ((CheckedReference<TRef>*)record.FirstLocal)[number] = default;
        }

        _frames.RemoveAt(_frames.Count - 1);
    }

    private void EnterAndLeaveInner()
    {
        Scratch<TRef> scratch = default;
        bool outer = BeginCollecting();
        try
        {
            _inner.Enter(ref scratch);
            _inner.Leave(ref scratch);
        }
        finally
        {
            EndCollecting(outer);
        }
    }

    /// <summary>Checks the innermost frame, at the begin of every operation.</summary>
    private void CheckInnermost()
    {
        CheckInnermostReturned();
        if (_frames.Count > 0)
        {
            CheckFrame(_frames[^1]);
        }
    }

    // The stack grows downwards: a frame below this function's own variable belongs to a function that has returned.
    private void CheckInnermostReturned()
    {
        byte here;
        if (_frames.Count > 0 && _frames[^1].Address < (nint)(&here))
        {
            string name = _frames[^1].Layout.TypeName;
            _frames.RemoveAt(_frames.Count - 1);
            Throw($"frame {name} was never left, though its function has returned");
        }
    }

    private void CheckOutermostOf(nint address, int bytes)
    {
        CheckInnermostReturned();
        foreach (FrameRecord record in _frames)
        {
            int other = sizeof(FrameLink) + (record.Count * sizeof(CheckedReference<TRef>));
            if (address == record.Address && IsWhole(record))
            {
                Throw($"frame {record.Layout.TypeName} is entered twice");
            }

            if (record.HasLink && address < record.Address + other && record.Address < address + bytes)
            {
                Throw($"frame {record.Layout.TypeName} was never left, though its function has returned");
            }
        }
    }

    private static bool IsWhole(in FrameRecord record) =>
        !record.HasLink
        || (((FrameLink*)record.Address)->Previous == record.Serial
            && ((FrameLink*)record.Address)->LocalCount == record.Count);

    private void CheckFrame(in FrameRecord record)
    {
        if (!IsWhole(record))
        {
            Throw($"the link of frame {record.Layout.TypeName} was overwritten, or its function returned without Leave");
        }

        CheckedReference<TRef>* locals = (CheckedReference<TRef>*)record.FirstLocal;
        for (int number = 0; number < record.Count; number++)
        {
            if (!locals[number].IsCopyOf(_written[FrameSlot(record.FirstSlot + number)]))
            {
                throw Assigned(NameOf(record.Layout.FirstName + number), locals[number]);
            }
        }
    }
}
