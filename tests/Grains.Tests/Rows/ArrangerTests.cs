using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Grains.Rows;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Tests.Rows;

/// <summary>Rows that nobody waits for any more cost nothing more.</summary>
public sealed class ArrangerTests : IDisposable
{
    private static readonly DateTime At = new(2026, 3, 10, 9, 0, 0, DateTimeKind.Utc);
    private readonly CountedRows<Ticket> rows = new();
    private readonly RowsCut cut;
    private readonly Arranger<Ticket> arranger = new(
        new DeskCalendar(DateTimeZone.Utc, ServiceHours.Always),
        ownIsSeconds: false
    );
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim goOn = new();
    private int given;

    public ArrangerTests()
    {
        rows.Load(Enumerable.Range(0, 1_000).Select(number => new Counted<Ticket>(Some($"T{number}"))));
        cut = new RowsCut("1-1", At, At, 1_000, KpiStatus.Good, 1_000, rows.Step);
    }

    public void Dispose() => goOn.Dispose();

    [Fact]
    public async Task The_arranging_ends_when_the_last_who_asked_has_given_up()
    {
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var (first, second) = (AskAsync(one.Token), AskAsync(other.Token));
        await begun.Task;

        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        goOn.Set();

        var again = await AskAsync(CancellationToken.None);
        Assert.Equal(1_000, again!.Total);
        Assert.InRange(given, 1_000, 1_002);
    }

    [Fact]
    public async Task Who_gives_up_takes_nothing_from_another_who_asked_the_same()
    {
        using var one = new CancellationTokenSource();
        var (first, second) = (AskAsync(one.Token), AskAsync(CancellationToken.None));
        await begun.Task;

        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        goOn.Set();

        Assert.Equal(1_000, (await second)!.Total);
        Assert.Equal(1_000, given);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-title,team")]
    [InlineData("priority,-openedAt")]
    public async Task The_first_rows_are_those_of_the_whole_and_one_further_page_has_the_whole_ordered(string sort)
    {
        goOn.Set();
        var random = new Random(7);
        rows.Load(
            Enumerable
                .Range(0, 3_000)
                .Select(number => new Counted<Ticket>(
                    Some($"T{number}") with
                    {
                        Title = $"Printer {random.Next(40)}",
                        Team = random.Next(3) == 0 ? null : $"Team {random.Next(5)}",
                        Priority = random.Next(1, 6),
                        OpenedAt = At.AddMinutes(-random.Next(50)),
                    }
                ))
        );
        var query = new RowsQuery { Filter = "any ~ \"printer 1\"", Sort = sort };
        var now = cut with { Step = rows.Step };
        var first = (await AskAsync(now, query))!;
        var whole = (await AskAsync(now, query with { Offset = 450 }))!;
        Assert.InRange(whole.Total, 600, 1_000);
        Assert.Equal((500, whole.Total, whole.Total), (first.Rows.Length, first.Total, whole.Rows.Length));
        Assert.Equal(whole.Rows.Take(500), first.Rows);
        // Both are remembered.
        var asked = given;
        Assert.Same(first, await AskAsync(now, query));
        Assert.Same(whole, await AskAsync(now, query with { Offset = 1_000 }));
        Assert.Equal(asked, given);
    }

    private Task<Arrangement<Ticket>?> AskAsync(RowsCut of, RowsQuery query) =>
        arranger.ArrangeAsync(of, rows, TicketRows.Kind.Columns, Give, query, CancellationToken.None);

    private Task<Arrangement<Ticket>?> AskAsync(CancellationToken cancellation) =>
        arranger.ArrangeAsync(
            cut,
            rows,
            TicketRows.Kind.Columns,
            Give,
            new RowsQuery { Filter = "id ~ T", Sort = "title" },
            cancellation
        );

    private Counted<Ticket> Give(Ticket ticket, string? part, DateTime at)
    {
        Interlocked.Increment(ref given);
        begun.TrySetResult();
        goOn.Wait();
        return new Counted<Ticket>(ticket);
    }

    private static Ticket Some(string id) =>
        new()
        {
            Id = id,
            State = TicketState.Open,
            OpenedAt = At,
            UpdatedAt = At,
        };
}
