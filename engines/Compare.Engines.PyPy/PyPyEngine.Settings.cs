using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.PyPy;

/// <content>What the engine made of its parameters: sizes that are computed where none is given.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <inheritdoc/>
    public IReadOnlyList<EngineSetting> GetSettings() =>
    [
        EngineSetting.Of(
            PyPyParameters.Nursery,
            Asked(PyPyParameters.Nursery),
            _parameters.TinyNurseryBytes > 0 ? _parameters.TinyNurseryBytes : _nurseryBytes,
            EngineSetting.Bytes),
        EngineSetting.Of(PyPyParameters.IncrementStep, Asked(PyPyParameters.IncrementStep), _incrementStep, EngineSetting.Bytes),
        EngineSetting.Of(PyPyParameters.MaxPinned, Asked(PyPyParameters.MaxPinned), _mostPinned),
    ];

    private long? Asked(string name)
    {
        ParameterValues values = _options.Parameters;
        return values.Has(name) ? values.Integer(name) : null;
    }
}
