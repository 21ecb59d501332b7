namespace Compare.Engines.Abstractions.Modules;

/// <summary>What the <c>__dict__</c> of an instance is, as far as memory shows it.</summary>
public enum InstanceDictForm
{
    /// <summary>An object that refers to the instance, which keeps its attributes and the view.</summary>
    View,

    /// <summary>A dictionary that takes over the values of the instance; the names stay with the class.</summary>
    Split,
}
