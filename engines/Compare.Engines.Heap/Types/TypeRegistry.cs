using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Types;

/// <summary>
/// The types that an engine knows, each with the engine's own description in native memory. The description's address
/// is the type's handle and never changes.
/// </summary>
/// <typeparam name="TInfo">The engine's description of a type; its first field is an <see cref="AllocationAccount"/>.</typeparam>
public sealed unsafe class TypeRegistry<TInfo> : IDisposable
    where TInfo : unmanaged
{
    private readonly Dictionary<ObjectType, TypeHandle> _handles = new(ReferenceEqualityComparer.Instance);
    private readonly List<ObjectType> _types = [];
    private readonly List<nint> _infos = [];

    /// <summary>Gets the number of types.</summary>
    public int Count => _types.Count;

    /// <summary>Finds the handle of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="handle">Its handle.</param>
    /// <returns>False when it was not added yet.</returns>
    public bool TryGet(ObjectType type, out TypeHandle handle) => _handles.TryGetValue(type, out handle);

    /// <summary>Adds a type; its number is <see cref="Count"/> before.</summary>
    /// <param name="type">The type; its identity counts.</param>
    /// <param name="info">The engine's description; copied.</param>
    /// <returns>The handle.</returns>
    public TypeHandle Add(ObjectType type, TInfo info)
    {
        TInfo* copy = (TInfo*)NativeMemory.AllocZeroed((nuint)sizeof(TInfo));
        *copy = info;
        TypeHandle handle = new((nint)copy);
        _handles.Add(type, handle);
        _types.Add(type);
        _infos.Add((nint)copy);
        return handle;
    }

    /// <summary>Counts the objects of all types allocated so far.</summary>
    /// <returns>Objects.</returns>
    public long AllocatedObjects()
    {
        long sum = 0;
        foreach (nint info in _infos)
        {
            sum += ((AllocationAccount*)info)->Objects;
        }

        return sum;
    }

    /// <summary>Reads the allocation clock.</summary>
    /// <returns>Bytes requested so far, buffers included, the same on every engine.</returns>
    public long AllocatedBytes()
    {
        long sum = 0;
        foreach (nint info in _infos)
        {
            sum += ((AllocationAccount*)info)->Bytes();
        }

        return sum;
    }

    /// <summary>Gets a type by its number.</summary>
    /// <param name="number">0 to <see cref="Count"/> − 1, in order of registration.</param>
    /// <returns>The type.</returns>
    public ObjectType Type(int number) => _types[number];

    /// <summary>Gets an engine's description by the number of its type.</summary>
    /// <param name="number">0 to <see cref="Count"/> − 1, in order of registration.</param>
    /// <returns>The description.</returns>
    public TInfo* Info(int number) => (TInfo*)_infos[number];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint info in _infos)
        {
            NativeMemory.Free((void*)info);
        }

        _infos.Clear();
        _types.Clear();
        _handles.Clear();
    }
}
