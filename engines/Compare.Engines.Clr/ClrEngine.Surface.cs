using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr.Modules;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <content>What the modules of IronPython and Jython ask.</content>
public sealed unsafe partial class ClrEngine
{
    private readonly HostedGcModule _gcModule;
    private readonly IronPythonGrowthRules _growthRules = new();
    private readonly ConditionalWeakTable<ClrObject, Identity> _identities = [];
    private long _lastIdentity;

    /// <summary>Collects and does not wait for finalizers: what is due is delivered at a later safe point.</summary>
    internal static void CollectWithoutWaiting() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

    /// <summary>Collects twice, waits for finalizers and delivers what is due, as IronPython does.</summary>
    /// <param name="generation">0 to the oldest.</param>
    /// <returns>Bytes by which the host's heap shrank, 0 or more.</returns>
    internal long CollectAndWait(int generation)
    {
        long before = GC.GetTotalMemory(forceFullCollection: false);
        for (int i = 0; i < CollectRounds; i++)
        {
            GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
            DeliverDueCalls();
        }

        return Math.Max(0, before - GC.GetTotalMemory(forceFullCollection: false));
    }

    /// <summary>Gets a module.</summary>
    /// <typeparam name="TModule">Its interface.</typeparam>
    /// <returns>The module, or null.</returns>
    internal TModule? Module<TModule>()
        where TModule : class =>
        _gcModule as TModule ?? _growthRules as TModule ?? ClrObjectRules.Instance as TModule ?? ClrPinning.Instance as TModule;

    /// <summary>Gets the running number of an object, giving it one when it has none. Costs nothing for all other objects.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>The number, from 1.</returns>
    internal long Identity(ClrObject obj)
    {
        if (!_identities.TryGetValue(obj, out Identity? identity))
        {
            identity = new(++_lastIdentity);
            _identities.Add(obj, identity);
        }

        return identity.Number;
    }

    /// <summary>Gets the type of an object.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>The type.</returns>
    internal ObjectType TypeOf(ClrObject obj) => _types.Type(obj.Info->Number);

    /// <summary>Counts the reference fields of an object's class, arrays included.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>The number.</returns>
    internal int SlotsOf(ClrObject obj) => _classes[obj.Info->Number].Slots;

    /// <summary>Pushes what an object refers to, by its fields, elements and buffers.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Number of references pushed.</returns>
    internal int PushReferents(ClrObject obj)
    {
        int before = RootCount;
        ObjectType type = TypeOf(obj);
        for (int i = 0; i < type.References; i++)
        {
            PushRoot(obj.Field(i));
        }

        if (type.Elements == ElementKind.References)
        {
            PushAll(obj.Slot(obj.Info->ElementsSlot));
        }

        for (int i = 0; i < obj.Info->BufferCount; i++)
        {
            if (obj.Info->Buffers[i].References > 0)
            {
                PushAll(obj.Slot(obj.Info->Buffers[i].ReferenceSlot));
            }
        }

        return RootCount - before;
    }

    private void PushAll(object? array)
    {
        foreach (object? item in (object?[]?)array ?? [])
        {
            PushRoot((ClrObject?)item);
        }
    }

    private void PushRoot(ClrObject? obj)
    {
        if (obj is not null)
        {
            ResizeRoots(RootCount + 1);
            Root(RootCount - 1) = new(obj);
        }
    }
}
