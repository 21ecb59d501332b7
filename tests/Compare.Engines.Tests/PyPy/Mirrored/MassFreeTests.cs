namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>What becomes of one page in a sweep.</summary>
public sealed unsafe class MassFreeTests
{
    private const int TwoWords = 2 * ArenaScene.Word;

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_mass_free_partial_remains")]
    public void A_page_with_a_free_block_keeps_its_blocks()
    {
        using ArenaScene scene = new(pageWords: 7, " ");
        scene.Allocate(2);
        scene.Allocate(2);

        Assert.Equal(
            [(scene.Block(0, 0), false), (scene.Block(0, 2), false)],
            scene.Sweep(_ => false));

        Assert.True(scene.Collection.Pages.PartialOf(TwoWords) == scene.PageAt(0));
        Assert.True(scene.PageAt(0)->Next == null);
        Assert.Equal((0, 1), (scene.PageAt(0)->FreeBlocks, scene.NeverUsedBlocks(0)));
        Assert.Equal([4], scene.FreeBlocks(0));
        Assert.Equal(0, scene.Collection.CountFreePages());
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_mass_free_emptied_page")]
    public void A_page_without_survivors_is_free()
    {
        // A second page keeps the arena.
        using ArenaScene scene = new(pageWords: 7, "# ");
        scene.Allocate(2);
        scene.Allocate(2);

        Assert.Equal(
            [(scene.Block(0, 0), false), (scene.Block(0, 2), false), (scene.Block(0, 4), false),
                (scene.Block(1, 0), true), (scene.Block(1, 2), true)],
            scene.Sweep(block => block >= scene.Block(1, 0)));

        Assert.True(scene.Collection.Pages.PartialOf(TwoWords) == null);
        Assert.Equal(1, scene.Collection.CountFreePages());
        Assert.True(scene.Collection.Arenas.First(1)->FreePages == scene.PageAt(1));
        Assert.Equal(3 * TwoWords, scene.Collection.UsedBytes);
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_mass_free_full_remains_full")]
    public void A_full_page_of_survivors_stays_full()
    {
        using ArenaScene scene = new(pageWords: 7, "#");

        Assert.Equal(
            [(scene.Block(0, 0), false), (scene.Block(0, 2), false), (scene.Block(0, 4), false)],
            scene.Sweep(_ => false));

        Assert.True(scene.Collection.Pages.FullOf(TwoWords) == scene.PageAt(0));
        Assert.True(scene.Collection.Pages.PartialOf(TwoWords) == null);
        Assert.True(scene.PageAt(0)->Next == null);
        Assert.Equal((0, 0), (scene.PageAt(0)->FreeBlocks, scene.NeverUsedBlocks(0)));
        Assert.Equal(0, scene.Collection.CountFreePages());
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_mass_free_full_is_partially_emptied")]
    public void The_dead_blocks_of_a_full_page_are_free_in_address_order()
    {
        using ArenaScene scene = new(pageWords: 9, "#");

        scene.Sweep(block => block == scene.Block(0, 2) || block == scene.Block(0, 6));

        Assert.True(scene.Collection.Pages.PartialOf(TwoWords) == scene.PageAt(0));
        Assert.True(scene.Collection.Pages.FullOf(TwoWords) == null);
        Assert.Equal((2, 0), (scene.PageAt(0)->FreeBlocks, scene.NeverUsedBlocks(0)));
        Assert.Equal([2, 6, 8], scene.FreeBlocks(0));
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_mass_free_half_page_remains")]
    public void Free_blocks_are_passed_over()
    {
        using ArenaScene scene = new(pageWords: 24, "/", neverUsedBlocks: 4);
        Assert.Equal((4, 4), (scene.PageAt(0)->FreeBlocks, scene.NeverUsedBlocks(0)));

        Assert.Equal(
            [0, 4, 8, 12],
            scene.Sweep(_ => false).Select(seen => (int)(seen.Block - scene.Block(0, 0)) / ArenaScene.Word));

        Assert.True(scene.Collection.Pages.PartialOf(TwoWords) == scene.PageAt(0));
        Assert.Equal((4, 4), (scene.PageAt(0)->FreeBlocks, scene.NeverUsedBlocks(0)));
        Assert.Equal([2, 6, 10, 14, 16], scene.FreeBlocks(0));
    }

    [Fact]
    [MirrorsRPython("test_minimarkpage", "test_mass_free_half_page_becomes_more_free")]
    public void A_dead_block_joins_the_free_ones_in_its_place()
    {
        using ArenaScene scene = new(pageWords: 24, "/", neverUsedBlocks: 4);

        Assert.Equal(
            [false, true, false, false],
            scene.Sweep(block => block == scene.Block(0, 4)).Select(seen => seen.IsDead));

        Assert.Equal((5, 4), (scene.PageAt(0)->FreeBlocks, scene.NeverUsedBlocks(0)));
        Assert.Equal([2, 4, 6, 10, 14, 16], scene.FreeBlocks(0));
    }
}
