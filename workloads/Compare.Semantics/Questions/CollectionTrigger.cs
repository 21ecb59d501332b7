using System.Globalization;
using Compare.Engines.Abstractions.Types;

namespace Compare.Semantics.Questions;

/// <summary>What starts a collection that nobody asked for: instances of two sizes are allocated until the first one.</summary>
internal sealed class CollectionTrigger : SemanticQuestion
{
    /// <summary>Small objects over large ones until a collection, from which it is their bytes that count.</summary>
    private const double LeastRatio = 2;

    private readonly ObjectType _type;

    /// <summary>Initializes a new instance of the <see cref="CollectionTrigger"/> class.</summary>
    public CollectionTrigger()
        : this(Shapes.Slots)
    {
    }

    private CollectionTrigger(ObjectType type) => _type = type;

    /// <inheritdoc/>
    public override string Key => "collection_trigger";

    /// <inheritdoc/>
    public override SemanticTopic Topic => SemanticTopic.Reclamation;

    /// <inheritdoc/>
    public override string Text => "What makes a collection start by itself?";

    /// <inheritdoc/>
    public override string Why => "Says whether many small objects or few large ones cause more collections.";

    /// <inheritdoc/>
    public override string Observe(Subject subject)
    {
        string small = RunInSmallHeap(subject);
        string large = new CollectionTrigger(Shapes.Wide).RunInSmallHeap(subject);
        if (small == NotApplicable || large == NotApplicable)
        {
            return "nothing";
        }

        double ratio = double.Parse(small, CultureInfo.InvariantCulture) / double.Parse(large, CultureInfo.InvariantCulture);
        return ratio < LeastRatio ? "the number of objects" : "the bytes allocated";
    }

    /// <inheritdoc/>
    protected override string Run<THeap, TRef>(Mutator<THeap, TRef> mutator)
    {
        if (mutator.Engine.Traits.ManagedHeap)
        {
            // Others have allocated on this heap since its last collection.
            long last = mutator.Collections;
            Churn.Until(mutator, _type, withSafePoints: true, () => mutator.Collections > last);
        }

        long before = mutator.Collections;
        long? made = Churn.Until(mutator, _type, withSafePoints: true, () => mutator.Collections > before);
        return made is { } count ? count.ToString(CultureInfo.InvariantCulture) : NotApplicable;
    }
}
