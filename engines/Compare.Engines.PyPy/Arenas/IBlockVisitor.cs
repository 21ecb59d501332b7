namespace Compare.Engines.PyPy.Arenas;

/// <summary>Sees blocks in use.</summary>
internal interface IBlockVisitor
{
    /// <summary>Called once for each block in use.</summary>
    /// <param name="block">Its address.</param>
    /// <param name="blockBytes">Its size.</param>
    void Visit(nint block, int blockBytes);
}
