using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Frames that an exception skips.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Releases the locals of all frames inside a frame, innermost first.</summary>
    /// <param name="frame">Address of the frame that catches.</param>
    internal void UnwindTo(nint frame)
    {
        while (InnermostFrame != frame)
        {
            nint skipped = InnermostFrame;
            InnermostFrame = FrameChain.Previous(skipped);
            foreach (ref ObjectReference local in FrameChain.Locals(skipped))
            {
                nint obj = local.Address;
                local = default;
                if (obj != 0)
                {
                    Release(obj);
                }
            }
        }
    }
}
