namespace Compare.Engines.PyPy.Arenas;

/// <summary>Decides while sweeping which blocks are freed.</summary>
/// <remarks>A struct as type parameter, so that the decision is compiled into the walk over a page.</remarks>
internal interface IBlockJudge
{
    /// <summary>Called once for each block in use, in address order within a page. Must not allocate.</summary>
    /// <param name="block">Its address.</param>
    /// <returns>Whether it is freed; the collection writes to it after that.</returns>
    bool IsDead(nint block);
}
