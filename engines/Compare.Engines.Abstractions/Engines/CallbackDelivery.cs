namespace Compare.Engines.Abstractions.Engines;

/// <summary>When weak callbacks and finalizers reach the program.</summary>
public enum CallbackDelivery
{
    /// <summary>Never: the engine reclaims nothing.</summary>
    Never,

    /// <summary>Inside the release of the last reference where counting finds the death, else inside the collection.</summary>
    AtDeath,

    /// <summary>Inside the collection that finds the object dead, before it returns.</summary>
    InCollection,

    /// <summary>Some time after the collection, at one of the program's safe points.</summary>
    AtSafePoint,
}
