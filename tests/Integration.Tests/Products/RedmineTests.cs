using Apollo.Grains.Catalogue;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;

namespace Apollo.Integration.Tests.Products;

/// <summary>A real Redmine 5, read by the shipped system <c>redmine5</c>.</summary>
public sealed class RedmineTests(Redmine redmine) : IClassFixture<Redmine>
{
    private static readonly TimeSpan TrueWithin = TimeSpan.FromSeconds(30);

    // Short: what changed is told by the mapping, not found again with all that is new.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Every_number_is_that_of_its_tables_at_the_start_and_after_everything_its_people_do()
    {
        var tickets = await Slice<Ticket>(redmine.Itsm).LoadAsync();
        var visits = await Slice<Intervention>(redmine.Itsm).LoadAsync();
        await using var apollo = await ApolloInside.StartAsync(
            KpiCatalogue.Standard,
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "redmine",
                ["Apollo:Desks:0:TimeZone"] = Redmine.DueZone,
                ["Apollo:Desks:0:Sweep"] = "00:00:02",
                ["Apollo:Desks:0:Itsm:System"] = "redmine5",
                ["Apollo:Desks:0:Itsm:Provider"] = "PostgreSql",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = redmine.Itsm.ConnectionString,
                ["Apollo:Desks:0:Itsm:TimeZone"] = Redmine.Zone,
                ["Apollo:Desks:0:Itsm:Options:web"] = Redmine.Web,
                ["Apollo:Desks:0:Itsm:Options:zone"] = Redmine.DueZone,
            }
        );
        await IsHeldAsync();
        await IsTrueAsync("the first read");
        Assert.Equal((12, 3), (tickets.Held.Count, visits.Held.Count));
        var now = DateTime.UtcNow;
        Assert.All(tickets.Held.Rows, row => Assert.InRange(row.OpenedAt, now.AddMinutes(-10), now));

        await DoAsync($"status {Id("printer")} Resolved");
        await DoAsync($"give {Id("held")} cleo");
        await DoAsync($"answer {Id("copy")}");
        await DoAsync($"duplicate {Id("copy")} {Id("mailbox")}");
        await DoAsync($"status {Id("mailbox")} Closed");
        var copy = tickets.Held.Find(Id("copy"))!;
        Assert.Equal((TicketState.Closed, true), (copy.State, copy.RespondedAt is not null));
        await DoAsync($"status {Id("ended")} Feedback");
        await DoAsync($"rate {Id("ended")} 2");
        await DoAsync($"due {Id("turned")} 0");
        var ended = tickets.Held.Find(Id("ended"))!;
        Assert.Equal((1, 2, null), (ended.Reopens, ended.Rating, ended.ResolvedAt));
        await DoAsync($"move {Id("again")} mail");
        await DoAsync($"status {Id("look")} Closed");
        await DoAsync($"relate {Id("printer")} {Id("late")}");
        Assert.Equal(Id("printer"), visits.Held.Find($"V{Id("late")}")!.TicketId);
        await IsTrueAsync("what its people did");
        await redmine.DoAsync($"delete {Id("gone")}");
        await redmine.DoAsync("archive old");
        await tickets.SweepAllAsync();
        await IsHeldAsync();
        await IsTrueAsync("a deletion and a project in the archive");
        Assert.Empty(tickets.Warnings.Concat(visits.Warnings));
        using var api = new Api(apollo.Address, "redmine");
        var page = await api.GetAsync($"tickets/{Id("held")}");
        Assert.Equal(
            "assigned_to_id: Ana Lima → Cleo Orr",
            page.GetProperty("timeline").EnumerateArray().First().GetProperty("text").GetString()
        );
        var warnings = (await api.GetAsync("health")).GetProperty("slices").EnumerateArray();
        Assert.All(warnings, slice => Assert.Equal(0, slice.GetProperty("warnings").GetArrayLength()));

        // By the next poll alone.
        async Task DoAsync(string what)
        {
            await redmine.DoAsync(what);
            await tickets.PollAllAsync();
            await visits.PollAllAsync();
            await IsHeldAsync();
        }

        async Task IsHeldAsync()
        {
            var truth = await RedmineTables.ReadAsync(redmine.ConnectionString);
            Same(truth.Tickets, tickets);
            Same(truth.Visits, visits);
        }

        async Task IsTrueAsync(string after)
        {
            var difference = await Truth.DifferenceAsync(
                apollo.Address,
                "redmine",
                () => RedmineTables.ReadAsync(redmine.ConnectionString),
                TrueWithin
            );
            Assert.True(difference is null, $"After {after}: {difference}");
        }
    }

    [Fact]
    public async Task The_page_of_an_issue_tells_its_notes_and_changes_and_the_check_finds_nothing_wrong()
    {
        await redmine.DoAsync($"give {Id("talked")} cleo");
        await redmine.DoAsync($"give {Id("talked")} night");
        await redmine.DoAsync($"rate {Id("talked")} 5");
        await redmine.DoAsync($"status {Id("talked")} Resolved");
        var before = DateTime.UtcNow;
        await redmine.DoAsync($"answer {Id("talked")}");
        var (fields, timeline) = await new DetailReader(redmine.Itsm, TimeProvider.System).ReadAsync(
            Id("talked"),
            CancellationToken.None
        );
        Assert.Equal(
            [("Location", "Lyon"), ("Rating", "5")],
            fields.Select(field => (field.Name, field.Value)).Order()
        );
        Assert.Equal(
            [
                "It is the tray",
                "status_id: New → Resolved",
                "Rating: – → 5",
                "assigned_to_id: Cleo Orr → Night shift",
                "assigned_to_id: – → Cleo Orr",
                "We look at it",
            ],
            timeline.Select(entry => entry.Text)
        );
        Assert.All(timeline, entry => Assert.Equal("Ana Lima", entry.Author));
        Assert.InRange(timeline[0].At, before, DateTime.UtcNow);
        await foreach (var line in new MappingCheck(redmine.Itsm, TimeProvider.System).RunAsync(CancellationToken.None))
            Assert.True(line.Verdict == CheckVerdict.Ok, line.ToString());
    }

    [Fact]
    public async Task In_MariaDB_every_row_is_as_the_tables_say_too()
    {
        var copy = await InMariaDb.CopyAsync(
            redmine.ConnectionString,
            "issues",
            "trackers",
            "issue_statuses",
            "projects",
            "enumerations",
            "issue_categories",
            "issue_relations",
            "journals",
            "journal_details",
            "custom_fields",
            "custom_values",
            "users"
        );
        // Without MariaDB's zone tables, which a server need not have, a due date ends at UTC's midnight.
        var itsm = new ItsmConnection("redmine5", DatabaseProvider.MySql, copy, Redmine.Zone)
        {
            Options = new Dictionary<string, string> { ["web"] = Redmine.Web },
        };
        var (tickets, visits) = await RedmineTables.ReadAsync(redmine.ConnectionString, "UTC");
        Same(tickets, await Slice<Ticket>(itsm).LoadAsync());
        Same(visits, await Slice<Intervention>(itsm).LoadAsync());
        foreach (var id in tickets.Select(ticket => ticket.Id))
        {
            var (fields, timeline) = await new DetailReader(redmine.Itsm, TimeProvider.System).ReadAsync(
                id,
                CancellationToken.None
            );
            var (theirs, said) = await new DetailReader(itsm, TimeProvider.System).ReadAsync(
                id,
                CancellationToken.None
            );
            Assert.Equal(fields.OrderBy(field => field.Name), theirs.OrderBy(field => field.Name));
            Assert.Equal(timeline.AsEnumerable(), said);
        }
    }

    private string Id(string name) => redmine.Id(name);

    private static void Same<TRow>(IEnumerable<TRow> truth, Slice<TRow> slice)
        where TRow : class, ISliceRow
    {
        Assert.Empty(slice.Held.Bad);
        Assert.Equal(truth.OrderBy(row => row.Id), slice.Held.Rows.OrderBy(row => row.Id));
    }

    private static Slice<TRow> Slice<TRow>(ItsmConnection itsm)
        where TRow : class, ISliceRow => new(itsm, Overlap, _ => null, TimeProvider.System);
}
