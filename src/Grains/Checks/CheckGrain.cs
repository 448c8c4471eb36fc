using System.Runtime.CompilerServices;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Itsm;
using Apollo.Grains.Placement;
using Apollo.Model;

namespace Apollo.Grains.Checks;

/// <summary>Runs the check of a desk for who looks at it in the browser, one at a time.</summary>
[DeskPlacement]
internal sealed class CheckGrain(DeskList desks, [DeskClock] TimeProvider time) : Grain, ICheckGrain
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private bool isRunning;

    public async IAsyncEnumerable<CheckStep> Run([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (isRunning)
        {
            yield return new CheckStep(
                CheckVerdict.Note,
                "a check of this desk runs already: wait until it has ended, and check again"
            );
            yield break;
        }
        isRunning = true;
        try
        {
            using var within = new CancellationTokenSource(Longest, time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, within.Token);
            var check = new MappingCheck(desks[this.GetPrimaryKeyString()].Itsm, time);
            await foreach (var line in check.RunAsync(ending.Token))
                yield return new CheckStep(line.Verdict, line.Text);
            if (check.Tickets.Count > 0)
                yield return new CheckStep(
                    CheckVerdict.Ok,
                    "the newest tickets as they are mapped",
                    [.. check.Tickets.Select(Mapped)]
                );
        }
        finally
        {
            isRunning = false;
        }
    }

    private static MappedTicket Mapped(Ticket ticket) =>
        new(
            ticket.Id,
            ticket.Title,
            ticket.Kind,
            ticket.State,
            ticket.Priority,
            ticket.Team,
            ticket.Assignee,
            ticket.Category,
            ticket.Location,
            ticket.OpenedAt,
            ticket.DueAt,
            ticket.ResolvedAt
        );
}
