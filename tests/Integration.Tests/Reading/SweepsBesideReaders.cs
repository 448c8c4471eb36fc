using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;

namespace Apollo.Integration.Tests.Reading;

/// <summary>Others have their turn while a sweep goes on: a grain's polls, and readers that begin afresh.</summary>
public sealed class SweepsBesideReaders() : OnADatabase("PostgreSql")
{
    [Fact]
    public async Task Who_has_a_turn_in_between_finds_no_row_whose_change_was_not_told()
    {
        await Itsm.CreateSchemaAsync();
        await Itsm.InsertTicketAsync("HELD", DateTime.UtcNow);
        var slice = await new Slice<Ticket>(
            new ItsmConnection("apollo", DatabaseProvider.PostgreSql, Itsm.ConnectionString),
            TimeSpan.FromSeconds(120),
            _ => null,
            TimeProvider.System
        ).LoadAsync();
        // Stamped before the last poll: only a sweep finds them.
        for (var number = 0; number < 5; number++)
            await Itsm.InsertTicketAsync($"LATE-{number}", DateTime.UtcNow.AddDays(-1));

        var (told, untold, isOver) = (slice.Held.Count, 0, false);
        // One at a time, as in a grain.
        var turns = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        var beside = turns.StartNew(LookAsync).Unwrap();
        await turns.StartNew(SweepAsync).Unwrap();
        await beside;

        Assert.Equal((6, 0), (told, untold));

        async Task SweepAsync()
        {
            await foreach (
                var _ in slice.SweepAsync(
                    changes => told += changes.Count(change => change.Before is null),
                    CancellationToken.None
                )
            ) { }
            isOver = true;
        }

        async Task LookAsync()
        {
            while (!isOver)
            {
                untold += slice.Held.Count == told ? 0 : 1;
                await Task.Yield();
            }
        }
    }
}
