using Apollo.Grains.Engine;
using Apollo.Grains.Rows;
using Apollo.Model;
using CsCheck;

namespace Apollo.Grains.Tests.Rows;

/// <summary>Whatever moved since: a state that is kept is told as it was.</summary>
public sealed class CountedRowsTests
{
    private static readonly DateTime At = new(2026, 3, 10, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Every_state_since_the_oldest_kept_is_told_as_it_was() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2], Gen.Bool)
            .Array[0, 6]
            .Array[1, 40]
            .Sample(steps =>
            {
                var rows = new CountedRows<Ticket>();
                var now = new Dictionary<string, Ticket>();
                var version = 0;
                rows.Load([]);
                var states = new List<(long Step, Dictionary<string, Ticket> Rows)> { (rows.Step, []) };
                foreach (var step in steps)
                {
                    rows.Apply([
                        .. step.SelectMany(move => Move(now, $"T{move.Item1}", move.Item2, move.Item3, ref version)),
                    ]);
                    states.Add((rows.Step, new(now)));
                }
                foreach (var (step, then) in states)
                    Assert.Equal(
                        then.OrderBy(row => row.Key).Select(row => (row.Key, row.Value)),
                        rows.At(step).Select(row => (row.Key.Id, row.Value)).OrderBy(row => row.Id)
                    );

                var middle = states[states.Count / 2];
                rows.Forget(middle.Step);
                Assert.Equal(middle.Rows.Values.ToHashSet(), rows.At(middle.Step).Select(row => row.Value).ToHashSet());
                Assert.False(rows.Reaches(middle.Step - 1));
                Assert.Throws<ArgumentOutOfRangeException>(() => rows.At(middle.Step - 1));
            });

    [Fact]
    public void Rows_read_afresh_leave_no_way_back()
    {
        var rows = new CountedRows<Ticket>();
        rows.Load([new(Some("A", 1))]);
        var before = rows.Step;
        rows.Load([new(Some("B", 2), "opened"), new(Some("B", 2), "resolved")]);
        Assert.False(rows.Reaches(before));
        Assert.Equal(
            [new RowKey("B", "opened"), new RowKey("B", "resolved")],
            rows.At(rows.Step).Select(row => row.Key)
        );
    }

    /// <summary>What a row can do next: enter, change, or leave, by the ITSM or by the clock.</summary>
    private static IEnumerable<RowMove<Ticket>> Move(
        Dictionary<string, Ticket> now,
        string id,
        int act,
        bool byClock,
        ref int version
    )
    {
        var held = now.GetValueOrDefault(id);
        var next = Some(id, ++version);
        if (held is null)
        {
            now[id] = next;
            return [new(MoveKind.Entered, null, byClock ? next : null, next)];
        }
        if (act == 0)
        {
            now.Remove(id);
            return [byClock ? new(MoveKind.Left, null, held, held) : new(MoveKind.Left, null, held, null)];
        }
        now[id] = next;
        return [new(MoveKind.Changed, null, held, next)];
    }

    private static Ticket Some(string id, int version) =>
        new()
        {
            Id = id,
            State = TicketState.Open,
            Title = $"Version {version}",
            OpenedAt = At,
            UpdatedAt = At,
        };
}
