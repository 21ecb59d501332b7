using Compare.Engines.Abstractions.Heaps;
using static Compare.Workloads.Services.EventLoopTypes;

namespace Compare.Workloads.Services;

/// <summary>
/// The two queues of <see cref="EventLoop"/>: ready handles as a chain, timers as a binary heap in a list. Nothing here
/// allocates, so all references are borrowed.
/// </summary>
internal static class EventLoopQueues
{
    /// <summary>Distance of the turn from the number of the timer in a key, bits.</summary>
    public const int TurnShift = 32;

    /// <summary>Makes the key of a timer: timers of one turn are run in the order in which they were set.</summary>
    /// <param name="turn">Turn at which it is due.</param>
    /// <param name="sequence">Number among all timers.</param>
    /// <returns>The key.</returns>
    public static long KeyOf(int turn, long sequence) => ((long)turn << TurnShift) | (uint)sequence;

    /// <summary>Appends a handle to the ready ones.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="handle">A handle in no queue; the local becomes null.</param>
    public static void Append<THeap, TRef>(THeap heap, TRef loop, ref TRef handle)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef last = heap.Borrow(loop, LoopLast);
        if (heap.IsNull(last))
        {
            heap.Store(loop, LoopFirst, handle);
        }
        else
        {
            heap.Store(last, HandleNext, handle);
        }

        heap.StoreTake(loop, LoopLast, heap.Move(ref handle));
    }

    /// <summary>Takes the first ready handle.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="loop">The loop; its queue is not empty.</param>
    /// <param name="handle">Receives the handle, which keeps no other one alive.</param>
    public static void TakeFirst<THeap, TRef>(THeap heap, TRef loop, ref TRef handle)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Load(ref handle, loop, LoopFirst);
        TRef next = heap.Borrow(handle, HandleNext);
        heap.Store(loop, LoopFirst, next);
        if (heap.IsNull(next))
        {
            heap.Store(loop, LoopLast, default);
        }
        else
        {
            heap.Store(handle, HandleNext, default);
        }
    }

    /// <summary>Adds a timer.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="timers">The list, with room for one more.</param>
    /// <param name="count">Number of timers, which grows.</param>
    /// <param name="handle">The handle; the local becomes null.</param>
    public static void AddTimer<THeap, TRef>(THeap heap, TRef timers, ref int count, ref TRef handle)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long key = heap.GetWord(handle, HandleKey);
        int hole = count++;
        while (hole > 0)
        {
            int parent = (hole - 1) / 2;
            TRef above = heap.BorrowItem(timers, 0, parent);
            if (heap.GetWord(above, HandleKey) <= key)
            {
                break;
            }

            heap.StoreItem(timers, 0, hole, above);
            hole = parent;
        }

        heap.StoreItemTake(timers, 0, hole, heap.Move(ref handle));
    }

    /// <summary>Gets the key of the timer that is due first.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="timers">The list, not empty.</param>
    /// <returns>The key.</returns>
    public static long FirstKey<THeap, TRef>(THeap heap, TRef timers)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.GetWord(heap.BorrowItem(timers, 0, 0), HandleKey);

    /// <summary>Takes the timer that is due first.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="timers">The list, not empty.</param>
    /// <param name="count">Number of timers, which shrinks.</param>
    /// <param name="handle">Receives the timer.</param>
    /// <param name="moved">A local for the way; null before and after.</param>
    public static void TakeTimer<THeap, TRef>(THeap heap, TRef timers, ref int count, ref TRef handle, ref TRef moved)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.LoadItem(ref handle, timers, 0, 0);
        heap.LoadItem(ref moved, timers, 0, --count);
        heap.StoreItem(timers, 0, count, default);
        if (count == 0)
        {
            heap.Clear(ref moved);
            return;
        }

        long key = heap.GetWord(moved, HandleKey);
        int hole = 0;
        for (int child = 1; child < count; child = (2 * hole) + 1)
        {
            if (child + 1 < count && KeyAt<THeap, TRef>(heap, timers, child + 1) < KeyAt<THeap, TRef>(heap, timers, child))
            {
                child++;
            }

            if (key <= KeyAt<THeap, TRef>(heap, timers, child))
            {
                break;
            }

            heap.StoreItem(timers, 0, hole, heap.BorrowItem(timers, 0, child));
            hole = child;
        }

        heap.StoreItemTake(timers, 0, hole, heap.Move(ref moved));
    }

    private static long KeyAt<THeap, TRef>(THeap heap, TRef timers, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.GetWord(heap.BorrowItem(timers, 0, index), HandleKey);
}
