using System.Text;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Strings behave as Python's on every engine, whatever their storage, beside the host's own strings.</summary>
public sealed class TextTests
{
    private static readonly string[] s_texts =
    [
        string.Empty, "a", "z", "\u00e9", "\u0416", "\U0001F600", "abc", "caf\u00e9", "\u0416\u0417abc", "x\U0001F600y\u00e9\u0416",
        new('a', 100), new('\u00e9', 100), new('\u0416', 99), "\ud800lone", "\u0000",
    ];

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Strings_keep_their_characters(string engine) => new RoundTrip().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Random_strings_are_those_of_a_model(string engine) => new RandomTexts().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Interned_strings_of_equal_content_are_one_object(string engine) => new Interning().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Bytes_keep_their_content(string engine) => new BytesProgram().RunOn(engine);

    [Theory]
    [InlineData("cpython:3.11")]
    [InlineData("cpython:3.14")]
    public void CPythons_strings_of_one_Latin1_character_or_none_are_shared(string engine) => new Sharing().RunBareOn(engine);

    private static string TextOf<THeap, TRef>(in Python<THeap, TRef> py, TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        char[] characters = new char[2 * Math.Max(1, PyStr.Length(in py, text))];
        return new(characters, 0, PyStr.CopyTo(in py, text, characters));
    }

    /// <summary>The characters of a string as the implementation counts them.</summary>
    private static int[] CodesOf(TextForm form, string text)
    {
        List<int> codes = [];
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = form != TextForm.Utf16 && char.IsSurrogatePair(text, Math.Min(i, Math.Max(0, text.Length - 2)))
                && i < text.Length - 1;
            codes.Add(isPair ? char.ConvertToUtf32(text, i++) : text[i]);
        }

        return [.. codes];
    }

    private static string TextOf(ReadOnlySpan<int> codes)
    {
        StringBuilder text = new();
        foreach (int code in codes)
        {
            text.Append(code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32(code));
        }

        return text.ToString();
    }

    private sealed class RoundTrip : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (string text in s_texts)
            {
                PyStr.Load(in py, ref frame.A, text);
                Assert.Equal(text, TextOf(in py, frame.A));
                int[] codes = CodesOf(py.TextForm, text);
                Assert.Equal(codes.Length, PyStr.Length(in py, frame.A));
                for (int i = 0; i < codes.Length; i++)
                {
                    Assert.Equal(codes[i], PyStr.CharAt(in py, frame.A, i));
                    PyStr.LoadCharAt(in py, ref frame.B, ref frame.A, i);
                    Assert.Equal(TextOf([codes[i]]), TextOf(in py, frame.B));
                }

                PyStr.Load(in py, ref frame.B, text.AsSpan());
                Assert.True(PyStr.AreEqual(in py, frame.A, frame.B));
                Assert.Equal(PyStr.Hash(in py, frame.A), PyStr.Hash(in py, frame.B));
                if (!text.Contains('\ud800', StringComparison.Ordinal))
                {
                    PyStr.Load(in py, ref frame.B, Encoding.UTF8.GetBytes(text));
                    Assert.True(PyStr.AreEqual(in py, frame.A, frame.B));
                }

                PyStr.Load(in py, ref frame.B, text + "!");
                Assert.False(PyStr.AreEqual(in py, frame.A, frame.B));
                PyStr.Slice(in py, ref frame.B, ref frame.B, 0, codes.Length);
                Assert.True(PyStr.AreEqual(in py, frame.A, frame.B));
            }
        }
    }

    private sealed class RandomTexts : ObjectProgram
    {
        private const int Rounds = 300;
        private const int Longest = 60;

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            Random random = new(42);
            int[] codes = [];
            PyStr.Load(in py, ref frame.A, string.Empty);
            for (int round = 0; round < Rounds; round++)
            {
                string part = s_texts[random.Next(s_texts.Length - 2)];
                PyStr.Load(in py, ref frame.B, part);
                int[] partCodes = CodesOf(py.TextForm, part);
                switch (random.Next(codes.Length > Longest ? 4 : 3))
                {
                    case 0:
                        PyStr.Concat(in py, ref frame.A, ref frame.A, ref frame.B);
                        codes = [.. codes, .. partCodes];
                        break;
                    case 1:
                        PyStr.Concat(in py, ref frame.A, ref frame.B, ref frame.A);
                        codes = [.. partCodes, .. codes];
                        break;
                    case 2:
                        codes = Join(in py, ref frame, random, codes, partCodes);
                        break;
                    default:
                        int start = random.Next(codes.Length);
                        int end = start + random.Next(codes.Length - start + 1);
                        PyStr.Slice(in py, ref frame.A, ref frame.A, start, end);
                        codes = codes[start..end];
                        break;
                }

                if (random.Next(10) == 0)
                {
                    py.Heap.Control.Collect(random.Next(py.Heap.Control.GenerationCount));
                }

                string expected = TextOf(codes);
                Assert.Equal(expected, TextOf(in py, frame.A));
                PyStr.Load(in py, ref frame.C, expected);
                Assert.Equal(py.Heap.TypeOf(frame.C), py.Heap.TypeOf(frame.A));
                Assert.True(PyStr.AreEqual(in py, frame.A, frame.C));
            }
        }

        private static int[] Join<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, Random random, int[] codes, int[] separator)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            int count = random.Next(4);
            List<int> joined = [];
            PyList.New(in py, ref frame.C);
            for (int i = 0; i < count; i++)
            {
                joined.AddRange(i == 0 ? codes : [.. separator, .. codes]);
                PyList.Append(in py, ref frame.C, ref frame.A);
                if (joined.Count > Longest)
                {
                    break;
                }
            }

            PyStr.Join(in py, ref frame.A, ref frame.B, ref frame.C);
            return [.. joined];
        }
    }

    private sealed class Interning : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PyShared.New(in py, ref frame.Shared);
            PyList.New(in py, ref frame.C);
            foreach (string text in s_texts)
            {
                PyStr.Load(in py, ref frame.A, text);
                PyStr.Intern(in py, ref frame.Shared, ref frame.A);
                PyList.Append(in py, ref frame.C, ref frame.A);
                Assert.Equal(text, TextOf(in py, frame.A));
            }

            for (int i = 0; i < s_texts.Length; i++)
            {
                PyStr.Load(in py, ref frame.A, s_texts[i]);
                PyStr.Intern(in py, ref frame.Shared, ref frame.A);
                Assert.True(py.Heap.Same(frame.A, PyList.Borrow(in py, frame.C, i)));
            }
        }
    }

    private sealed class BytesProgram : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (int length in new[] { 0, 1, 2, 7, 100 })
            {
                byte[] content = [.. Enumerable.Range(200, length).Select(value => (byte)value)];
                PyBytes.Load(in py, ref frame.A, content);
                Assert.Equal(content, PyBytes.Content(in py, frame.A).ToArray());
                PyBytes.Load(in py, ref frame.B, [9, 9]);
                PyBytes.Concat(in py, ref frame.B, ref frame.B, ref frame.A);
                Assert.Equal([9, 9, .. content], PyBytes.Content(in py, frame.B).ToArray());
                PyBytes.Slice(in py, ref frame.B, ref frame.B, 1, length + 1);
                Assert.Equal(((byte[])[9, 9, .. content]).Skip(1).Take(length), PyBytes.Content(in py, frame.B).ToArray());
                Assert.Equal(length, PyBytes.Length(in py, frame.B));
            }
        }
    }

    private sealed class Sharing : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (string text in new[] { string.Empty, "a", "\u00e9" })
            {
                PyStr.Load(in py, ref frame.A, text);
                PyStr.Load(in py, ref frame.B, Encoding.UTF8.GetBytes(text));
                PyStr.Load(in py, ref frame.C, "\u0416" + text);
                PyStr.Slice(in py, ref frame.C, ref frame.C, 1, 2);
                Assert.True(py.Heap.Same(frame.A, frame.B));
                Assert.True(py.Heap.Same(frame.A, frame.C));
            }

            PyTuple.New(in py, ref frame.A, 0);
            PyTuple.New(in py, ref frame.B, 0);
            Assert.True(py.Heap.Same(frame.A, frame.B));
        }
    }
}
