using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Tests.Support;

/// <summary>Remembers the arrivals of requests and whether begins and ends alternate.</summary>
internal sealed class RequestWitness : IRunObserver
{
    private bool _isServing;
    private bool _isBusy;

    public List<long> Arrivals { get; } = [];

    public bool IsInOrder { get; private set; } = true;

    public void PhaseBegins(string name)
    {
        // Only requests are watched.
    }

    public void PeakReached()
    {
        // Only requests are watched.
    }

    public void ServingBegins()
    {
        IsInOrder &= !_isServing;
        _isServing = true;
    }

    public void RequestBegins(long arrivalNanoseconds)
    {
        IsInOrder &= _isServing && !_isBusy;
        _isBusy = true;
        Arrivals.Add(arrivalNanoseconds);
    }

    public void RequestEnds()
    {
        IsInOrder &= _isBusy;
        _isBusy = false;
    }
}
