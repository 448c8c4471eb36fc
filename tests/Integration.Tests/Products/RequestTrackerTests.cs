using Apollo.Grains.Catalogue;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;

namespace Apollo.Integration.Tests.Products;

/// <summary>A real Request Tracker 5, read by the shipped system <c>rt5</c>.</summary>
public sealed class RequestTrackerTests
{
    private static readonly TimeSpan TrueWithin = TimeSpan.FromSeconds(30);
    private static readonly Dictionary<string, string> Options = new() { ["web"] = "https://rt.example.com" };

    [Fact]
    public async Task Every_number_is_that_of_its_tables_at_the_start_and_after_everything_its_people_do()
    {
        await using var tracker = await RequestTracker.StartAsync();
        string Id(string name) => tracker.Made[name];
        var itsm = new ItsmConnection("rt5", DatabaseProvider.PostgreSql, tracker.ReaderConnectionString)
        {
            Options = Options,
        };
        var tickets = await ReadAsync<Ticket>(itsm);
        var visits = await ReadAsync<Intervention>(itsm);
        var (trueTickets, trueVisits) = await RequestTrackerTables.ReadAsync(tracker.ConnectionString);
        Assert.Equal(trueTickets.OrderBy(row => row.Id), tickets);
        Assert.Equal(trueVisits, visits);
        Assert.Equal((7, 1), (tickets.Count, visits.Count));

        await using var apollo = await ApolloInside.StartAsync(
            KpiCatalogue.Standard,
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "rt",
                ["Apollo:Desks:0:TimeZone"] = "Europe/Paris",
                ["Apollo:Desks:0:Sweep"] = "00:00:02",
                ["Apollo:Desks:0:Itsm:System"] = "rt5",
                ["Apollo:Desks:0:Itsm:Provider"] = "PostgreSql",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = tracker.ReaderConnectionString,
                ["Apollo:Desks:0:Itsm:Options:web"] = Options["web"],
            }
        );
        await IsTrueAsync("the first read");
        await DoAsync($"status {Id("printer")} resolved", $"give {Id("held")} ana", $"answer {Id("held")}");
        await DoAsync($"merge {Id("copy")} {Id("printer")}", $"status {Id("ended")} open");
        await DoAsync($"status {Id("turned")} deleted", $"status {Id("visit")} resolved");
        var (now, _) = await RequestTrackerTables.ReadAsync(tracker.ConnectionString);
        Assert.Equal(
            [.. ((string[])["change", "ended", "held", "mail", "printer"]).Select(Id).Order(StringComparer.Ordinal)],
            now.Select(row => row.Id).Order(StringComparer.Ordinal)
        );
        Assert.Equal(1, now.Single(row => row.Id == Id("ended")).Reopens);
        Assert.Equal(1, now.Single(row => row.Id == Id("held")).Reassignments);

        await IsTheSameInMariaDbAsync(tracker.ConnectionString);

        using var api = new Api(apollo.Address, "rt");
        var page = await api.GetAsync($"tickets/{Id("held")}");
        var timeline = page.GetProperty("timeline").EnumerateArray().ToList();
        Assert.Contains(timeline, entry => entry.GetProperty("text").GetString() == "It is the tray");
        Assert.Contains(timeline, entry => entry.GetProperty("text").GetString() == "new → stalled");
        var warnings = (await api.GetAsync("health")).GetProperty("slices").EnumerateArray();
        Assert.All(warnings, slice => Assert.Equal(0, slice.GetProperty("warnings").GetArrayLength()));

        async Task DoAsync(params string[] deeds)
        {
            foreach (var what in deeds)
                await tracker.DoAsync(what);
            await IsTrueAsync(string.Join(", ", deeds));
        }

        async Task IsTrueAsync(string after)
        {
            var difference = await Truth.DifferenceAsync(
                apollo.Address,
                "rt",
                () => RequestTrackerTables.ReadAsync(tracker.ConnectionString),
                TrueWithin
            );
            Assert.True(difference is null, $"After {after}: {difference}");
        }
    }

    private static async Task IsTheSameInMariaDbAsync(string connectionString)
    {
        var copy = await InMariaDb.CopyAsync(
            connectionString,
            "Tickets",
            "Queues",
            "CustomFields",
            "ObjectCustomFieldValues",
            "Groups",
            "GroupMembers",
            "CachedGroupMembers",
            "Transactions",
            "Links",
            "Users",
            "Attachments"
        );
        var itsm = new ItsmConnection("rt5", DatabaseProvider.MySql, copy) { Options = Options };
        var (tickets, visits) = await RequestTrackerTables.ReadAsync(connectionString);
        Assert.Equal(tickets.OrderBy(row => row.Id), await ReadAsync<Ticket>(itsm));
        Assert.Equal(visits, await ReadAsync<Intervention>(itsm));
        var (_, timeline) = await new DetailReader(itsm, TimeProvider.System).ReadAsync(
            tickets[0].Id,
            CancellationToken.None
        );
        Assert.NotEmpty(timeline);
    }

    private static async Task<List<TRow>> ReadAsync<TRow>(ItsmConnection itsm)
        where TRow : class, ISliceRow
    {
        var slice = new Slice<TRow>(itsm, TimeSpan.FromMinutes(2), _ => null, TimeProvider.System);
        await slice.LoadAsync();
        Assert.Empty(slice.Held.Bad);
        return [.. slice.Held.Rows.OrderBy(row => row.Id)];
    }
}
