namespace Compare.Engines.Abstractions.Modules;

/// <summary>The size of a hash table that keeps its entries in the order of insertion.</summary>
/// <param name="Slots">Slots of the index.</param>
/// <param name="Entries">Entries that fit, deleted ones included.</param>
public readonly record struct TableSize(int Slots, int Entries);
