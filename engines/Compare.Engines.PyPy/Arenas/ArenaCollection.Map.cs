using Compare.Engines.Abstractions.Maps;

namespace Compare.Engines.PyPy.Arenas;

/// <content>The map of arenas, page by page, from the pages' headers.</content>
internal sealed unsafe partial class ArenaCollection
{
    /// <summary>Describes all pages, in address order, and spare arenas behind them.</summary>
    /// <param name="map">Takes it down.</param>
    public void Describe(IHeapMap map)
    {
        long pages = 0;
        for (int i = 0; i < _arenas.Index.Count; i++)
        {
            pages += _arenas.Index[i]->TotalPages;
        }

        long perArena = _arenaBytes / _pageBytes;
        long spare = _arenas.SpareCount * perArena;
        map.Space("pages", HeapSpaceKind.Places, "page", _pageBytes, pages + spare, perArena);
        map.Account(CommittedBytes - ((pages + spare) * _pageBytes), 0);
        for (int i = 0; i < _arenas.Index.Count; i++)
        {
            Arena* arena = _arenas.Index[i];
            for (int j = 0; j < arena->TotalPages; j++)
            {
                Describe(PageAt(arena, j), map);
            }
        }

        map.Add(HeapCellState.Free, 0, 0, _pageBytes, spare);
    }

    private void Describe(Page* page, IHeapMap map)
    {
        if (page->Arena == null)
        {
            map.Add(HeapCellState.Free, 0, 0, _pageBytes);
            return;
        }

        long used = BlocksPerPage(page->BlockBytes) - FreeBlocks(page);
        map.Add(used > 0 ? HeapCellState.Used : HeapCellState.Free, page->BlockBytes, used * page->BlockBytes, _pageBytes);
    }
}
