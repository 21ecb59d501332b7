using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>The hash that strings and bytes objects remember where there is room.</summary>
public sealed class StoredHashTests
{
    private static readonly ObjectType[] s_types =
    [
        Text(PythonKind.Str), Text(PythonKind.StrLatin1), Text(PythonKind.StrUcs2), Text(PythonKind.StrUcs4),
        Text(PythonKind.Bytes),
    ];

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void A_string_remembers_its_hash_or_never_has_one(string engine) => new Remembering().RunOn(engine);

    private static ObjectType Text(PythonKind kind) =>
        new($"text {kind}", kind, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    private sealed class Remembering : EngineProgram
    {
        private const int Hash = unchecked((int)0xDEADBEEF);
        private const int Longest = 40;

        public override void Run<THeap, TRef>(THeap heap)
        {
            Locals<TRef> f = default;
            heap.Enter(ref f);
            foreach (ObjectType type in s_types)
            {
                TypeHandle handle = heap.Register(type);
                for (int bytes = 0; bytes <= Longest; bytes += 4)
                {
                    heap.NewArray(ref f.A, handle, bytes);
                    Assert.Equal(0, heap.GetStoredHash(f.A));
                    heap.ElementBytes(f.A).Fill(0xA5);
                    Assert.Equal(0, heap.GetStoredHash(f.A));
                    long identity = heap.IdentityHash(f.A);
                    heap.SetStoredHash(f.A, Hash);
                    int stored = heap.GetStoredHash(f.A);
                    Assert.True(stored is 0 or Hash);
                    CollectAll<THeap, TRef>(heap);
                    Assert.Equal(stored, heap.GetStoredHash(f.A));
                    Assert.Equal(identity, heap.IdentityHash(f.A));
                    Assert.Equal(bytes, heap.Length(f.A));
                    Assert.Equal(-1, heap.ElementBytes(f.A).IndexOfAnyExcept((byte)0xA5));
                    Assert.Equal(handle, heap.TypeOf(f.A));
                }
            }

            // Fresh strings in the memory of dead ones have none.
            for (int made = 0; made < Longest; made++)
            {
                heap.NewArray(ref f.A, heap.Register(s_types[0]), Longest);
                Assert.Equal(0, heap.GetStoredHash(f.A));
                heap.SetStoredHash(f.A, made + 1);
            }

            heap.Leave(ref f);
        }
    }
}
