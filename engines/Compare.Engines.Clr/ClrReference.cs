using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <summary>A reference on the delegated engine: an ordinary reference of the host, which its collector sees and updates.</summary>
public readonly struct ClrReference
{
    /// <summary>The object, or null.</summary>
    internal readonly ClrObject? Target;

    /// <summary>Initializes a new instance of the <see cref="ClrReference"/> struct.</summary>
    /// <param name="target">The object, or null.</param>
    internal ClrReference(ClrObject? target) => Target = target;
}
