using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Churn;

/// <summary>
/// A hash table with keys like strings under insertions, deletions and lookups: a temporary key for every operation, deaths at
/// random ages, and from time to time a large array of references that replaces another.
/// </summary>
/// <remarks>
/// Keys are drawn evenly from twice as many as the table starts with, so that it keeps about its size. Deleted items stay used
/// until the next rehash, so rehashes come for ever: a spike of allocation, a scan of an array that is old already, and many
/// stores into one that is new. An engine without generations pays for the array at every collection, one with cards or a
/// remembered set only for what is written. Nothing is cyclic: counting reclaims keys, values and old tables at once.
/// </remarks>
public sealed class HashChurn : IWorkload
{
    private const string KeysKey = "keys";
    private const string OperationsKey = "operations";
    private const string LoadKey = "load";

    private const int NumbersPerKey = 2;
    private const int Kinds = 10;
    private const int InsertKind = 0;
    private const int DeleteKind = 1;
    private const int Content = 0;

    private static readonly ObjectType s_value = new(
        "HashChurn.Value", PythonKind.SlotsInstance, words: 1, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [KeysKey] = "400", [OperationsKey] = "5000" },
        new Dictionary<string, string> { [KeysKey] = "1000000", [OperationsKey] = "40000000" });

    /// <inheritdoc/>
    public string Name => "hash-churn";

    /// <inheritdoc/>
    public string Summary =>
        "Rehash spikes and large arrays of references: a table with string-like keys, insert, delete, lookup 1:1:8.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; 10^5 to 10^6 keys of 8 to 32 bytes, open addressing at load 0.7, in the manner of programs that live on Perl's "
        + "hashes.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(KeysKey, ParameterKind.Integer, "Keys that the table is filled with.", "100000") { Minimum = 1, Maximum = 1e7 },
        new(OperationsKey, ParameterKind.Integer, "Operations after that.", "4000000") { Minimum = 1, Maximum = 1e10 },
        new(LoadKey, ParameterKind.Number, "Share of the items that may be used, deleted ones included.", "0.7")
        {
            Minimum = 0.2,
            Maximum = 0.9,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        int keys = (int)parameters.Integer(KeysKey);
        long operations = parameters.Integer(OperationsKey);
        HashTableLoad load = new(parameters.Number(LoadKey));
        Xoshiro256 random = new(seed);
        bool[] present = new bool[keys * NumbersPerKey];
        Account all = default;
        all.AddKey(length: 0);
        all.AddTable(load.Items);
        for (int i = 0; i < keys; i++)
        {
            all.Insert(i * NumbersPerKey, present, ref load);
        }

        for (long i = 0; i < operations; i++)
        {
            int number = Uniform.Below(ref random, present.Length);
            switch (Uniform.Below(ref random, Kinds))
            {
                case InsertKind:
                    all.Insert(number, present, ref load);
                    break;
                case DeleteKind:
                    all.AddKey(HashTable.KeyLength(number));
                    if (present[number])
                    {
                        load.Delete();
                        present[number] = false;
                    }

                    break;
                default:
                    all.AddKey(HashTable.KeyLength(number));
                    break;
            }
        }

        Account live = default;
        live.AddKey(length: 0);
        live.AddTable(load.Items);
        for (int number = 0; number < present.Length; number++)
        {
            if (present[number])
            {
                live.AddKey(HashTable.KeyLength(number));
                live.AddValue();
            }
        }

        return new(all.Objects, all.Bytes, live.Objects, live.Bytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int keys = (int)run.Parameters.Integer(KeysKey);
        HashTableLoad load = new(run.Parameters.Number(LoadKey));
        Types types = new(heap.Register(HashTable.Type), heap.Register(HashTable.Key), heap.Register(s_value));
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        TableFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("fill");
        heap.NewArray(ref frame.Deleted, types.Key, 0);
        heap.New(ref frame.Table, types.Table);
        heap.ResizeBuffer(ref frame.Table, HashTable.Items, load.Items);
        for (int i = 0; i < keys; i++)
        {
            Insert(heap, ref frame, types, ref load, i * NumbersPerKey);
            heap.SafePoint();
        }

        run.Phase("churn");
        for (long left = run.Parameters.Integer(OperationsKey); left > 0; left--)
        {
            int number = Uniform.Below(ref random, keys * NumbersPerKey);
            int kind = Uniform.Below(ref random, Kinds);
            digest.Add(((long)number << sizeof(int)) + kind);
            if (kind == InsertKind)
            {
                Insert(heap, ref frame, types, ref load, number);
            }
            else
            {
                digest.Add(LookUp(heap, ref frame, types, ref load, number, delete: kind == DeleteKind));
            }

            heap.SafePoint();
        }

        run.Peak();
        for (int item = 0; item < load.Items; item++)
        {
            TRef value = HashTable.Value(heap, frame.Table, item);
            digest.Add(heap.IsNull(value) ? HashTable.Absent : heap.GetWord(value, Content));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Leaves a fresh key in the frame.</summary>
    /// <returns>Its hash.</returns>
    private static long MakeKey<THeap, TRef>(THeap heap, ref TableFrame<TRef> frame, Types types, int number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.NewArray(ref frame.Key, types.Key, HashTable.KeyLength(number));
        Span<byte> bytes = heap.ElementBytes(frame.Key);
        HashTable.WriteKey(bytes, number);
        return HashTable.Hash(bytes);
    }

    /// <summary>Gives a key a new value; a key that is there stays the object that it was.</summary>
    private static void Insert<THeap, TRef>(
        THeap heap, ref TableFrame<TRef> frame, Types types, ref HashTableLoad load, int number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long hash = MakeKey(heap, ref frame, types, number);
        heap.New(ref frame.Value, types.Value);
        heap.SetWord(frame.Value, Content, number);
        int item = HashTable.Find(heap, frame.Table, frame.Key, hash);
        if (item != HashTable.Absent)
        {
            HashTable.Replace(heap, frame.Table, item, frame.Value);
        }
        else
        {
            if (load.Add())
            {
                heap.New(ref frame.NewTable, types.Table);
                heap.ResizeBuffer(ref frame.NewTable, HashTable.Items, load.Items);
                HashTable.Rehash(heap, frame.Table, frame.NewTable);
                heap.Take(ref frame.Table, heap.Move(ref frame.NewTable));
            }

            HashTable.Add(heap, frame.Table, frame.Key, frame.Value, hash);
        }

        heap.Clear(ref frame.Key);
        heap.Clear(ref frame.Value);
    }

    /// <summary>Looks a key up, counts that in its value, and deletes it if asked to.</summary>
    /// <returns>What the value held before.</returns>
    private static long LookUp<THeap, TRef>(
        THeap heap, ref TableFrame<TRef> frame, Types types, ref HashTableLoad load, int number, bool delete)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long hash = MakeKey(heap, ref frame, types, number);
        int item = HashTable.Find(heap, frame.Table, frame.Key, hash);
        heap.Clear(ref frame.Key);
        if (item == HashTable.Absent)
        {
            return HashTable.Absent;
        }

        TRef value = HashTable.Value(heap, frame.Table, item);
        long content = heap.GetWord(value, Content);
        heap.SetWord(value, Content, content + 1);
        if (delete)
        {
            HashTable.Delete(heap, frame.Table, item, frame.Deleted);
            load.Delete();
        }

        return content;
    }

    private readonly record struct Types(TypeHandle Table, TypeHandle Key, TypeHandle Value);

    /// <summary>Objects and bytes.</summary>
    private struct Account
    {
        public long Objects { get; private set; }

        public long Bytes { get; private set; }

        public void AddKey(int length) => Add(HashTable.Key.NominalBytes(length));

        public void AddValue() => Add(s_value.NominalBytes(0));

        public void AddTable(int items) =>
            Add(HashTable.Type.NominalBytes(0) + HashTable.Type.NominalBufferBytes(HashTable.Items, items));

        public void Insert(int number, bool[] present, ref HashTableLoad load)
        {
            AddKey(HashTable.KeyLength(number));
            AddValue();
            if (!present[number] && load.Add())
            {
                AddTable(load.Items);
            }

            present[number] = true;
        }

        private void Add(long bytes)
        {
            Objects++;
            Bytes += bytes;
        }
    }

    private ref struct TableFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Deleted;
        public TRef Table;
        public TRef NewTable;
        public TRef Key;
        public TRef Value;
    }
}
