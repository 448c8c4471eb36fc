using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>Lists, tickets and visits of the scripted desk: two rows, nothing else.</summary>
internal sealed class ScriptedRows : IRowsGrain, ITicketsGrain, IScheduleGrain
{
    /// <summary>What was asked of a list last.</summary>
    public RowsQuery? Asked { get; private set; }

    /// <summary>Ends when lists may answer.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Questions that came so far.</summary>
    public int Questions => questions;

    private int questions;

    public async Task<RowsPage?> Page(RowsQuery query, CancellationToken cancellation)
    {
        Asked = query;
        Interlocked.Increment(ref questions);
        await Gate.WaitAsync(cancellation);
        return (
            new RowsPage
            {
                Kpi = "backlog",
                SliceVersion = Some.Version,
                At = Some.Now,
                Counted = 2,
                Total = 2,
                Rows = new TableRows(
                    ["id", "openedAt"],
                    [
                        ["INC-1", Some.Now],
                        ["INC-2", null],
                    ]
                ),
            }
        );
    }

    public Task<ImmutableArray<ValueCount>> Values(string column, RowsQuery query, CancellationToken cancellation)
    {
        Asked = query;
        return Task.FromResult<ImmutableArray<ValueCount>>([]);
    }

    public Task<TicketDetail?> Detail(string id, Audience audience, CancellationToken cancellation) =>
        Task.FromResult<TicketDetail?>(null);

    public Task<ImmutableArray<BadRow>> BadDetails() =>
        Task.FromResult<ImmutableArray<BadRow>>([
            new("INC-7", "photo is binary: give it as text", LeftOut: false, Some.Now),
        ]);

    public Task<ImmutableArray<ScheduleEntry>> Between(
        DateTime from,
        DateTime to,
        Audience audience,
        CancellationToken cancellation
    ) => Task.FromResult<ImmutableArray<ScheduleEntry>>([]);

    public Task<ImmutableArray<ScheduleEntry>> OfTicket(
        string ticket,
        Audience audience,
        CancellationToken cancellation
    ) => throw new NotSupportedException("There is no ticket.");

    public Task<ImmutableArray<Ticket>> Find(ImmutableArray<string> ids, CancellationToken cancellation) =>
        throw new NotSupportedException("The web finds no tickets.");

    Task<RowsDelta> IRowsGrain.ChangesSince(Position? known, Audience audience, CancellationToken cancellation) =>
        throw new NotSupportedException("No test follows a list.");

    Task<ScheduleDelta> IScheduleGrain.ChangesSince(
        Position? known,
        Audience audience,
        CancellationToken cancellation
    ) => throw new NotSupportedException("No test follows the schedule.");
}
