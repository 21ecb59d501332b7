namespace Compare.Engines.PyPy.Arenas;

/// <summary>Where a block lies, without addresses.</summary>
/// <param name="Arena">Arenas that were mapped before its own.</param>
/// <param name="Page">Pages of the arena before its own.</param>
/// <param name="Offset">Bytes between the page's first byte and the block.</param>
internal readonly record struct BlockPlace(long Arena, int Page, int Offset);
