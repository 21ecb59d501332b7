namespace Compare.Engines.Heap.Checking;

/// <summary>Where a local is.</summary>
/// <param name="Slot">Its mirror in the inner heap's root area: even for frames, odd for the program's root area.</param>
/// <param name="Address">Its address on the stack; 0 for a slot of the root area.</param>
/// <param name="Name">Number of its name.</param>
internal readonly record struct Place(int Slot, nint Address, int Name);
