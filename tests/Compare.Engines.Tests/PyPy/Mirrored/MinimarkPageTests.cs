using Compare.Engines.PyPy.Arenas;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Which pages and blocks are handed out.</summary>
public sealed unsafe class MinimarkPageTests
{
    private const int Word = ArenaScene.Word;

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [MirrorsRPython("test_minimarkpage", "test_allocate_arena")]
    public void An_arena_has_only_whole_pages(int rest)
    {
        const int Pages = 20;
        const int PageBytes = 16;
        using ArenaStore arenas = new(Word + (PageBytes * Pages) + rest, PageBytes);

        arenas.ChooseArena();

        Assert.Equal(Pages, arenas.NeverUsedPages);
        Assert.Equal((nint)arenas.Current->FreePages, arenas.Current->Address);
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_allocate_new_page")]
    public void New_pages_follow_each_other_and_are_empty()
    {
        const int PageBytes = Page.HeaderBytes + (5 * Word);
        using ArenaCollection collection = new((PageBytes * 4) - 1, PageBytes, 5 * Word);
        Assert.Equal((0, 0L), (collection.Arenas.NeverUsedPages, collection.UsedBytes));

        int neverUsed = 3;
        foreach (int words in new[] { 5, 3, 4 })
        {
            nint block = collection.Allocate(words * Word);

            neverUsed--;
            Page* page = (Page*)(block - Page.HeaderBytes);
            Assert.Equal(neverUsed, collection.Arenas.NeverUsedPages);
            Assert.Equal(new BlockPlace(0, 2 - neverUsed, Page.HeaderBytes), collection.PlaceOf(block));
            Assert.Equal((0, words * Word), (page->FreeBlocks, page->BlockBytes));
            Assert.Equal(block + (words * Word), page->FreeBlock);
            Assert.True(page->Next == null);
            Assert.True(neverUsed == 0
                ? collection.Arenas.Current == null && collection.Arenas.First(0) == page->Arena
                : (nint)collection.Arenas.Current->FreePages == (nint)page + PageBytes);
        }
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_simple_arena_collection")]
    public void Freed_pages_are_handed_out_before_fresh_ones()
    {
        using ArenaScene scene = new(pageWords: 2, "##....#   ");
        ArenaStore arenas = scene.Collection.Arenas;
        Assert.Equal((4, 3), (arenas.Current->FreePageCount, arenas.NeverUsedPages));

        int[] pages = [.. Enumerable.Range(0, 6).Select(i => scene.Allocate(1 + (i % 2)).Page)];

        // Blocks of two words fill a page; those of one word share a page by twos.
        Assert.Equal([2, 3, 2, 4, 5, 7], pages);
        Assert.Equal(2, arenas.NeverUsedPages);
        Assert.Equal([5, 8, 9], Enumerable.Range(0, 3).Select(i => scene.Allocate(i == 0 ? 1 : 2).Page));
        Assert.Equal(0, arenas.NeverUsedPages);
        Assert.True(arenas.Current == null && arenas.First(0) != null && arenas.First(0)->FreePages == null);
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_malloc_common_case")]
    public void Blocks_come_from_used_pages_then_from_freed_ones_then_from_fresh_ones()
    {
        using ArenaScene scene = new(pageWords: 7, "#23..2 ");

        Assert.Equal(
            [(1, 4), (5, 4), (3, 0), (3, 2), (3, 4), (4, 0), (4, 2), (4, 4), (6, 0), (6, 2), (6, 4)],
            Enumerable.Range(0, 11).Select(_ => scene.Allocate(2)));
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_malloc_mixed_sizes")]
    public void Each_size_has_pages_of_its_own()
    {
        using ArenaScene scene = new(pageWords: 7, "#23..2 ");

        Assert.Equal(
            [(1, 4), (2, 3), (5, 4), (3, 0), (4, 0), (3, 3), (4, 2), (6, 0), (4, 4), (6, 3)],
            Enumerable.Range(0, 10).Select(i => scene.Allocate(2 + (i % 2))));
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_malloc_from_partial_page")]
    public void The_free_blocks_of_a_page_are_handed_out_upwards_then_its_never_used_ones()
    {
        using ArenaScene scene = new(pageWords: 18, "/.", neverUsedBlocks: 1);
        Assert.Equal((4, 1), (scene.PageAt(0)->FreeBlocks, scene.NeverUsedBlocks(0)));

        List<(int FreeBlocks, int NeverUsed)> left = [];
        List<(int Page, int Words)> places = [];
        for (int i = 0; i < 5; i++)
        {
            places.Add(scene.Allocate(2));
            left.Add((scene.PageAt(0)->FreeBlocks, scene.NeverUsedBlocks(0)));
        }

        Assert.Equal([(0, 2), (0, 6), (0, 10), (0, 14), (0, 16)], places);
        Assert.Equal([(3, 1), (2, 1), (1, 1), (0, 1), (0, 0)], left);
        Assert.True(scene.Collection.Pages.PartialOf(2 * Word) == null);
        Assert.Equal((1, 0), scene.Allocate(2));
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_malloc_new_arena")]
    public void An_arena_without_pages_is_followed_by_a_new_one()
    {
        using ArenaScene scene = new(pageWords: 7, "### ");
        Assert.Equal((3, 0), scene.Allocate(2));
        Assert.Equal((1, 0), (scene.Collection.ArenaCount, scene.Collection.Arenas.NeverUsedPages));

        Assert.Equal((0, 0), scene.Allocate(3));

        Assert.Equal((2, 3), (scene.Collection.ArenaCount, scene.Collection.Arenas.NeverUsedPages));
        Assert.Equal(((3 * 3 * 2) + 2 + 3) * Word, scene.Collection.UsedBytes);
    }
}
