using System.Collections.Immutable;
using System.Globalization;
using Apollo.Grains.Engine;
using Apollo.Grains.Itsm;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>Which tickets of a period are listed, and in what order.</summary>
/// <param name="reading">The reading.</param>
/// <param name="query">What is asked.</param>
internal sealed class RowsOfPeriod(PeriodReading reading, PeriodRowsQuery query)
{
    /// <summary>The tickets it needs.</summary>
    public PeriodCut Cut =>
        query.Of switch
        {
            PeriodOf.Opened => PeriodCut.Opened,
            PeriodOf.Resolved => PeriodCut.Resolved,
            PeriodOf.Responded => PeriodCut.Responded,
            _ => PeriodCut.Open,
        };

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Names { get; } = [.. reading.Columns.Select(column => column.Name)];

    /// <summary>Whether a ticket is of the period.</summary>
    public bool Holds(Ticket ticket) =>
        query.Of == PeriodOf.Open ? TicketAsOf.IsOpen(ticket, reading.Days.AsOf) : reading.Days.Holds(Stamp(ticket));

    /// <summary>Whether a ticket of the period is for the asker to see.</summary>
    public bool Sees(Ticket ticket) => query.Audience.Sees(ticket.Team);

    /// <summary>Whether a ticket passes the filter.</summary>
    public bool Passes(Ticket ticket) => reading.Passes(ticket);

    /// <summary>A ticket's cells.</summary>
    public ImmutableArray<object?> Cells(Ticket ticket)
    {
        var counted = new Counted<Ticket>(ticket);
        var cells = ImmutableArray.CreateBuilder<object?>(reading.Columns.Count);
        foreach (var column in reading.Columns)
            cells.Add(column.Cell(counted));
        return cells.MoveToImmutable();
    }

    /// <summary>Newest first; of what is open, oldest first. Ties by id.</summary>
    public int Compare(Ticket one, Ticket other)
    {
        var byTime = Nullable.Compare(Stamp(one), Stamp(other));
        if (byTime != 0)
            return query.Of == PeriodOf.Open ? byTime : -byTime;
        return IdOrder.Compare(one.Id, other.Id);
    }

    private DateTime? Stamp(Ticket ticket) =>
        query.Of switch
        {
            PeriodOf.Resolved => ticket.Resolved,
            PeriodOf.Responded => ticket.RespondedAt,
            _ => ticket.OpenedAt,
        };
}

/// <summary>Lists the tickets of a period: the first of them in order, and how many there are.</summary>
internal sealed class ListTally(PeriodReading reading, RowsOfPeriod rows) : ITicketTally
{
    private readonly List<Ticket> first = [];
    private int total;
    private int hidden;

    public void Begin()
    {
        first.Clear();
        (total, hidden) = (0, 0);
    }

    public ValueTask TakeAsync(Ticket ticket, CancellationToken cancellation)
    {
        if (!rows.Holds(ticket))
            return ValueTask.CompletedTask;
        if (!rows.Sees(ticket))
            hidden++;
        else if (rows.Passes(ticket))
        {
            total++;
            first.Add(ticket);
            if (first.Count == 2 * PeriodRowsQuery.MostListed)
                Cut();
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>The list, to be paged.</summary>
    public ListedRows Told()
    {
        Cut();
        return new ListedRows(reading, rows, [.. first], total, hidden);
    }

    private void Cut()
    {
        first.Sort(rows.Compare);
        if (first.Count > PeriodRowsQuery.MostListed)
            first.RemoveRange(PeriodRowsQuery.MostListed, first.Count - PeriodRowsQuery.MostListed);
    }
}

/// <summary>The tickets of a period in order, as far as they are paged.</summary>
internal sealed record ListedRows(
    PeriodReading Reading,
    RowsOfPeriod Rows,
    ImmutableArray<Ticket> First,
    int Total,
    int Hidden
)
{
    /// <summary>One page.</summary>
    /// <exception cref="ReportQueryException"><paramref name="after"/> is no place in a list.</exception>
    public PeriodRows Page(string? after, int limit)
    {
        var offset = OffsetOf(after);
        var end = Math.Min(First.Length, offset + limit);
        return new PeriodRows
        {
            Period = Reading.Days.Told(),
            ReadAt = ReportDays.Milliseconds(Reading.At),
            Filter = Reading.Query.Filter,
            Total = Total,
            Hidden = Hidden,
            Columns = Rows.Names,
            Rows = new TableRows(Rows.Names, [.. First.Take(offset..end).Select(Rows.Cells)]),
            Next = end < First.Length ? end.ToString(CultureInfo.InvariantCulture) : null,
        };
    }

    /// <summary>Where a page begins.</summary>
    /// <exception cref="ReportQueryException">It is no place in a list.</exception>
    public static int OffsetOf(string? after) =>
        after is null ? 0
        : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
        && offset <= PeriodRowsQuery.MostListed
            ? offset
        : throw new ReportQueryException("after", $"after is '{after}': give the next of the page before.");
}
