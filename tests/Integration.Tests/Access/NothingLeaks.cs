using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Access;

/// <summary>
/// What a role may not see leaves Apollo by no way, asked over HTTP and the hub, with a real memcached that holds the
/// answers of who may see everything. All that is another team's holds the word "hush", all of one's own "quartz".
/// </summary>
public sealed class NothingLeaks : IAsyncLifetime
{
    private const string North = "/api/desks/north";

    private static readonly string[] Teams = ["Network"];

    private static readonly object OfNetwork = new
    {
        desk = "north",
        role = "member",
        teams = Teams,
        assignee = "Quartz Nina",
    };

    private static readonly string[] Dimensions =
    [
        "team",
        "assignee",
        "technician",
        "location",
        "category",
        "priority",
    ];

    /// <summary>Ways to rows, names and files.</summary>
    private static readonly string[] Ways =
    [
        .. Lists($"{North}/kpis/open-tickets"),
        .. Lists(North),
        .. Lists($"{North}/kpis/interventions-today"),
        .. Dimensions.SelectMany(dimension =>
            (string[])
                [
                    $"{North}/kpis?groups={dimension}",
                    $"{North}/tables/{dimension}",
                    $"{North}/tables/{dimension}.csv",
                    $"{North}/tables/{dimension}.xlsx",
                    $"{North}/trends?span=1h&dimension={dimension}",
                    $"{North}/kpis/open-tickets/history?group={dimension}:x",
                ]
        ),
        $"{North}/catalogue",
        $"{North}/kpis",
        $"{North}/kpis/open-tickets",
        $"{North}/kpis/open-tickets/moves?since=2000-01-01T00:00:00Z",
        $"{North}/kpis/open-tickets/moves?since={DateTime.UtcNow.AddMinutes(-10):O}",
        $"{North}/kpis/open-tickets/history",
        $"{North}/kpis/open-tickets/history.csv",
        $"{North}/tickets/SRV-1",
        $"{North}/interventions",
        $"{North}/interventions?technician=Hus",
        $"{North}/interventions.ics",
        $"{North}/interventions/today",
        $"{North}/locations",
        $"{North}/notes",
        $"{North}/health",
        "/api/people",
        "/api/people/assignees?desk=north",
        "/api/audit",
        "/api/audit.csv",
    ];

    private MemcachedServer memcached = null!;
    private PeopleOfADesk people = null!;
    private Itsm itsm = null!;
    private Guest manager = null!;

    public async Task InitializeAsync()
    {
        memcached = await MemcachedServer.StartAsync();
        people = await PeopleOfADesk.StartAsync(memcached.Endpoint, FillAsync);
        manager = await people.JoinAsync("manager", new { desk = "north", role = "manager" });
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await manager.Http.GetAsync($"{North}/kpis?groups=assignee");
                return answer.IsSuccessStatusCode
                    && answer.Headers.GetValues("X-Apollo-Source").Single() == "cache"
                    && (await answer.Content.ReadAsStringAsync()).Contains("Hush Person", StringComparison.Ordinal);
            },
            () => "memcached answers with everybody's numbers."
        );
    }

    public async Task DisposeAsync()
    {
        manager.Dispose();
        await people.DisposeAsync();
        await memcached.DisposeAsync();
    }

    [Fact]
    public async Task By_no_way_over_HTTP()
    {
        using var member = await people.JoinAsync("member", OfNetwork);
        using var viewer = await people.JoinAsync("viewer", new { desk = "north", role = "viewer" });
        using var stranger = await people.JoinAsync("stranger", new { desk = "south", role = "manager" });
        using var display = await PairAsync();
        using var feed = new HttpClient { BaseAddress = people.Address };
        using var made = await member.PostAsync("/api/me/feeds", new { desk = "north" });
        var calendar = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!;

        // Who sees everything does, by most of these: and what they were answered is kept.
        var everything = await SeenAsync(manager.Http, [.. Ways]);
        Assert.InRange(everything.Count(answer => Has(answer.Text, "hush")), 20, Ways.Length);
        Assert.True(Has((await SeenAsync(member.Http, [$"{North}/tickets"])).Single().Text, "quartz title"));

        var leaks = new List<string>();
        foreach (
            var (name, http, hidden) in ((string, HttpClient, string[])[])
                [
                    ("member", member.Http, ["hush"]),
                    ("viewer", viewer.Http, ["hush", "quartz"]),
                    ("display", display.Http, ["hush", "quartz"]),
                    ("other desk's manager", stranger.Http, ["hush", "quartz"]),
                    ("nobody", feed, ["hush", "quartz"]),
                ]
        )
        foreach (var (way, status, text) in await SeenAsync(http, [.. Ways]))
            if (hidden.Any(word => Has(text, word)))
                leaks.Add($"{name} by {way} ({status})");
        foreach (var (_, status, text) in await SeenAsync(feed, [calendar]))
            if (Has(text, "hush") || status != 200)
                leaks.Add($"the member's feed ({status})");
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));

        // A feed has its person's rights at that moment.
        var id = (await member.JsonAsync("/api/me")).GetProperty("id").GetString();
        var less = new { name = "member", desks = new[] { new { desk = "north", role = "viewer" } } };
        Assert.Equal(HttpStatusCode.OK, await people.Admin.StatusAsync(HttpMethod.Put, $"/api/people/{id}", less));
        Assert.Equal(403, (await SeenAsync(feed, [calendar])).Single().Status);
    }

    [Fact]
    public async Task A_tag_of_somebody_elses_answer_is_worth_nothing()
    {
        var board = new
        {
            version = 1,
            desk = "north",
            sections = Array.Empty<object>(),
        };
        Assert.Equal(HttpStatusCode.OK, await manager.StatusAsync(HttpMethod.Put, "/api/me/dashboards/Hush", board));
        var path = $"/api/people/{(await manager.JsonAsync("/api/me")).GetProperty("id").GetString()}";
        using var viewer = await people.JoinAsync("viewer", new { desk = "north", role = "viewer" });
        foreach (
            var (owner, asked, status) in new[]
            {
                (manager, "/api/me/dashboards/Hush", HttpStatusCode.NotFound),
                (people.Admin, path, HttpStatusCode.Forbidden),
            }
        )
        {
            using var answer = await owner.Http.GetAsync(asked);
            using var request = new HttpRequestMessage(HttpMethod.Get, asked);
            request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var again = await viewer.Http.SendAsync(request);
            Assert.Equal(status, again.StatusCode);
            Assert.Null(again.Headers.ETag);
        }
        foreach (var way in Ways)
        {
            using var answer = await manager.Http.GetAsync(way);
            Assert.True(
                answer.Headers.CacheControl is null or { NoStore: true } && answer.Headers.ETag is null,
                $"{way} may be kept for another: {answer.Headers.CacheControl}"
            );
        }
    }

    [Fact]
    public async Task By_no_message_of_the_hub()
    {
        using var member = await people.JoinAsync("member", OfNetwork);
        using var viewer = await people.JoinAsync("viewer", new { desk = "north", role = "viewer" });
        await using var all = await Listener.OpenAsync(manager);
        await using var part = await Listener.OpenAsync(member);
        await using var few = await Listener.OpenAsync(viewer);
        string[] figures = ["cards", "table:team", "table:location", "interventions", "looks", "notes"];
        string[] rows = ["rows:open-tickets", "rows:all-tickets", "calendar", "table:assignee", "table:technician"];
        await all.WatchAsync("north", [.. figures.Take(3), .. rows]);
        await part.WatchAsync("north", [.. figures.Take(3), .. rows]);
        await few.WatchAsync("north", figures);
        foreach (var topic in rows)
            await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => few.WatchAsync("north", topic));

        // Theirs changes, ours comes, and a ticket of ours goes to them.
        await itsm.ExecuteAsync(
            "UPDATE tickets SET title = 'hush again', updated_at = @now WHERE id = 'SRV-1'",
            new { now = itsm.Time(DateTime.UtcNow) }
        );
        await itsm.ExecuteAsync(
            "UPDATE tickets SET team = 'Servers', title = 'hush too', updated_at = @now WHERE id = 'NET-2'",
            new { now = itsm.Time(DateTime.UtcNow) }
        );
        await itsm.InsertTicketAsync("NET-3", DateTime.UtcNow, "Network", assignee: "Quartz Nina");
        await all.UntilAsync(text => Has(text, "hush again") && Has(text, "hush too"), "the change, to the manager");
        await part.UntilAsync(text => Has(text, "NET-3"), "the new ticket, to the member");
        await few.UntilAsync(text => Has(text, "\"Network\":"), "numbers, to the viewer");

        Assert.DoesNotContain(part.Messages, text => Has(text, "hush"));
        Assert.DoesNotContain(few.Messages, text => Has(text, "hush") || Has(text, "quartz"));
    }

    private async Task FillAsync(Itsm into)
    {
        itsm = into;
        var now = DateTime.UtcNow;
        await WriteAsync("NET-1", "Network", "quartz");
        await WriteAsync("NET-2", "Network", "quartz");
        await WriteAsync("SRV-1", "Servers", "hush");

        async Task WriteAsync(string id, string team, string word)
        {
            var person = word == "quartz" ? "Quartz Nina" : "Hush Person";
            var row = new
            {
                id,
                team,
                person,
                title = $"{word} title",
                other = $"{word} other",
                url = $"https://itsm.example/{word}",
                now = itsm.Time(now),
                start = itsm.Time(now.AddMinutes(1)),
                end = itsm.Time(now.AddMinutes(2)),
            };
            await itsm.ExecuteAsync(
                """
                INSERT INTO tickets (id, kind, title, state, priority, team, assignee, requester, location, category,
                  url, opened_at, reopens, reassignments, escalated, updated_at)
                VALUES (@id, 'incident', @title, 'open', 3, @team, @person, @other, 'Lyon', 'Hardware',
                  @url, @now, 0, 0, 0, @now)
                """,
                row
            );
            await itsm.ExecuteAsync(
                """
                INSERT INTO ticket_events (ticket_id, at, author, kind, text)
                VALUES (@id, @now, @person, 'note', @other)
                """,
                row
            );
            await itsm.ExecuteAsync(
                """
                INSERT INTO interventions (id, ticket_id, title, state, location, address, contact, team, technician,
                  starts_at, ends_at, url, updated_at)
                VALUES ('V-' || @id, @id, @title, 'planned', 'Lyon', @other, @other, @team, @person,
                  @start, @end, @url, @now)
                """,
                row
            );
        }
    }

    /// <summary>A television that shows its code, and is made a display of the desk.</summary>
    private async Task<Guest> PairAsync()
    {
        var television = people.Nobody();
        television.Http.DefaultRequestHeaders.Add("Apollo-Display", "1");
        using var asked = await television.PostAsync("/api/session/display", new { });
        var code = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
        using var paired = await people.Admin.PostAsync(
            "/api/displays/pair",
            new
            {
                code,
                name = "Floor",
                desk = "north",
            }
        );
        Assert.True(paired.IsSuccessStatusCode, await paired.Content.ReadAsStringAsync());
        await Eventually.IsTrueAsync(
            async () => await television.StatusAsync(HttpMethod.Get, $"{North}/kpis") == HttpStatusCode.OK,
            () => "the display sees its desk."
        );
        return television;
    }

    private static IEnumerable<string> Lists(string of) =>
        [
            $"{of}/tickets",
            $"{of}/tickets?filter=id%20%3D%20SRV-1",
            $"{of}/tickets?filter=any%20~%20hus",
            $"{of}/tickets?group=team",
            $"{of}/tickets?group=assignee",
            $"{of}/tickets?group=requester&sort=-title",
            $"{of}/tickets.csv",
            $"{of}/tickets.xlsx",
            .. ((string[])["title", "requester", "assignee", "url", "technician", "contact"]).Select(column =>
                $"{of}/tickets/values?column={column}"
            ),
        ];

    /// <summary>All that answers say: heads, texts, and what is packed in workbooks.</summary>
    private static async Task<List<(string Way, int Status, string Text)>> SeenAsync(HttpClient http, string[] ways)
    {
        var seen = new List<(string, int, string)>();
        foreach (var way in ways)
        {
            using var answer = await http.GetAsync(way);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var text =
                way.EndsWith(".xlsx", StringComparison.Ordinal) && answer.IsSuccessStatusCode
                    ? await UnpackAsync(bytes)
                    : System.Text.Encoding.UTF8.GetString(bytes);
            seen.Add((way, (int)answer.StatusCode, $"{answer.Headers}{answer.Content.Headers}{text}"));
        }
        return seen;
    }

    private static async Task<string> UnpackAsync(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        var texts = new List<string>();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            texts.Add(await reader.ReadToEndAsync());
        }
        return string.Concat(texts);
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
