using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;

namespace Compare.Workloads.Objects.Text;

/// <content>Strings made of strings, and interned ones.</content>
public static partial class PyStr
{
    /// <summary>Makes a string of two strings, one after the other; when one is empty, it is the other. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as one of the two.</param>
    /// <param name="left">A local with a string.</param>
    /// <param name="right">A local with a string.</param>
    public static void Concat<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef left, ref TRef right)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        if (heap.Length(right) == 0 || heap.Length(left) == 0)
        {
            heap.Copy(ref local, heap.Length(right) == 0 ? left : right);
            return;
        }

        TextFrame<TRef> frame = default;
        heap.Enter(ref frame);
        TextShape shape = Joined(in py, Joined(in py, default, left), right);
        if (!TryMake(in py, ref frame.Result, shape))
        {
            Span<byte> target = heap.ElementBytes(frame.Result);
            int written = Append(in py, shape, target, left);
            Append(in py, shape, target[written..], right);
        }

        heap.Copy(ref local, frame.Result);
        heap.Leave(ref frame);
    }

    /// <summary>Makes a string of a part of another; the whole of it is the string itself. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as the string.</param>
    /// <param name="text">A local with a string.</param>
    /// <param name="start">The first character; cut to what there is, as Python does.</param>
    /// <param name="end">The character behind the last; cut likewise.</param>
    public static void Slice<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef text, int start, int end)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int length = Length(in py, text);
        end = Math.Clamp(end, 0, length);
        start = Math.Clamp(start, 0, end);
        if (start == 0 && end == length)
        {
            heap.Copy(ref local, text);
            return;
        }

        TextFrame<TRef> frame = default;
        heap.Enter(ref frame);
        CodeUnits units = UnitsOf(in py, text);
        TextShape shape = ShapeOf(in py, PartOf(heap.ElementBytes(text), units, start, end), units);
        if (!TryMake(in py, ref frame.Result, shape))
        {
            CopyTo(PartOf(heap.ElementBytes(text), units, start, end), units, shape, heap.ElementBytes(frame.Result));
        }

        heap.Copy(ref local, frame.Result);
        heap.Leave(ref frame);
    }

    /// <summary>
    /// Makes a string of all strings of a list with another between each two (<c>str.join</c>); of a list of one, it is that one.
    /// May collect.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as the separator or the list.</param>
    /// <param name="separator">A local with a string.</param>
    /// <param name="list">A local with a list of strings alone.</param>
    public static void Join<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef separator, ref TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = PyList.Count(in py, list);
        if (count == 1)
        {
            heap.Copy(ref local, PyList.Borrow(in py, list, 0));
            return;
        }

        TextFrame<TRef> frame = default;
        heap.Enter(ref frame);
        TextShape shape = default;
        for (int i = 0; i < count; i++)
        {
            shape = i == 0 ? shape : Joined(in py, shape, separator);
            shape = Joined(in py, shape, PyList.Borrow(in py, list, i));
        }

        if (!TryMake(in py, ref frame.Result, count == 0 ? ShapeOf(in py, [], CodeUnits.Utf8) : shape))
        {
            Span<byte> target = heap.ElementBytes(frame.Result);
            int written = 0;
            for (int i = 0; i < count; i++)
            {
                written += i == 0 ? 0 : Append(in py, shape, target[written..], separator);
                written += Append(in py, shape, target[written..], PyList.Borrow(in py, list, i));
            }
        }

        heap.Copy(ref local, frame.Result);
        heap.Leave(ref frame);
    }

    /// <summary>Replaces a string by the first of equal content that was interned (<c>sys.intern</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="shared">
    /// A local with the shared objects, of <see cref="PyShared"/>; their table serves where the engine has none.
    /// </param>
    /// <param name="text">A local with a string.</param>
    /// <remarks>
    /// The table of <paramref name="shared"/> keeps its strings for as long as it lives itself, as MicroPython and .NET do.
    /// </remarks>
    public static void Intern<THeap, TRef>(in Python<THeap, TRef> py, ref TRef shared, ref TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.Sys is { } sys)
        {
            sys.Intern(ref text);
            return;
        }

        THeap heap = py.Heap;
        InternFrame<TRef> frame = default;
        heap.Enter(ref frame);
        PyShared.LoadInterned(in py, ref frame.Table, ref shared);
        int entry = PyDict.Find(in py, frame.Table, text);
        if (entry == PyDict.Absent)
        {
            PyDict.Set(in py, ref frame.Table, ref text, ref frame.None);
        }
        else
        {
            heap.Copy(ref text, PyDict.BorrowKey(in py, frame.Table, entry));
        }

        heap.Leave(ref frame);
    }

    /// <summary>Gets the shape of a string behind which another is put.</summary>
    /// <param name="py">The objects.</param>
    /// <param name="shape">The shape so far; the default is that of nothing.</param>
    /// <param name="text">A string.</param>
    private static TextShape Joined<THeap, TRef>(in Python<THeap, TRef> py, TextShape shape, TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        CodeUnits units = UnitsOf(in py, text);
        int bytes = py.Heap.Length(text);
        if (py.TextForm != TextForm.Flexible)
        {
            return new(units, 0, checked(shape.Bytes + bytes));
        }

        // The type tells enough of the largest character.
        int largest = Math.Max(shape.Largest, units != CodeUnits.One ? 0 : LargestByType(in py, text, bytes));
        CodeUnits wider = (CodeUnits)Math.Max((int)shape.Units, (int)units);
        int count = shape.Units == default ? 0 : shape.Bytes / (int)shape.Units;
        return new(wider, largest, checked((count + (bytes / (int)units)) * (int)wider));
    }

    private static int LargestByType<THeap, TRef>(in Python<THeap, TRef> py, TRef text, int bytes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        bytes == 1 ? py.Heap.ElementBytes(text)[0] : py.Heap.TypeOf(text) == py.StrLatin1 ? byte.MaxValue : 0;

    private static int Append<THeap, TRef>(in Python<THeap, TRef> py, TextShape shape, Span<byte> target, TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        CopyTo(py.Heap.ElementBytes(text), UnitsOf(in py, text), shape, target);

    /// <summary>Writes a stored text in another shape of the same implementation.</summary>
    /// <returns>Bytes written.</returns>
    private static int CopyTo(ReadOnlySpan<byte> content, CodeUnits units, TextShape shape, Span<byte> target)
    {
        if (units == shape.Units)
        {
            content.CopyTo(target);
            return content.Length;
        }

        shape.Write(new(content, units), target);
        return content.Length / WidthOf(units) * WidthOf(shape.Units);
    }

    private static TextShape ShapeOf<THeap, TRef>(in Python<THeap, TRef> py, ReadOnlySpan<byte> content, CodeUnits units)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => py.TextForm == TextForm.Flexible || content.IsEmpty
        ? TextShape.Measure(py.TextForm, new(content, units))
        : new(units, 0, content.Length);

    private static ReadOnlySpan<byte> PartOf(ReadOnlySpan<byte> content, CodeUnits units, int start, int end)
    {
        if (units != CodeUnits.Utf8)
        {
            int width = WidthOf(units);
            return content[(start * width)..(end * width)];
        }

        int first = Utf8Bytes.OffsetOf(content, start);
        ReadOnlySpan<byte> rest = content[first..];
        return rest[..Utf8Bytes.OffsetOf(rest, end - start)];
    }

    private ref struct TextFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Result;
    }

    private ref struct InternFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef None;
    }
}
