namespace Compare.Engines.Clr.Objects;

/// <summary>
/// Two groups of fields one after the other. Nested, it makes up any number of slots or words as inline fields of one
/// object: half of the count, twice, plus one.
/// </summary>
/// <typeparam name="TFirst">The first group.</typeparam>
/// <typeparam name="TSecond">The second group.</typeparam>
internal struct Joined<TFirst, TSecond>
    where TFirst : struct
    where TSecond : struct
{
    /// <summary>The first group.</summary>
    public TFirst First;

    /// <summary>The second group.</summary>
    public TSecond Second;
}
