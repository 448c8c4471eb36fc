using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.Itsm;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>One reading of a desk's ITSM over a period: what is asked, understood as of an instant.</summary>
internal sealed class PeriodReading
{
    // Rests as long as it works: what is left of the machine is for the polls and who looks at their numbers.
    private static readonly TimeSpan Spell = TimeSpan.FromMilliseconds(20);
    private const int RestTimes = 1;
    private const int RowsOfALook = 200;
    private readonly DeskSetup desk;
    private readonly TimeProvider time;
    private readonly Func<Counted<Ticket>, bool> passes;

    /// <exception cref="ReportQueryException">The period is wrong.</exception>
    /// <exception cref="TableQueryException">The filter cannot be understood.</exception>
    public PeriodReading(DeskSetup desk, ReportQuery query, TimeProvider time, FurtherNames? further = null)
    {
        (this.desk, this.time, Query, Further) = (desk, time, query, further ?? FurtherNames.None);
        At = time.GetUtcNow().UtcDateTime;
        Days = ReportDays.Of(query, desk.Calendar, At);
        Columns = ReportColumns.Of(desk.Calendar, Days.AsOf, Further);
        passes = Filter.Parse(query.Filter, query.EveryColumn ? Columns : ReportColumns.OfFigures(Columns), query.Me);
    }

    /// <summary>What is asked.</summary>
    public ReportQuery Query { get; }

    /// <summary>What its tickets are broken down by besides what every desk has.</summary>
    public FurtherNames Further { get; }

    /// <summary>When it is read, UTC.</summary>
    public DateTime At { get; }

    /// <summary>The days.</summary>
    public ReportDays Days { get; }

    /// <summary>The columns of its tickets.</summary>
    public IReadOnlyList<Column<Ticket>> Columns { get; }

    /// <summary>Whether a ticket passes the filter.</summary>
    public bool Passes(Ticket ticket) => passes(new Counted<Ticket>(ticket));

    /// <summary>Reads the tickets.</summary>
    /// <exception cref="ItsmAwayException">The ITSM cannot be read.</exception>
    public async Task ReadAsync(PeriodCut cut, ITicketTally tally, CancellationToken cancellation)
    {
        var pace = new Pace(TimeProvider.System, Spell, RestTimes);
        var rows = 0;
        try
        {
            var reader = new ItsmReader<Ticket>(desk.Itsm, new WallClock(desk.Itsm.TimeZone), time);
            await reader.ReadPeriodAsync(
                cut,
                Days.Start,
                Days.End,
                Days.AsOf,
                tally.Begin,
                async (ticket, token) =>
                {
                    var taken = tally.TakeAsync(ticket, token);
                    if (!taken.IsCompletedSuccessfully)
                    {
                        await taken;
                        pace.Rested();
                    }
                    else if (++rows % RowsOfALook == 0)
                        await pace.RestAsync(token);
                },
                cancellation
            );
        }
        catch (ItsmException error)
        {
            throw new ItsmAwayException(error.Message);
        }
    }
}
