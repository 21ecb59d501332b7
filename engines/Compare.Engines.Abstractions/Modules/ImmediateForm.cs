namespace Compare.Engines.Abstractions.Modules;

/// <summary>What an implementation's references have room for beside addresses.</summary>
/// <param name="WordBytes">Bytes of a machine word: 8 or 4. An integer takes all bits of it but those that tell it apart.</param>
/// <param name="HoldsFloats">Whether references hold floating-point numbers too.</param>
public readonly record struct ImmediateForm(int WordBytes, bool HoldsFloats);
