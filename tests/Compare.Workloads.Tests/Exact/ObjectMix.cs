using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Objects.Weak;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Tests.Exact;

/// <summary>
/// A workload of Python's objects in which every form shows that engines keep them in: small and large integers, floats, strings that
/// are empty, short, long, equal and interned, lists that grow and shrink, dictionaries, sets, tuples, instances, weak references.
/// </summary>
public sealed class ObjectMix : IWorkload
{
    private const int Rounds = 300;
    private const int Kept = 40;
    private const int Digits = 10;
    private const long Large = 1L << 40;

    private static readonly PyClass s_class =
        new("record", ["name", "value"], ClassOptions.Dict | ClassOptions.WeakReferences);

    public string Name => "object-mix";

    public string Summary => "Python's objects of every form.";

    public string Source => "A test.";

    public IReadOnlyList<ParameterDescription> Parameters => [];

    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => new Dictionary<string, string>();

    public WorkloadExpectation? Expect(ParameterValues parameters, ulong seed) => null;

    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Python<THeap, TRef> py = new(heap);
        MixFrame<TRef> frame = default;
        heap.Enter(ref frame);
        ulong answer = Run(in py, ref frame, run);
        heap.Leave(ref frame);
        return answer;
    }

    private static ulong Run<THeap, TRef>(in Python<THeap, TRef> py, ref MixFrame<TRef> frame, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Xoshiro256 random = new(run.Seed);
        HeapClass type = s_class.On(in py);
        Span<byte> text = stackalloc byte[Digits];
        run.Phase("mix");
        PyList.New(in py, ref frame.List);
        PyDict.New(in py, ref frame.Dict);
        PySet.New(in py, ref frame.Set);
        PyShared.New(in py, ref frame.Shared);
        for (int round = 0; round < Rounds; round++)
        {
            int length = (int)(random.Next() % Digits);
            text[..length].Fill((byte)('a' + (round % 3)));
            PyStr.Load(in py, ref frame.Name, text[..length]);
            PyStr.Intern(in py, ref frame.Shared, ref frame.Name);
            PyInt.Load(in py, ref frame.Value, round % 2 == 0 ? round - Digits : Large + round);
            PyDict.Set(in py, ref frame.Dict, ref frame.Value, ref frame.Name);
            PyDict.Set(in py, ref frame.Dict, ref frame.Name, ref frame.Value);
            PySet.Add(in py, ref frame.Set, ref frame.Name);
            PyFloat.Load(in py, ref frame.Float, round + 0.5);
            PyTuple.Pack(in py, ref frame.Pair, ref frame.Float, ref frame.Value);
            PyInstance.New(in py, ref frame.Record, type);
            PyInstance.Set(in py, frame.Record, type, 0, frame.Name);
            PyInstance.Set(in py, frame.Record, type, 1, frame.Pair);
            PyWeakRef.New(in py, ref frame.Weak, ref frame.Record);
            PyWeakRef.New(in py, ref frame.Again, ref frame.Record);
            PyInstance.Set(in py, frame.Record, type, 0, frame.Record); // A cycle.
            PyList.Append(in py, ref frame.List, ref frame.Record);
            PyList.Append(in py, ref frame.List, ref frame.Weak);
            if (PyList.Count(in py, frame.List) > Kept)
            {
                PyList.Pop(in py, ref frame.Record, ref frame.List, 0);
                PyList.Pop(in py, ref frame.Record, ref frame.List, 0);
                PyDict.Remove(in py, ref frame.Dict, ref frame.Name);
            }

            py.Heap.SafePoint();
        }

        run.Peak();
        return (ulong)((PyDict.Count(in py, frame.Dict) * Rounds) + PySet.Count(in py, frame.Set));
    }

    public ref struct MixFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef List;
        public TRef Dict;
        public TRef Set;
        public TRef Name;
        public TRef Shared;
        public TRef Value;
        public TRef Float;
        public TRef Pair;
        public TRef Record;
        public TRef Weak;
        public TRef Again;
    }
}
