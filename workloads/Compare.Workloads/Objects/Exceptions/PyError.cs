using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Exceptions;

/// <summary>
/// Exceptions: arguments, and where the implementation keeps them the traceback with its frames, the context and the cause. An
/// exception that a frame of its own traceback holds is a cycle, as <c>except E as e</c> makes one when e is kept.
/// </summary>
/// <remarks>Where exceptions keep no frames (MicroPython) nothing but the arguments is kept, and no such cycle exists.</remarks>
public static class PyError
{
    private const int Arguments = 0;
    private const int Traceback = 1;
    private const int Context = 2;
    private const int Cause = 3;
    private const int Next = 0;
    private const int Frame = 1;
    private const int Line = 0;
    private const int Instruction = 1;

    /// <summary>Makes an exception. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the arguments.</param>
    /// <param name="arguments">A local with a tuple.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef arguments)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.Kinds.Exception);
        py.Heap.Store(local, Arguments, arguments);
    }

    /// <summary>Gets the arguments as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="exception">The exception.</param>
    /// <returns>A tuple.</returns>
    public static TRef BorrowArguments<THeap, TRef>(in Python<THeap, TRef> py, TRef exception)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(exception, Arguments);

    /// <summary>Gets the traceback as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="exception">The exception.</param>
    /// <returns>The outermost link, or null.</returns>
    public static TRef BorrowTraceback<THeap, TRef>(in Python<THeap, TRef> py, TRef exception)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Read(in py, exception, Traceback);

    /// <summary>Gets the exception that was handled when this one came, as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="exception">The exception.</param>
    /// <returns>Its context, or null.</returns>
    public static TRef BorrowContext<THeap, TRef>(in Python<THeap, TRef> py, TRef exception)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Read(in py, exception, Context);

    /// <summary>Gets the cause as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="exception">The exception.</param>
    /// <returns>Its cause, or null.</returns>
    public static TRef BorrowCause<THeap, TRef>(in Python<THeap, TRef> py, TRef exception)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Read(in py, exception, Cause);

    /// <summary>Sets the exception that was handled when this one came.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="context">Borrowed; may be null.</param>
    public static void SetContext<THeap, TRef>(in Python<THeap, TRef> py, TRef exception, TRef context)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Write(in py, exception, Context, context);

    /// <summary>Sets the cause (<c>raise … from …</c>).</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="cause">Borrowed; may be null.</param>
    public static void SetCause<THeap, TRef>(in Python<THeap, TRef> py, TRef exception, TRef cause)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Write(in py, exception, Cause, cause);

    /// <summary>Takes the traceback away (<c>with_traceback(None)</c>), and the frames with it.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="exception">The exception.</param>
    public static void ClearTraceback<THeap, TRef>(in Python<THeap, TRef> py, TRef exception)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Write(in py, exception, Traceback, default);

    /// <summary>Adds a frame that the exception leaves: it becomes the outermost link of the traceback. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="exception">A local with the exception.</param>
    /// <param name="frame">A local with the frame.</param>
    /// <param name="line">Line of the frame's code.</param>
    public static void AddTraceback<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef exception, ref TRef frame, int line)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!py.Rules.ExceptionsKeepFrames)
        {
            return;
        }

        TracebackFrame<TRef> own = default;
        py.Heap.Enter(ref own);
        py.Heap.New(ref own.Traceback, py.Kinds.Traceback);
        py.Heap.SetWord(own.Traceback, Line, line);
        py.Heap.SetWord(own.Traceback, Instruction, 0);
        py.Heap.Store(own.Traceback, Frame, frame);
        py.Heap.Store(own.Traceback, Next, py.Heap.Borrow(exception, Traceback));
        py.Heap.Store(exception, Traceback, own.Traceback);
        py.Heap.Leave(ref own);
    }

    /// <summary>Gets the frame of a link of a traceback as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="traceback">A link.</param>
    /// <returns>The frame.</returns>
    public static TRef BorrowFrame<THeap, TRef>(in Python<THeap, TRef> py, TRef traceback)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(traceback, Frame);

    /// <summary>Gets the next inner link of a traceback as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="traceback">A link.</param>
    /// <returns>The link nearer to where the exception came from, or null.</returns>
    public static TRef BorrowNext<THeap, TRef>(in Python<THeap, TRef> py, TRef traceback)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Borrow(traceback, Next);

    private static TRef Read<THeap, TRef>(in Python<THeap, TRef> py, TRef exception, int field)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Rules.ExceptionsKeepFrames ? py.Heap.Borrow(exception, field) : default;

    private static void Write<THeap, TRef>(in Python<THeap, TRef> py, TRef exception, int field, TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.Rules.ExceptionsKeepFrames)
        {
            py.Heap.Store(exception, field, value);
        }
    }

    private ref struct TracebackFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Traceback;
    }
}
