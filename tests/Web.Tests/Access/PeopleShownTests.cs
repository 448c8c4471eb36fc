using System.Collections.Immutable;
using System.IO.Compression;
using System.Net;
using Apollo.Model;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>Who sees numbers by person, by what the desk says: over HTTP, from the cache, over the hub.</summary>
public sealed class PeopleShownTests
{
    private const string Own = "Ana Lima";
    private const string Colleague = "Bo Wu";
    private static readonly Dictionary<string, string?> SignIn = new() { ["Apollo:SignIn:Local"] = "true" };
    private static readonly string[] Callers = [Display, Viewer, Member, "token", Manager, Admin];

    /// <summary>Of each value: what members see, and what managers and admins see. Others never see any.</summary>
    public static TheoryData<DeskPeople, PeopleShown, PeopleShown> Shown =>
        new()
        {
            { DeskPeople.Off, PeopleShown.None, PeopleShown.None },
            { DeskPeople.Own, PeopleShown.Own, PeopleShown.All },
            { DeskPeople.Managers, PeopleShown.None, PeopleShown.All },
            { DeskPeople.All, PeopleShown.All, PeopleShown.All },
        };

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task Each_role_gets_the_names_that_the_desk_shows_it_and_no_byte_of_others(
        DeskPeople people,
        PeopleShown members,
        PeopleShown managers
    )
    {
        await using var web = await StartAsync(people);
        foreach (var caller in Callers)
        {
            var shown =
                caller is Display or Viewer ? PeopleShown.None
                : caller is Member or "token" ? members
                : managers;
            foreach (var isCached in (bool[])[false, true])
            {
                Fill(web, isCached);
                foreach (var path in (string[])["catalogue", "kpis", "kpis/backlog", "kpis/visits-today"])
                    Expect(await AskAsync(web, caller, path), HttpStatusCode.OK, shown, $"{caller} {path}");
                foreach (
                    var path in (string[])
                        [
                            "kpis?groups=assignee",
                            "kpis?groups=technician",
                            "tables/technician",
                            "tables/technician.csv",
                            "tables/technician.xlsx",
                        ]
                )
                {
                    var answer = await AskAsync(web, caller, path);
                    var status = shown == PeopleShown.None ? HttpStatusCode.Forbidden : HttpStatusCode.OK;
                    Expect(answer, status, shown, $"{caller} {path}");
                    if (shown != PeopleShown.None)
                        Assert.Contains(Own, answer.Body, StringComparison.Ordinal);
                    if (shown == PeopleShown.All)
                        Assert.Contains(Colleague, answer.Body, StringComparison.Ordinal);
                }
            }
            var catalogue = await AskAsync(web, caller, "catalogue");
            Assert.Equal(shown != PeopleShown.None, catalogue.Body.Contains("\"assignee\"", StringComparison.Ordinal));
            await ExpectListsAsync(web, caller, shown);
            await ExpectHubAsync(web, caller, shown);
        }
    }

    [Theory]
    [InlineData(DeskPeople.Off, false, false)]
    [InlineData(DeskPeople.Own, true, true)]
    [InlineData(DeskPeople.Managers, true, false)]
    [InlineData(DeskPeople.All, true, true)]
    public async Task Where_nobody_signs_in_the_desk_decides_for_the_admin_here_and_for_the_network(
        DeskPeople people,
        bool isForAdmin,
        bool isForNetwork
    )
    {
        foreach (var (isOpen, sees) in ((bool, bool)[])[(false, isForAdmin), (true, isForNetwork)])
        {
            var settings = new Dictionary<string, string?> { ["Apollo:OpenToNetwork"] = isOpen ? "true" : "false" };
            await using var web = await RunningWeb.StartAsync(settings, grains => Prepare(grains, people));
            await web.UntilAsync(feeds => feeds.Find(Some.Desk)?.ReadAt is not null);
            var answer = await AskAsync(web, "nobody", "tables/technician");
            Assert.Equal(sees, answer.Status == HttpStatusCode.OK);
            Assert.Equal(sees, answer.Body.Contains(Colleague, StringComparison.Ordinal));
        }
    }

    private static async Task ExpectListsAsync(RunningWeb web, string caller, PeopleShown shown)
    {
        var mayList = caller is not (Display or Viewer);
        foreach (var path in (string[])["tickets?group=assignee", "tickets.csv?group=assignee"])
            Assert.Equal(
                mayList && shown == PeopleShown.All ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
                (await AskAsync(web, caller, path)).Status
            );
        var values = await AskAsync(web, caller, "tickets/values?column=assignee");
        Assert.Equal(
            mayList && shown != PeopleShown.None ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
            values.Status
        );
        if (values.Status == HttpStatusCode.OK)
            Assert.Equal(shown == PeopleShown.Own ? Own : null, web.Grains.Rows.Asked!.OnlyPerson);
        if (!mayList)
            return;
        var moves = await AskAsync(web, caller, "kpis/backlog/moves");
        Assert.Contains("INC-1", moves.Body, StringComparison.Ordinal);
        ExpectNames(moves.Body, shown, $"{caller} moves");
        // Rows that one sees name their assignee; other columns are counted as ever.
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(web, caller, "tickets")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(web, caller, "tickets/values?column=team")).Status);
        Assert.Null(web.Grains.Rows.Asked!.OnlyPerson);
    }

    private static async Task ExpectHubAsync(RunningWeb web, string caller, PeopleShown shown)
    {
        await using var screen = await Screen.ConnectAsync(web, caller);
        string[] byPerson = ["cards", "table:assignee", "table:technician"];
        if (shown == PeopleShown.None)
        {
            var refused = await Assert.ThrowsAsync<HubException>(() => screen.AskAsync("Watch", Some.Desk, byPerson));
            Assert.Contains("not for you", refused.Message, StringComparison.Ordinal);
            await screen.AskAsync("Watch", Some.Desk, (string[])["cards", "table:team"]);
            ExpectNames((await screen.BoardAsync()).ToString(), shown, $"{caller} on the hub");
            return;
        }
        await screen.AskAsync("Watch", Some.Desk, byPerson);
        var whole = (await screen.BoardAsync()).ToString();
        ExpectNames(whole, shown, $"{caller} on the hub");
        Assert.Contains(Own, whole, StringComparison.Ordinal);
    }

    private static async Task<RunningWeb> StartAsync(DeskPeople people)
    {
        var web = await RunningWeb.StartAsync(
            SignIn,
            grains =>
            {
                Prepare(grains, people);
                grains.Access.Put([
                    Of(Display, PrincipalKind.Display, SecretOf(Display), [On(Some.Desk, Role.Display)]),
                    .. Person(Viewer, On(Some.Desk, Role.Viewer)),
                    .. Person(Member, On(Some.Desk, Role.Member, "Network")),
                    Token("token", On(Some.Desk, Role.Member)),
                    .. Person(Manager, On(Some.Desk, Role.Manager)),
                    .. Person(Admin, On(DeskRight.EveryDesk, Role.Admin)),
                ]);
            }
        );
        await web.UntilAsync(feeds => feeds.Find(Some.Desk)?.ReadAt is not null);
        await web.Access.ReachAsync(await web.Grains.Access.Now(), CancellationToken.None);
        return web;
    }

    private static void Prepare(ScriptedGrains grains, DeskPeople people)
    {
        grains.People = people;
        grains.Desk.Restart(ByPerson());
        grains.Kpi.Board = ByPerson();
        var move = new RowMoved(
            "INC-1",
            null,
            "A title",
            Some.Now,
            false,
            new ColumnChange("assignee", Own, Colleague)
        );
        grains.Kpi.Moves = new KpiMoves("backlog", Some.Now, Some.Now, Some.Now, [move], [move], 0, 0);
    }

    private static ImmutableArray<KpiResult> ByPerson() =>
        [
            Some.Whole("backlog", 42, "assignee", (Own, 30), (Colleague, 12)),
            Some.Whole("oldest-open", 3600, "team", ("Network", 3600)),
            Some.Whole("visits-today", 2, "technician", (Own, 1), (Colleague, 1)),
        ];

    private static void Fill(RunningWeb web, bool isCached)
    {
        web.Cache.Clear();
        if (isCached)
            web.Cache.Fill(Some.Now, board: ByPerson());
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(RunningWeb web, string caller, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/desks/{Some.Desk}/{path}");
        Show(request, caller);
        using var answer = await web.Http.SendAsync(request);
        var isZip = answer.IsSuccessStatusCode && path.EndsWith(".xlsx", StringComparison.Ordinal);
        return (
            answer.StatusCode,
            isZip ? Unzipped(await answer.Content.ReadAsByteArrayAsync()) : await answer.Content.ReadAsStringAsync()
        );
    }

    private static string Unzipped(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return string.Concat(
            zip.Entries.Select(entry =>
            {
                using var text = new StreamReader(entry.Open());
                return text.ReadToEnd();
            })
        );
    }

    private static void Expect(
        (HttpStatusCode Status, string Body) answer,
        HttpStatusCode status,
        PeopleShown shown,
        string what
    )
    {
        Assert.True(answer.Status == status, $"{what}: {answer.Status} {answer.Body}");
        ExpectNames(answer.Body, shown, what);
    }

    private static void ExpectNames(string body, PeopleShown shown, string what)
    {
        Assert.False(shown != PeopleShown.All && body.Contains(Colleague, StringComparison.Ordinal), $"{what}: {body}");
        Assert.False(shown == PeopleShown.None && body.Contains(Own, StringComparison.Ordinal), $"{what}: {body}");
    }
}
