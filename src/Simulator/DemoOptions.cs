namespace Apollo.Simulator;

/// <summary>How a demo desk is.</summary>
public sealed record DemoOptions
{
    /// <summary>Of all chance; the same seed and start give the same desk. Any number; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Tickets of ninety days, about; the desk's backlog grows with it. 100 to 1,000,000; default 4,000.
    /// </summary>
    public int Tickets { get; init; } = 4000;

    /// <summary>Multiplies how often something happens, not the clock. 0.01 to 1,000; default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>These options, where they are in range.</summary>
    /// <exception cref="ArgumentException">One is not; the message names it.</exception>
    public DemoOptions Checked() =>
        Tickets is < 100 or > 1_000_000
            ? throw new ArgumentException($"Tickets is {Tickets}; it must be 100 to 1,000,000.")
        : Speed is not (>= .01 and <= 1000)
            ? throw new ArgumentException($"Speed is {Speed}; it must be 0.01 to 1,000.")
        : this;
}
