namespace Apollo.Simulator.Replay;

/// <summary>
/// Maps the log's time onto the clock's: a source time s up to s0 becomes now0 + (s − s0), a later one now0 + (s − s0)
/// ÷ speed; due dates and all other times too. Without a shift times stay as they are.
/// </summary>
/// <param name="sourceNow">s0: the instant of the log that is the clock's now; null = no shift.</param>
/// <param name="now">now0.</param>
/// <param name="speed">How fast the log goes on, more than 0.</param>
internal sealed class ReplayClock(DateTime? sourceNow, DateTime now, double speed)
{
    public DateTime Map(DateTime source)
    {
        if (sourceNow is not { } s0)
            return source;
        var after = source - s0;
        return (now + (after <= TimeSpan.Zero ? after : after / speed)).ToMillisecond();
    }

    public TicketRow Map(TicketRow row) =>
        row with
        {
            OpenedAt = Map(row.OpenedAt),
            RespondedAt = Map(row.RespondedAt),
            ResolvedAt = Map(row.ResolvedAt),
            ClosedAt = Map(row.ClosedAt),
            ReopenedAt = Map(row.ReopenedAt),
            ResponseDueAt = Map(row.ResponseDueAt),
            DueAt = Map(row.DueAt),
            UpdatedAt = Map(row.UpdatedAt),
        };

    private DateTime? Map(DateTime? source) => source is { } time ? Map(time) : null;
}
