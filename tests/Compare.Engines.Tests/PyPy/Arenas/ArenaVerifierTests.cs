using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Tests.PyPy.Mirrored;

namespace Compare.Engines.Tests.PyPy.Arenas;

/// <summary>The verifier finds what is wrong.</summary>
public sealed unsafe class ArenaVerifierTests
{
    private const int TwoWords = 2 * ArenaScene.Word;

    [Fact]
    public void A_free_list_out_of_order_is_found() => ExpectFinding("no ascent", scene =>
    {
        nint first = scene.PageAt(1)->FreeBlock;
        nint second = *(nint*)first;
        scene.PageAt(1)->FreeBlock = second;
        *(nint*)first = *(nint*)second;
        *(nint*)second = first;
    });

    [Fact]
    public void A_free_list_out_of_its_page_is_found() => ExpectFinding("no block", scene =>
        *(nint*)scene.PageAt(1)->FreeBlock = (nint)scene.PageAt(0));

    [Fact]
    public void A_free_block_too_many_is_found() => ExpectFinding("Free block", scene => scene.PageAt(1)->FreeBlocks++);

    [Fact]
    public void Free_blocks_too_few_are_found() => ExpectFinding("bytes", scene => scene.PageAt(1)->FreeBlocks -= 2);

    [Fact]
    public void A_page_of_another_size_is_found() => ExpectFinding("says otherwise", scene =>
        scene.PageAt(0)->BlockBytes += ArenaScene.Word);

    [Fact]
    public void A_page_in_no_list_is_found() => ExpectFinding("pages in use", scene =>
        scene.Collection.Pages.FullOf(TwoWords) = null);

    [Fact]
    public void A_page_in_two_lists_is_found() => ExpectFinding("two lists", scene =>
        scene.Collection.Pages.UnsweptFullOf(TwoWords) = scene.PageAt(0));

    [Fact]
    public void A_page_in_the_wrong_list_is_found() => ExpectFinding("wrong list", scene =>
    {
        scene.Collection.Pages.PartialOf(TwoWords)->Next = scene.Collection.Pages.FullOf(TwoWords);
        scene.Collection.Pages.FullOf(TwoWords) = null;
    });

    [Fact]
    public void A_free_page_too_many_is_found() => ExpectFinding("free pages", scene =>
        scene.Collection.Arenas.Index[0]->FreePageCount++);

    [Fact]
    public void A_page_in_use_among_the_free_ones_is_found() => ExpectFinding("free and in use", scene =>
    {
        scene.PageAt(0)->Next = scene.Collection.Arenas.Current->FreePages;
        scene.Collection.Arenas.Current->FreePages = scene.PageAt(0);
    });

    private static void ExpectFinding(string words, Action<ArenaScene> damage)
    {
        using ArenaScene scene = new(pageWords: 18, "#/. ", neverUsedBlocks: 1);
        scene.Collection.Verify();

        damage(scene);

        HeapCorruptionException exception = Assert.Throws<HeapCorruptionException>(scene.Collection.Verify);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }
}
