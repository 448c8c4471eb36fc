namespace Apollo.Grains.History;

/// <summary>
/// Makes steps of a series from its changes, told in order. Steps of which nothing is known are left out.
/// </summary>
/// <param name="grid">How time is divided.</param>
/// <param name="rate">How fast the series grows by itself, per second.</param>
/// <param name="done">Takes each step that has ended, in order.</param>
internal sealed class StepBuilder(StepGrid grid, int rate, Action<HistoryStep> done)
{
    private SeriesValue value;
    private long changedAt;
    private long end;
    private HistoryStep? open;

    /// <summary>Until when it was told, Unix ms.</summary>
    public long At { get; private set; }

    /// <summary>What the series is there; unknown before the first change.</summary>
    public SeriesValue Value => value.After(rate, At - changedAt);

    /// <summary>The step that has not ended, as far as it is known; null = nothing of it is.</summary>
    public HistoryStep? Open => open;

    /// <summary>From an instant on the series is something else.</summary>
    /// <param name="instant">Unix ms; one before <see cref="At"/> is held there.</param>
    /// <param name="changed">What it is from then on; unknown where a gap begins.</param>
    public void Change(long instant, SeriesValue changed)
    {
        Advance(instant);
        (value, changedAt) = (changed, At);
    }

    /// <summary>Nothing else happened until an instant.</summary>
    /// <param name="instant">Unix ms.</param>
    public void Advance(long instant)
    {
        if (instant <= At)
            return;
        if (value.Kind == ValueKind.Unknown)
        {
            // It may be years: what lies between is not looked at.
            At = instant;
            Close();
            return;
        }
        while (At < instant)
        {
            var until = Math.Min(instant, end);
            var piece = HistoryStep.Quiet(At, until, Value, rate);
            open = (open is { } begun ? begun.Then(piece) : piece with { Start = grid.Start(At) }) with { End = end };
            At = until;
            Close();
        }
    }

    /// <summary>Ends the step where its end is reached, and finds the end of the next.</summary>
    private void Close()
    {
        if (At < end)
            return;
        if (open is { } ended)
            done(ended);
        open = null;
        end = grid.End(grid.Start(At));
    }
}
