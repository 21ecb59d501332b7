using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Text;

/// <summary>The hash of a string's content, computed once where the implementation's strings remember it.</summary>
internal static class ContentHash
{
    private const uint OffsetBasis = 2_166_136_261;
    private const uint Prime = 16_777_619;

    /// <summary>Gets the hash of a string or bytes object. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="text">A string or bytes object.</param>
    /// <returns>The hash, not 0.</returns>
    public static int Of<THeap, TRef>(in Python<THeap, TRef> py, TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int hash = heap.GetStoredHash(text);
        if (hash == 0)
        {
            hash = Of(heap.ElementBytes(text));
            heap.SetStoredHash(text, hash);
        }

        return hash;
    }

    /// <summary>Computes the hash of bytes (FNV-1a, 32 bits).</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>The hash, not 0.</returns>
    public static int Of(ReadOnlySpan<byte> content)
    {
        uint hash = OffsetBasis;
        foreach (byte item in content)
        {
            hash = unchecked((hash ^ item) * Prime);
        }

        return hash == 0 ? 1 : (int)hash;
    }
}
