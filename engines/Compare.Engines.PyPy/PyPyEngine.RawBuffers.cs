using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>
/// Memory outside the collector's heap: the items of array.array. The collector is told of it as memory pressure, and a
/// light destructor frees it.
/// </content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private long _outsideBytes;

    /// <summary>Brings the next major collection nearer, because memory outside the heap lives as long as objects do.</summary>
    /// <param name="bytes">Bytes outside.</param>
    internal void AddMemoryPressure(long bytes)
    {
        if (_threshold.AddPressure(bytes))
        {
            // The next allocation takes the slow path and finds that a collection is due.
            EndRun();
            NurseryFree = NurseryTop;
            _runStart = NurseryFree;
        }
    }

    /// <summary>Gets the address of the items outside the heap.</summary>
    private static ref nint RawAddress(nint obj, GcShape* shape, int buffer) =>
        ref ObjectHeader.At(obj, shape->BuffersOffset + (buffer * 2 * ObjectHeader.SlotBytes));

    /// <summary>Gets the numbers of items outside the heap: how many there are, then the program's count.</summary>
    private static int* RawNumbers(nint obj, GcShape* shape, int buffer) =>
        (int*)(obj + shape->BuffersOffset + (((buffer * 2) + 1) * ObjectHeader.SlotBytes));

    private void AllocateRawElements(nint obj, PyPyTypeInfo* info, int length)
    {
        ref nint address = ref RawAddress(obj, info->Shape, 0);
        ReplaceRaw(ref address, 0, (nint)length * info->ElementBytes);
        RawNumbers(obj, info->Shape, 0)[ItemsNumber] = length;
    }

    /// <summary>Gives items outside the heap another number of bytes.</summary>
    private void ReplaceRaw(ref nint address, nint oldBytes, nint bytes)
    {
        _outsideBytes += bytes - oldBytes;
        if (bytes == 0)
        {
            NativeMemory.Free((void*)address);
            address = 0;
            return;
        }

        address = (nint)NativeMemory.Realloc((void*)address, (nuint)bytes);
        AddMemoryPressure(bytes);
    }

    private static void InitializeRaw(nint obj, GcShape* shape)
    {
        for (int i = 0; shape->IsRaw != 0 && i < RawBlocks(shape->Owner); i++)
        {
            RawAddress(obj, shape, i) = 0;
            RawNumbers(obj, shape, i)[ItemsNumber] = 0;
            RawNumbers(obj, shape, i)[CountNumber] = 0;
        }
    }

    private void ResizeRawBuffer(ref ObjectReference owner, PyPyTypeInfo* info, int buffer, int items)
    {
        nint bytes = (nint)items * info->ItemBytes(buffer);
        nint oldBytes = (nint)RawNumbers(owner.Address, info->Shape, buffer)[ItemsNumber] * info->ItemBytes(buffer);
        if (bytes > oldBytes)
        {
            RequireRoomFor(bytes - oldBytes); // May collect and so move the owner.
        }

        ReplaceRaw(ref RawAddress(owner.Address, info->Shape, buffer), oldBytes, bytes);
        int* numbers = RawNumbers(owner.Address, info->Shape, buffer);
        numbers[ItemsNumber] = items;
        numbers[CountNumber] = items == 0 ? 0 : numbers[CountNumber];
    }

    /// <summary>The light destructor of objects with memory outside the heap.</summary>
    private void FreeRawBuffers(nint obj)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        _outsideBytes -= RawBytes(obj, shape);
        for (int i = 0; i < RawBlocks(shape->Owner); i++)
        {
            NativeMemory.Free((void*)RawAddress(obj, shape, i));
        }
    }

    /// <summary>Gets the bytes outside the heap that an object holds.</summary>
    private static long RawBytes(nint obj, GcShape* shape)
    {
        if (shape->IsRaw == 0)
        {
            return 0;
        }

        PyPyTypeInfo* info = shape->Owner;
        long sum = 0;
        for (int i = 0; i < RawBlocks(info); i++)
        {
            int itemBytes = info->Elements == ElementKind.None ? info->ItemBytes(i) : info->ElementBytes;
            sum += (long)RawNumbers(obj, shape, i)[ItemsNumber] * itemBytes;
        }

        return sum;
    }

    /// <summary>Blocks outside the heap: one for the elements, or one for each buffer.</summary>
    private static int RawBlocks(PyPyTypeInfo* info) => info->BufferCount + (info->Elements == ElementKind.None ? 0 : 1);
}
