using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Checking;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Checking;

/// <summary>One misusing program per rule: reported with the right words and the right line, on every engine.</summary>
public abstract class MisuseTests
{
    /// <summary>Expects a program to be reported.</summary>
    protected static void AssertReported(string variant, MisusingProgram program, params ReadOnlySpan<string> words)
    {
        using IEngine engine = EnginesUnderTest.Create(variant);

        HeapMisuseException report =
            Assert.Throws<HeapMisuseException>(() => engine.Execute(new CheckedProgram(program)));

        foreach (string word in words)
        {
            Assert.Contains(word, report.Message, StringComparison.Ordinal);
        }

        if (program.Line != 0)
        {
            Assert.Contains(
                $"in {MisuseNames.Of(program.GetType())}.{program.Function} at {program.File}:{program.Line}.",
                report.Message,
                StringComparison.Ordinal);
        }

        engine.Control.Verify();
        engine.Rest();
    }

    /// <summary>A program with one mistake, which says where it is.</summary>
    public abstract class MisusingProgram : IHeapProgram
    {
        /// <summary>Gets the line of the mistake, or 0 when it is noticed elsewhere.</summary>
        public int Line { get; private set; }

        /// <summary>Gets the file of the mistake.</summary>
        public string File { get; private set; } = string.Empty;

        /// <summary>Gets the function of the mistake.</summary>
        public string Function { get; private set; } = string.Empty;

        /// <inheritdoc/>
        public abstract void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct;

        /// <summary>Says that the mistake is on the next line.</summary>
        protected void NextLineIsWrong(
            [CallerLineNumber] int line = 0, [CallerFilePath] string file = "", [CallerMemberName] string function = "")
        {
            Line = line + 1;
            File = Path.GetFileName(file);
            Function = function;
        }
    }
}
