namespace Compare.Workloads.Objects.Classes;

/// <summary>What a class has beside its attributes.</summary>
[Flags]
public enum ClassOptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The attributes are slots (<c>__slots__</c>): instances have no dictionary.</summary>
    Slots = 1,

    /// <summary>Instances may be weakly referenced (<c>__weakref__</c>).</summary>
    WeakReferences = 2,

    /// <summary>Instances have a finalizer; name it with <c>SetFinalizer</c> of the heap.</summary>
    Finalizer = 4,

    /// <summary>Instances are asked for their <c>__dict__</c>, or given attributes that the class does not name.</summary>
    Dict = 8,
}
