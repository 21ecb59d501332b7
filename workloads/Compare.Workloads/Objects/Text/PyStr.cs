using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects.Keys;

namespace Compare.Workloads.Objects.Text;

/// <summary>
/// Strings, stored as the implementation stores them: in the least of four widths that fits all characters, in UTF-8 or in
/// UTF-16.
/// </summary>
/// <remarks>
/// A character is a code point, but on UTF-16 a unit of it, as on IronPython and Jython. The implementation's shared strings, of
/// one
/// character or none, are used where there are any.
/// </remarks>
public static partial class PyStr
{
    /// <summary>Loads a string into a local. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="text">Its characters in UTF-16.</param>
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ReadOnlySpan<char> text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.TextForm == TextForm.Utf16 || !Ascii.IsValid(text))
        {
            LoadCodes(in py, ref local, MemoryMarshal.AsBytes(text), CodeUnits.Utf16);
            return;
        }

        if (!TryLoadShared(in py, ref local, py.Str, text.Length, text.IsEmpty ? 0 : text[0]))
        {
            py.Heap.NewArray(ref local, py.Str, text.Length);
            Ascii.FromUtf16(text, py.Heap.ElementBytes(local), out _);
        }
    }

    /// <summary>Loads a string into a local. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="text">Its characters in UTF-8; no part of the heap.</param>
    /// <exception cref="ArgumentException">The bytes are no UTF-8.</exception>
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ReadOnlySpan<byte> text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!Utf8.IsValid(text))
        {
            throw new ArgumentException("The bytes are no UTF-8.", nameof(text));
        }

        LoadCodes(in py, ref local, text, CodeUnits.Utf8);
    }

    /// <summary>Gets the number of characters. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="text">A string.</param>
    /// <returns>Its length.</returns>
    public static int Length<THeap, TRef>(in Python<THeap, TRef> py, TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.TextForm == TextForm.Utf8
            ? Utf8Bytes.Count(py.Heap.ElementBytes(text))
            : py.Heap.Length(text) / WidthOf(UnitsOf(in py, text));

    /// <summary>Gets a character. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="text">A string.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <returns>Its code.</returns>
    public static int CharAt<THeap, TRef>(in Python<THeap, TRef> py, TRef text, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        ReadOnlySpan<byte> content = py.Heap.ElementBytes(text);
        CodeUnits units = UnitsOf(in py, text);
        if (units == CodeUnits.Utf8)
        {
            new CodeReader(content[Utf8Bytes.OffsetOf(content, index)..], units).Read(out int code);
            return code;
        }

        return units switch
        {
            CodeUnits.One => content[index],
            CodeUnits.Four => MemoryMarshal.Cast<byte, int>(content)[index],
            _ => MemoryMarshal.Cast<byte, ushort>(content)[index],
        };
    }

    /// <summary>Loads a string of one character of another. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="text">A local with a string.</param>
    /// <param name="index">0 to the length − 1.</param>
    public static void LoadCharAt<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef text, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Slice(in py, ref local, ref text, index, index + 1);

    /// <summary>Tells whether two strings have the same characters. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="left">A string.</param>
    /// <param name="right">A string.</param>
    /// <returns>True for equal content.</returns>
    public static bool AreEqual<THeap, TRef>(in Python<THeap, TRef> py, TRef left, TRef right)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Same(left, right) || PyKeys.AreEqual(in py, left, right);

    /// <summary>Gets the hash of a string's content. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="text">A string.</param>
    /// <returns>The hash, not 0; equal for equal strings of one heap.</returns>
    public static int Hash<THeap, TRef>(in Python<THeap, TRef> py, TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        ContentHash.Of(in py, text);

    /// <summary>Writes the characters of a string in UTF-16. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="text">A string.</param>
    /// <param name="target">Receives them: two for a code point beyond the first 65,536.</param>
    /// <returns>The number written.</returns>
    public static int CopyTo<THeap, TRef>(in Python<THeap, TRef> py, TRef text, Span<char> target)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        CodeReader reader = new(py.Heap.ElementBytes(text), UnitsOf(in py, text));
        TextShape shape = TextShape.Measure(TextForm.Utf16, reader);
        shape.Write(reader, MemoryMarshal.AsBytes(target)[..shape.Bytes]);
        return shape.Bytes / sizeof(char);
    }

    /// <summary>Gets what the bytes of a string are.</summary>
    internal static CodeUnits UnitsOf<THeap, TRef>(in Python<THeap, TRef> py, TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.TextForm != TextForm.Flexible)
        {
            return py.TextForm == TextForm.Utf8 ? CodeUnits.Utf8 : CodeUnits.Utf16;
        }

        TypeHandle type = py.Heap.TypeOf(text);
        return type == py.StrUcs4 ? CodeUnits.Four : type == py.StrUcs2 ? CodeUnits.Two : CodeUnits.One;
    }

    /// <summary>Gets the bytes of a unit.</summary>
    internal static int WidthOf(CodeUnits units) => units switch
    {
        CodeUnits.Utf8 => sizeof(byte),
        CodeUnits.Utf16 => sizeof(char),
        _ => (int)units,
    };

    /// <summary>Loads a string of characters that are no part of the heap.</summary>
    private static void LoadCodes<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ReadOnlySpan<byte> text, CodeUnits units)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TextShape shape = TextShape.Measure(py.TextForm, new(text, units));
        if (!TryMake(in py, ref local, shape))
        {
            shape.Write(new(text, units), py.Heap.ElementBytes(local));
        }
    }

    /// <summary>Makes a string to be written, or loads the shared one.</summary>
    /// <returns>True for a shared one.</returns>
    private static bool TryMake<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TextShape shape)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle type = shape.Units switch
        {
            CodeUnits.Two => py.StrUcs2,
            CodeUnits.Four => py.StrUcs4,
            CodeUnits.One when !shape.IsAscii => py.StrLatin1,
            _ => py.Str,
        };
        if (shape.Units == CodeUnits.One && TryLoadShared(in py, ref local, type, shape.Bytes, shape.Largest))
        {
            return true;
        }

        py.Heap.NewArray(ref local, type, shape.Bytes);
        return false;
    }

    /// <summary>Loads the shared string or bytes object of one character or none, where there is one.</summary>
    internal static bool TryLoadShared<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, TypeHandle type, int length, int code)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => length <= 1 && py.Sys is { } sys
        && (length == 0 ? sys.TryLoadEmpty(ref local, type) : sys.TryLoadCharacter(ref local, type, code));
}
