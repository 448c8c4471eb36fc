using System.Globalization;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Compares the stamps of rows with the ITSM's clock. Columns in another zone than declared show as stamps ahead of the
/// clock, or as changes that are stamped hours ago though they have just come.
/// </summary>
internal sealed class StampDrift
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);
    private const int ChangesCompared = 5;
    private readonly Queue<TimeSpan> lags = new();
    private TimeSpan ahead;
    private TimeSpan aheadNow;
    private int rowsAhead;
    private int rowsAheadNow;

    /// <summary>A round of reading begins.</summary>
    public void Begin() => (aheadNow, rowsAheadNow) = (TimeSpan.Zero, 0);

    /// <summary>A row was read.</summary>
    public void See(DateTime stamp, DateTime itsmNow)
    {
        if (stamp - itsmNow <= Tolerance)
            return;
        rowsAheadNow++;
        if (stamp - itsmNow > aheadNow)
            aheadNow = stamp - itsmNow;
    }

    /// <summary>A row changed or came since the last poll, about now.</summary>
    public void SeeChange(DateTime stamp, DateTime itsmNow)
    {
        lags.Enqueue(itsmNow - stamp);
        if (lags.Count > ChangesCompared)
            lags.Dequeue();
    }

    /// <summary>The round has read every row that is stamped ahead.</summary>
    public void End() => (ahead, rowsAhead) = (aheadNow, rowsAheadNow);

    /// <summary>What does not fit; null where all does.</summary>
    public ItsmWarning? Warning =>
        rowsAhead > 0
            ? new(
                "zone",
                rowsAhead,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the newest stamp is {Span(ahead)} ahead of the ITSM's clock ({Rows(rowsAhead)} ahead): "
                        + $"set Itsm:TimeZone, or correct updated_at"
                )
            )
        : lags.Count == ChangesCompared && lags.Min() > Tolerance
            ? new(
                "zone",
                1,
                $"rows are stamped {Span(lags.Min())} behind the ITSM's clock when they change: "
                    + $"set Itsm:TimeZone, or correct updated_at"
            )
        : null;

    private static string Rows(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "row" : "rows")}");

    private static string Span(TimeSpan span)
    {
        var minutes = (long)Math.Round(span.TotalMinutes);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60:00}");
    }
}
