using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>An object of the model.</summary>
internal sealed class ModelNode
{
    public required long Id { get; init; }

    /// <summary>Gets the type; null for a weak reference.</summary>
    public required ObjectType? Type { get; init; }

    public ModelNode?[] Fields { get; init; } = [];

    public long[] Words { get; init; } = [];

    public ModelNode?[] Elements { get; init; } = [];

    /// <summary>Gets word and byte elements.</summary>
    public long[] ElementWords { get; init; } = [];

    /// <summary>Gets or sets the references of buffer 0.</summary>
    public ModelNode?[] Items { get; set; } = [];

    /// <summary>Gets or sets the words or bytes of buffer 0; null is undefined.</summary>
    public long?[] ItemWords { get; set; } = [];

    public int BufferLength { get; set; }

    /// <summary>Gets or sets the index of the table that buffer 0 is; null is undefined.</summary>
    public byte?[] Index { get; set; } = [];

    /// <summary>Gets or sets the counter of buffer 0.</summary>
    public int Count { get; set; }

    /// <summary>Gets or sets the second counter of the table that buffer 0 is.</summary>
    public int Filled { get; set; }

    public ModelNode? Target { get; init; }

    public long Tag { get; init; }

    /// <summary>Gets or sets a value indicating whether the engine said that the target is dead.</summary>
    public bool TargetDead { get; set; }

    public bool Called { get; set; }

    public bool Finalized { get; set; }

    /// <summary>Gets or sets a value indicating whether a finalizer met it unreachable, so that it may come back.</summary>
    public bool WasUnreachable { get; set; }

    public bool Resurrects { get; init; }

    public bool AllocatesInFinalizer { get; init; }

    public long? Hash { get; set; }

    public IEnumerable<ModelNode> Children =>
        Fields.Concat(Elements).Concat(Items).OfType<ModelNode>();
}
