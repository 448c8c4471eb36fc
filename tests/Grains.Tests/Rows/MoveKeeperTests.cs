using System.Collections.Immutable;
using Apollo.Grains.Databases;
using Apollo.Grains.Engine;
using Apollo.Grains.Itsm;
using Apollo.Grains.Rows;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Grains.Tests.Rows;

/// <summary>Moves kept in a real SQLite file, under a clock that the test moves.</summary>
public sealed class MoveKeeperTests : IDisposable
{
    private static readonly DateTime Start = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);
    private readonly ScratchFolder folder = new();
    private readonly FakeTimeProvider clock = new(Start);
    private readonly ApolloStore apollo;
    private readonly MoveStore store;

    public MoveKeeperTests()
    {
        var settings = new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={Path}");
        apollo = new ApolloStore(
            settings,
            new StoreSchema(settings, NullLogger<StoreSchema>.Instance),
            clock,
            NullLogger<ApolloStore>.Instance
        );
        store = new MoveStore(apollo, settings, NullLogger<MoveStore>.Instance);
    }

    private string Path => folder.File("store.db");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        apollo.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task After_a_day_single_moves_are_forgotten_and_what_is_counted_is_still_known()
    {
        var keeper = Begun("A", "B");
        for (var hour = 1; hour <= 30; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            keeper.Add([Move(MoveKind.Entered, $"H{hour:00}")], Now);
            await WriteAsync(keeper);
        }
        var known = (await store.LoadAsync("north", "overdue", default))!;
        Assert.InRange(known.Batches.Sum(batch => batch.Moves.Length), 24, 25);
        Assert.Equal(Now.AddHours(-24), keeper.Since(Start, Now, Audience.Everything)!.KeptSince);
        Assert.Equal(
            ["A", "B", .. Enumerable.Range(1, 30).Select(hour => $"H{hour:00}")],
            known.Fold(DateTime.MaxValue).Counted.Select(key => key.Id).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_quiet_number_is_known_to_be_quiet_and_after_a_day_without_Apollo_moves_begin_anew()
    {
        var keeper = Begun("A");
        for (var hour = 1; hour <= 30; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await WriteAsync(keeper);
        }
        clock.Advance(TimeSpan.FromHours(23));
        var next = Begun("A", "B");
        await WriteAsync(next);
        var moves = next.Since(Start, Now, Audience.Everything)!;
        Assert.Equal(
            (Now.AddHours(-24), "B", true),
            (moves.KeptSince, Assert.Single(moves.Entered).Id, moves.Entered[0].Away)
        );

        clock.Advance(TimeSpan.FromHours(25));
        var late = Begun("A", "C");
        await WriteAsync(late);
        moves = late.Since(Start, Now, Audience.Everything)!;
        Assert.Equal((Now, 0), (moves.KeptSince, moves.Entered.Length));
    }

    [Fact]
    public async Task The_last_time_that_rows_entered_or_left_is_known_after_a_restart_and_mere_changes_are_none()
    {
        var keeper = Begun("A", "B");
        Assert.Null(keeper.Earlier);
        keeper.Add([Move(MoveKind.Entered, "C")], Now);
        clock.Advance(TimeSpan.FromMinutes(1));
        keeper.Add([Move(MoveKind.Left, "B"), Move(MoveKind.Entered, "D"), Move(MoveKind.Changed, "A")], Now);
        var crossed = Now;
        clock.Advance(TimeSpan.FromMinutes(1));
        keeper.Add([Move(MoveKind.Changed, "A")], Now);
        await WriteAsync(keeper);

        clock.Advance(TimeSpan.FromMinutes(1));
        var next = Begun("A", "C", "D");
        Assert.Null(next.Earlier);
        await WriteAsync(next);
        Assert.Equal((1, 1, crossed), (next.Earlier!.Entered, next.Earlier.Left, next.Earlier.At));
    }

    [Fact]
    public async Task Too_much_to_keep_while_the_store_is_away_is_made_good_from_all_rows()
    {
        Directory.CreateDirectory(Path);
        var keeper = Begun("A");
        await WriteAsync(keeper);
        keeper.Add(
            [.. Enumerable.Range(0, MoveLog.Limit + 1).Select(number => Move(MoveKind.Entered, $"R{number}"))],
            Now
        );
        Directory.Delete(Path);
        clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(keeper);
        Assert.True(keeper.WantsAllRows);

        keeper.Begin([], [new("A", null), new("R1", null)], Now);
        Assert.False(keeper.WantsAllRows);
        await WriteAsync(keeper);
        Assert.Equal(["A", "R1"], (await store.LoadAsync("north", "overdue", default))!.Counted.Select(key => key.Id));
    }

    [Fact]
    public async Task Rows_that_only_changed_give_way_first()
    {
        Directory.CreateDirectory(Path);
        var keeper = Begun("A");
        await WriteAsync(keeper);
        keeper.Add(
            [
                Move(MoveKind.Entered, "B"),
                .. Enumerable.Range(0, MoveLog.Limit + 1).Select(number => Move(MoveKind.Changed, $"R{number}")),
            ],
            Now
        );
        Directory.Delete(Path);
        clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(keeper);
        Assert.False(keeper.WantsAllRows);
        Assert.Equal(
            ["A", "B"],
            (await store.LoadAsync("north", "overdue", default))!.Fold(DateTime.MaxValue).Counted.Select(key => key.Id)
        );
    }

    [Fact]
    public async Task Of_a_bulk_of_changes_only_their_number_is_kept()
    {
        var keeper = Begun("A");
        await WriteAsync(keeper);
        var size = new FileInfo(Path).Length;
        for (var page = 0; page < 60; page++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            keeper.Add([.. Enumerable.Range(0, 5_000).Select(row => Move(MoveKind.Changed, $"{page}-{row}"))], Now);
        }
        keeper.Add([Move(MoveKind.Entered, "B")], Now);
        await WriteAsync(keeper);
        var moves = keeper.Since(Start, Now, Audience.Everything)!;
        Assert.Equal((300_000, "B", Start), (moves.Changed, Assert.Single(moves.Entered).Id, moves.KeptSince));
        Assert.Equal(0, keeper.Since(Now, Now, Audience.Everything)!.Changed);
        Assert.InRange(new FileInfo(Path).Length - size, 0, 100_000);

        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(0, keeper.Since(Start, Now, Audience.Everything)!.Changed);
    }

    [Fact]
    public async Task A_bulk_that_enters_asks_for_all_rows_once_it_is_over_and_not_before()
    {
        var keeper = Begun("A");
        await WriteAsync(keeper);
        for (var page = 0; page < 60; page++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            keeper.Add([.. Enumerable.Range(0, 5_000).Select(row => Move(MoveKind.Entered, $"{page}-{row}"))], Now);
            keeper.Keep();
            Assert.False(keeper.WantsAllRows);
        }
        clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(keeper);
        Assert.True(keeper.WantsAllRows);
    }

    private static RowMove<Ticket> Move(MoveKind kind, string id) =>
        new(
            kind,
            null,
            null,
            new Ticket
            {
                Id = id,
                State = TicketState.Open,
                OpenedAt = Start,
                UpdatedAt = Start,
            }
        );

    private static async Task WriteAsync(MoveKeeper<Ticket> keeper)
    {
        keeper.Keep();
        await keeper.StopAsync(default);
    }

    private MoveKeeper<Ticket> Begun(params string[] counted)
    {
        var keeper = new MoveKeeper<Ticket>("north", "overdue", store, clock, NullLogger.Instance);
        keeper.Begin([], [.. counted.Select(id => new RowKey(id, null))], Now);
        return keeper;
    }
}
