using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// A long text made of parts. Wasteful: <c>self.text += part</c>, which copies all that is there for every part. Careful: the
/// parts are appended to a list and joined once.
/// </summary>
/// <remarks>
/// The first allocates the square of what the second does and lets each intermediate text die as soon as the next is made; but
/// the list keeps all parts beside the text, as the last addition keeps the text before, so that the most memory in use is no
/// less. CPython lengthens a string in place when a local variable is the only thing that refers to it; a text in an attribute is
/// copied, and that is what is done here.
/// </remarks>
public sealed class JoinLesson : ILesson
{
    private const string Parts = "parts";
    private const string Length = "length";
    private const int MostLength = 8192;
    private const int Letters = 26;

    /// <summary>Places at which the text is read: finding a place by its number takes long in UTF-8.</summary>
    private const int Samples = 16;

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Parts] = "100", [Length] = "50" },
        new Dictionary<string, string> { [Parts] = "3000", [Length] = "4096" });

    /// <inheritdoc/>
    public string Name => "lesson-join";

    /// <inheritdoc/>
    public string Title => "Join strings, do not add them one by one";

    /// <inheritdoc/>
    public string Waste => "Every addition copies the whole text to a new string.";

    /// <inheritdoc/>
    public string Advice => "Append the parts to a list and call ''.join(parts) once.";

    /// <inheritdoc/>
    public string Summary => "A long text of many parts: added one by one, or joined once.";

    /// <inheritdoc/>
    public string Source => "Ours; parts of one length, the text in an attribute, where CPython cannot lengthen it in place.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Parts, ParameterKind.Integer, "Parts of the text.", "700") { Minimum = 1, Maximum = 1e5 },
        new(Length, ParameterKind.Integer, "Length of a part, characters.", "4096") { Minimum = 2, Maximum = MostLength },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int parts = (int)run.Parameters.Integer(Parts);
        bool joins = LessonVersion.IsCareful(run.Parameters);
        Span<char> part = stackalloc char[MostLength];
        part = part[..(int)run.Parameters.Integer(Length)];
        Xoshiro256 random = new(run.Seed);
        Python<THeap, TRef> py = new(heap);
        Digest digest = default;
        TextFrame<TRef> frame = default;
        heap.Enter(ref frame);
        PyStr.Load(in py, ref frame.Text, string.Empty);
        PyList.New(in py, ref frame.Parts);

        run.Phase("parts");
        for (int i = 0; i < parts; i++)
        {
            ulong word = random.Next();
            digest.Add(word);
            part.Fill((char)('a' + (word % Letters)));
            PyStr.Load(in py, ref frame.Part, part);
            if (joins)
            {
                PyList.Append(in py, ref frame.Parts, ref frame.Part);
            }
            else
            {
                PyStr.Concat(in py, ref frame.Longer, ref frame.Text, ref frame.Part);
                if (i == parts - 1)
                {
                    run.Peak(); // Both are there until the longer text takes the place of the other.
                }

                heap.Take(ref frame.Text, heap.Move(ref frame.Longer));
            }

            heap.SafePoint();
        }

        heap.Clear(ref frame.Part);
        if (joins)
        {
            run.Phase("join");
            PyStr.Join(in py, ref frame.Text, ref frame.Text, ref frame.Parts);
            run.Peak();
        }

        long length = (long)parts * part.Length;
        digest.Add(PyStr.Length(in py, frame.Text));
        for (int i = 0; i < Samples; i++)
        {
            digest.Add(PyStr.CharAt(in py, frame.Text, (int)(length * i / Samples)));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private ref struct TextFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Text;
        public TRef Longer;
        public TRef Parts;
        public TRef Part;
    }
}
