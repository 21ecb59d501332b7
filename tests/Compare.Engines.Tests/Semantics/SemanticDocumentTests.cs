using Compare.Engines.Tests.Clr;
using Compare.Engines.Tests.Support;
using Compare.Semantics;

namespace Compare.Engines.Tests.Semantics;

/// <summary><c>docs/semantics.md</c> is what the engines do.</summary>
[Collection(nameof(HostCollector))]
public sealed class SemanticDocumentTests
{
    [Fact]
    public void The_document_says_what_the_engines_do() =>
        new GeneratedDocument("semantics.md").Check(_ => SemanticMarkdown.Write(ObservedSemantics.Rows));
}
