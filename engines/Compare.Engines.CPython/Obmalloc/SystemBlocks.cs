using System.Runtime.InteropServices;

namespace Compare.Engines.CPython.Obmalloc;

/// <summary>Blocks above 512 bytes, from the system allocator. They are linked, so that a heap can be given back whole.</summary>
/// <remarks>The link of 16 bytes lies in front of each block and is not part of the modelled size.</remarks>
internal unsafe struct SystemBlocks
{
    private Link* _first;

    /// <summary>Gets the blocks allocated and not freed.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the bytes requested and not freed.</summary>
    public long Bytes { get; private set; }

    /// <summary>Allocates a block.</summary>
    /// <param name="bytes">Bytes, more than 0.</param>
    /// <returns>Its address, aligned to 16 bytes.</returns>
    public nint Allocate(long bytes)
    {
        Link* link = (Link*)NativeMemory.Alloc((nuint)(bytes + sizeof(Link)));
        Insert(link);
        Bytes += bytes;
        Count++;
        return (nint)(link + 1);
    }

    /// <summary>Resizes a block, in place where the system can.</summary>
    /// <param name="block">Its address.</param>
    /// <param name="oldBytes">Bytes requested before.</param>
    /// <param name="newBytes">Bytes wanted, more than 0.</param>
    /// <returns>Its new address.</returns>
    public nint Reallocate(nint block, long oldBytes, long newBytes)
    {
        Link* link = (Link*)block - 1;
        Remove(link);
        link = (Link*)NativeMemory.Realloc(link, (nuint)(newBytes + sizeof(Link)));
        Insert(link);
        Bytes += newBytes - oldBytes;
        return (nint)(link + 1);
    }

    /// <summary>Frees a block.</summary>
    /// <param name="block">Its address.</param>
    /// <param name="bytes">Bytes requested.</param>
    public void Free(nint block, long bytes)
    {
        Link* link = (Link*)block - 1;
        Remove(link);
        NativeMemory.Free(link);
        Bytes -= bytes;
        Count--;
    }

    /// <summary>Frees all blocks.</summary>
    public void Dispose()
    {
        while (_first != null)
        {
            Link* link = _first;
            _first = link->Next;
            NativeMemory.Free(link);
        }

        Bytes = 0;
        Count = 0;
    }

    private void Insert(Link* link)
    {
        link->Previous = null;
        link->Next = _first;
        if (_first != null)
        {
            _first->Previous = link;
        }

        _first = link;
    }

    private void Remove(Link* link)
    {
        if (link->Previous == null)
        {
            _first = link->Next;
        }
        else
        {
            link->Previous->Next = link->Next;
        }

        if (link->Next != null)
        {
            link->Next->Previous = link->Previous;
        }
    }

    private struct Link
    {
        public Link* Next;
        public Link* Previous;
    }
}
