using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// Words read from a file with few different ones. Wasteful: each reading keeps its own string. Careful: <c>sys.intern</c>
/// replaces it by the first of equal content, and the new one dies at once.
/// </summary>
/// <remarks>
/// Both versions allocate the same strings; what differs is how many stay. Comparing interned strings compares references first.
/// Where the implementation never frees interned strings, they stay after the run.
/// </remarks>
public sealed class InterningLesson : ILesson
{
    private const string Words = "words";
    private const string Distinct = "distinct";
    private const string Length = "length";
    private const int MostLength = 256;
    private const int Letters = 26;

    /// <summary>Bits of a letter's choice: more than it needs, so that all are about equally likely.</summary>
    private const int LetterBits = 16;

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Words] = "500", [Distinct] = "50" },
        new Dictionary<string, string> { [Words] = "4000000", [Distinct] = "10000" });

    /// <inheritdoc/>
    public string Name => "lesson-interning";

    /// <inheritdoc/>
    public string Title => "Intern strings that repeat";

    /// <inheritdoc/>
    public string Waste => "Every occurrence of the same word is a string of its own.";

    /// <inheritdoc/>
    public string Advice => "Pass what is read through sys.intern where few different strings occur often.";

    /// <inheritdoc/>
    public string Summary => "A long list of words with few different ones: a string for each, or one for all equal ones.";

    /// <inheritdoc/>
    public string Source => "Ours; random words of one length, equally likely, as a column of categories in a file has them.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Words, ParameterKind.Integer, "Words read.", "300000") { Minimum = 1, Maximum = 1e8 },
        new(Distinct, ParameterKind.Integer, "Different words.", "1000") { Minimum = 1, Maximum = 1e6 },
        new(Length, ParameterKind.Integer, "Length of a word, characters.", "24") { Minimum = 8, Maximum = MostLength },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int words = (int)run.Parameters.Integer(Words);
        ulong distinct = (ulong)run.Parameters.Integer(Distinct);
        bool interns = LessonVersion.IsCareful(run.Parameters);
        Span<char> text = stackalloc char[MostLength];
        text = text[..(int)run.Parameters.Integer(Length)];
        Xoshiro256 random = new(run.Seed);
        Python<THeap, TRef> py = new(heap);
        Digest digest = default;
        WordsFrame<TRef> frame = default;
        heap.Enter(ref frame);
        PyShared.New(in py, ref frame.Shared);

        run.Phase("read");
        PyList.New(in py, ref frame.Words);
        for (int i = 0; i < words; i++)
        {
            ulong number = random.Next() % distinct;
            digest.Add(number);
            Spell(text, number);
            PyStr.Load(in py, ref frame.Word, text);
            if (interns)
            {
                PyStr.Intern(in py, ref frame.Shared, ref frame.Word);
            }

            PyList.Append(in py, ref frame.Words, ref frame.Word);
            heap.SafePoint();
        }

        heap.Clear(ref frame.Word);
        run.Peak();

        run.Phase("compare");
        long equal = 0;
        for (int i = 0; i < words; i++)
        {
            if (PyStr.AreEqual(in py, PyList.Borrow(in py, frame.Words, 0), PyList.Borrow(in py, frame.Words, i)))
            {
                equal++;
            }

            digest.Add(PyStr.CharAt(in py, PyList.Borrow(in py, frame.Words, i), i % text.Length));
        }

        digest.Add(equal);
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Writes the letters of a word, which follow from its number.</summary>
    private static void Spell(Span<char> text, ulong number)
    {
        ulong state = number;
        for (int i = 0; i < text.Length; i++)
        {
            state = SplitMix64.Mix(state + SplitMix64.Increment);
            text[i] = (char)('a' + ((int)(state & ((1 << LetterBits) - 1)) % Letters));
        }
    }

    private ref struct WordsFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Shared;
        public TRef Words;
        public TRef Word;
    }
}
