using System.Numerics;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Services;

/// <summary>Every random decision of <see cref="EventLoop"/>, in order.</summary>
/// <param name="settings">The parameters.</param>
/// <param name="seed">The seed.</param>
internal struct EventLoopStream(in EventLoopSettings settings, ulong seed)
{
    private const int LeastPayload = 16;
    private const int MostSteps = 16;
    private const int MostChildSteps = 4;
    private const ulong Choices = 4;
    private const ulong ReadChoice = 2;
    private const ulong SpawnChoice = 3;
    private const int HalfWord = 32;

    private readonly EventLoopSettings _settings = settings;
    private Xoshiro256 _random = new(seed);

    /// <summary>Draws the steps of a new task.</summary>
    /// <param name="isChild">Whether another task waits for it.</param>
    /// <returns>1 or more.</returns>
    public int NextSteps(bool isChild) => 1 + Uniform.Below(ref _random, isChild ? MostChildSteps : MostSteps);

    /// <summary>Draws the length of a payload.</summary>
    /// <returns>Bytes.</returns>
    public int NextPayload() => LeastPayload + Uniform.Below(ref _random, _settings.Payload - LeastPayload + 1);

    /// <summary>Draws which connection is replaced.</summary>
    /// <returns>Its place in the registry.</returns>
    public int NextConnection() => Uniform.Below(ref _random, _settings.Registry);

    /// <summary>
    /// Draws what a task does at a step: half of them sleep, a quarter reads, a quarter waits for another task.
    /// </summary>
    /// <param name="isChild">Whether another task waits for it; such a task sleeps instead of starting a third.</param>
    /// <param name="delay">Turns until a sleep or a read is over.</param>
    /// <param name="payload">Length of the state that it keeps until then.</param>
    /// <returns>What it does.</returns>
    public EventLoopStep NextStep(bool isChild, out int delay, out int payload)
    {
        ulong word = _random.Next();
        delay = 1 + Uniform.Scale(word, _settings.Delay);
        payload = LeastPayload + Uniform.Scale(BitOperations.RotateLeft(word, HalfWord), _settings.Payload - LeastPayload + 1);
        return (word % Choices) switch
        {
            ReadChoice => EventLoopStep.Read,
            SpawnChoice when !isChild => EventLoopStep.Spawn,
            _ => EventLoopStep.Sleep,
        };
    }
}
