using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Displays;

/// <summary>Wall displays on the hub: what they say, what they are told, and who follows how they are.</summary>
public sealed class DisplaysOverTheHub : IAsyncLifetime
{
    private const string Both = "display of both desks";
    private const string OtherManager = "other manager";
    private static readonly Dictionary<string, string?> SignIn = new() { ["Apollo:SignIn:Local"] = "true" };
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false });
    private RunningWeb web = null!;

    public async Task InitializeAsync()
    {
        web = await RunningWeb.StartAsync(
            SignIn,
            grains =>
            {
                grains.AddOtherDesk();
                grains.Access.Put([
                    .. Person(Viewer, On(Some.Desk, Role.Viewer)),
                    .. Person(Member, On(Some.Desk, Role.Member)),
                    .. Person(Manager, On(Some.Desk, Role.Manager)),
                    .. Person(OtherManager, On(Some.OtherDesk, Role.Manager)),
                    .. Person(Admin, On(DeskRight.EveryDesk, Role.Admin)),
                ]);
            }
        );
        await web.UntilAsync(feeds =>
            feeds.Find(Some.Desk)?.ReadAt is not null && feeds.Find(Some.OtherDesk)?.ReadAt is not null
        );
        Pair(Display, Some.Desk);
        Pair(Both, Some.Desk, Some.OtherDesk);
        await ReachAsync();
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await web.DisposeAsync();
    }

    [Fact]
    public async Task A_display_is_live_while_it_beats_frozen_without_a_picture_and_offline_without_a_beat()
    {
        await using var admin = await WatchAsync(Admin, Some.Desk);
        Assert.Equal("never", (await admin.DisplaysAsync()).Of(Display)!.Value.Text("state"));
        await using var television = await Screen.ConnectAsync(web, Display);

        Task DrawnAsync() => BeatAsync(television, web.Time.GetUtcNow().UtcDateTime);
        static Task NothingAsync() => Task.CompletedTask;
        Assert.InRange(await PassUntilAsync(admin, "live", DrawnAsync), 0, 3);
        // It says that it lives, but its picture stands still.
        var drawn = web.Time.GetUtcNow().UtcDateTime;
        Assert.InRange(await PassUntilAsync(admin, "frozen", () => BeatAsync(television, drawn)), 28, 34);
        Assert.InRange(await PassUntilAsync(admin, "live", DrawnAsync), 0, 3);
        Assert.InRange(await PassUntilAsync(admin, "offline", NothingAsync), 28, 34);
        Assert.InRange(await PassUntilAsync(admin, "live", DrawnAsync), 0, 3);
    }

    [Fact]
    public async Task What_a_beat_says_is_what_those_who_follow_are_told_and_only_a_display_beats()
    {
        await using var manager = await WatchAsync(Manager, Some.Desk);
        await manager.DisplaysAsync();
        await using var television = await Screen.ConnectAsync(web, Display);
        await BeatAsync(television, Some.Now);
        var told = await NextAsync(manager, Display);
        Assert.Equal(
            ("Teams, 2 of 3", "BGzZFdSG", 38.0, 52_428_800),
            (
                told.Text("page"),
                told.Text("version"),
                told.GetProperty("latency").GetDouble(),
                told.GetProperty("heap").GetInt64()
            )
        );
        Assert.InRange(told.GetProperty("dataAge").GetDouble(), 0, 3);
        await Assert.ThrowsAsync<HubException>(() => BeatAsync(manager, Some.Now));
    }

    [Fact]
    public async Task What_a_display_shall_do_is_told_to_it_alone_on_each_of_its_connections()
    {
        await using var page = await Screen.ConnectAsync(web, Display);
        await using var heart = await Screen.ConnectAsync(web, Display);
        await using var other = await Screen.ConnectAsync(web, Both);
        await Eventually.IsTrueAsync(() => web.Grains.Displays.Followers > 0, "the web follows what they shall do.");
        foreach (var action in (string[])["reload", "identify"])
        {
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync("POST", $"{Display}/{action}", Manager));
            foreach (var screen in (Screen[])[page, heart])
                Assert.Equal(
                    $$"""{"display":"{{Display}}","action":"{{action}}"}""",
                    (await screen.OrderAsync()).GetRawText()
                );
        }
        Assert.False(other.HasOrder);
    }

    [Fact]
    public async Task A_revoked_display_is_told_so_and_its_open_hub_ends_within_five_seconds()
    {
        await using var admin = await WatchAsync(Admin, Some.Desk);
        await admin.DisplaysAsync();
        await using var television = await Screen.ConnectAsync(web, Display);
        await using var other = await Screen.ConnectAsync(web, Both);
        var took = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("DELETE", Display, Manager));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync("DELETE", Display, Admin));
        await television.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.InRange(took.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.False(other.Closed.IsCompleted);
        await Assert.ThrowsAsync<HttpRequestException>(() => Screen.ConnectAsync(web, Display));
        await PassUntilAsync(() => admin.HasDisplays);
        Assert.Equal([Display], (await admin.DisplaysAsync()).GetProperty("removed").Texts());
    }

    [Fact]
    public async Task Two_hundred_displays_beat_and_each_is_told_what_it_alone_shall_do()
    {
        var names = Enumerable.Range(1, 200).Select(number => $"display {number}").ToList();
        foreach (var name in names)
            Pair(name, Some.Desk);
        await ReachAsync();
        await using var manager = await WatchAsync(Manager, Some.Desk);
        await manager.DisplaysAsync();
        var televisions = await Task.WhenAll(names.Select(name => Screen.ConnectAsync(web, name)));
        await Eventually.IsTrueAsync(() => web.Grains.Displays.Followers > 0, "the web follows what they shall do.");

        var took = Stopwatch.StartNew();
        await Task.WhenAll(televisions.Select(television => BeatAsync(television, Some.Now)));
        Assert.InRange(took.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        var live = new HashSet<string>();
        while (live.Count < names.Count)
        {
            await PassUntilAsync(() => manager.HasDisplays);
            foreach (var display in (await manager.DisplaysAsync()).GetProperty("changed").EnumerateArray())
                if (display.Text("state") == "live")
                    live.Add(display.Text("id")!);
        }
        foreach (var name in names)
            await web.Grains.Displays.Tell(name, DisplayAction.Identify, default);
        foreach (var (name, television) in names.Zip(televisions))
        {
            Assert.Equal(name, (await television.OrderAsync()).Text("display"));
            Assert.False(television.HasOrder);
        }
        await Task.WhenAll(televisions.Select(television => television.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_manager_follows_the_displays_of_the_desk_alone_and_an_admin_all()
    {
        await using var manager = await WatchAsync(Manager, Some.Desk);
        await using var admin = await WatchAsync(Admin, Some.OtherDesk);
        await using var elsewhere = await WatchAsync(OtherManager, Some.OtherDesk);
        Assert.Equal([Display], (await manager.DisplaysAsync()).Ids());
        Assert.Equal([Display, Both], (await admin.DisplaysAsync()).Ids());
        Assert.Empty((await elsewhere.DisplaysAsync()).Ids());

        // It shows another desk beside this one from now on: its manager has it no longer.
        web.Grains.Displays.Put(Display, SecretOf(Display), Some.Desk, Some.OtherDesk);
        await PassUntilAsync(() => manager.HasDisplays && admin.HasDisplays);
        Assert.Equal([Display], (await manager.DisplaysAsync()).GetProperty("removed").Texts());
        Assert.Equal([Display], (await admin.DisplaysAsync()).Ids());
        Assert.False(elsewhere.HasDisplays);
    }

    [Fact]
    public async Task To_the_manager_of_another_desk_there_is_no_such_display()
    {
        foreach (
            var (method, path) in new[]
            {
                ("GET", ""),
                ("PUT", ""),
                ("POST", "/reload"),
                ("POST", "/identify"),
                ("POST", "/sound"),
            }
        )
            Assert.Equal(
                (method, path, HttpStatusCode.NotFound),
                (method, path, await SendAsync(method, Display + path, OtherManager))
            );
        Assert.Equal(HttpStatusCode.OK, await SendAsync("GET", Display, Manager));
        // One that shows several desks is the admins' alone.
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync("GET", Both, Manager));
        Assert.Equal(HttpStatusCode.OK, await SendAsync("GET", Both, Admin));
    }

    [Fact]
    public async Task A_display_watches_only_what_its_role_may_of_the_desks_it_shows()
    {
        await using var television = await Screen.ConnectAsync(web, Display);
        foreach (var topic in (string[])["rows:backlog", "calendar", "notes", "displays", "table:assignee"])
            await RefusedAsync(television, Some.Desk, topic, "not for you on this desk");
        await RefusedAsync(television, Some.OtherDesk, "cards", $"There is no desk '{Some.OtherDesk}' for you.");
        await television.AskAsync("Watch", Some.Desk, (string[])["cards", "table:team", "looks"]);
        Assert.Equal(Some.Desk, (await television.BoardAsync()).Text("desk"));
        foreach (var caller in (string[])[Viewer, Member])
        {
            await using var screen = await Screen.ConnectAsync(web, caller);
            await RefusedAsync(screen, Some.Desk, "displays", "The topic 'displays' is not for you on this desk.");
        }
    }

    [Fact]
    public async Task Where_nobody_signs_in_a_display_beats_by_its_cookie_and_gets_no_right_by_it()
    {
        await using var open = await RunningWeb.StartAsync();
        var secret = string.Concat(Enumerable.Repeat("ab", 32));
        open.Grains.Displays.Put(Display, secret, Some.Desk);
        await using var admin = await Screen.WatchAsync(open, "displays");
        Assert.Equal("never", (await admin.DisplaysAsync()).Of(Display)!.Value.Text("state"));
        await using var television = await Screen.ConnectDisplayAsync(open, secret);
        await BeatAsync(television, Some.Now);
        await Eventually.IsTrueAsync(
            () =>
            {
                open.Time.Advance(TimeSpan.FromSeconds(1));
                return admin.HasDisplays;
            },
            "the beat is told."
        );
        Assert.Equal("live", (await admin.DisplaysAsync()).Of(Display)!.Value.Text("state"));
        await using var other = await Screen.ConnectDisplayAsync(open, secret.Replace('a', 'c'));
        await Assert.ThrowsAsync<HubException>(() => BeatAsync(other, Some.Now));
    }

    private static async Task RefusedAsync(Screen screen, string desk, string topic, string reason)
    {
        var refused = await Assert.ThrowsAsync<HubException>(() => screen.AskAsync("Watch", desk, (string[])[topic]));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static Task BeatAsync(Screen television, DateTime paintedAt) =>
        television.AskAsync(
            "Beat",
            new
            {
                page = "Teams, 2 of 3",
                paintedAt,
                dataAt = Some.Now,
                latency = 38,
                version = "BGzZFdSG",
                heap = 52_428_800,
            }
        );

    private void Pair(string name, params string[] desks)
    {
        web.Grains.Displays.Put(name, SecretOf(name), desks);
        web.Grains.Access.Put(
            Of(name, PrincipalKind.Display, SecretOf(name), [.. desks.Select(desk => On(desk, Role.Display))])
        );
    }

    private async Task ReachAsync() =>
        await web.Access.ReachAsync(await web.Grains.Access.Now(), CancellationToken.None);

    private async Task<Screen> WatchAsync(string caller, string desk)
    {
        var screen = await Screen.ConnectAsync(web, caller);
        await screen.AskAsync("Watch", desk, (string[])["displays"]);
        return screen;
    }

    /// <summary>A second passes, in which the web hears as always who may call.</summary>
    private async Task PassAsync()
    {
        web.Grains.Access.Live();
        await ReachAsync();
        web.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task PassUntilAsync(Func<bool> isSo) =>
        await Eventually.IsTrueAsync(
            async () =>
            {
                if (isSo())
                    return true;
                await PassAsync();
                return isSo();
            },
            () => "the screens hear of it."
        );

    /// <summary>Lets time pass, second by second, until the display is told to be in a state.</summary>
    /// <returns>Seconds that passed.</returns>
    private async Task<int> PassUntilAsync(Screen screen, string state, Func<Task> eachSecond)
    {
        var from = web.Time.GetUtcNow();
        await Eventually.IsTrueAsync(
            async () =>
            {
                while (screen.HasDisplays)
                    if ((await screen.DisplaysAsync()).Of(Display)?.Text("state") == state)
                        return true;
                await PassAsync();
                await eachSecond();
                return false;
            },
            () => $"the display is told to be {state}."
        );
        return (int)(web.Time.GetUtcNow() - from).TotalSeconds;
    }

    private async Task<JsonElement> NextAsync(Screen screen, string display)
    {
        await PassUntilAsync(() => screen.HasDisplays);
        return (await screen.DisplaysAsync()).Of(display)!.Value;
    }

    private async Task<HttpStatusCode> SendAsync(string method, string path, string caller)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            new Uri(web.Address, $"api/displays/{path}")
        );
        Show(request, caller);
        request.Headers.Add("Origin", web.Address.GetLeftPart(UriPartial.Authority));
        if (method == "PUT")
            request.Content = new StringContent(
                """{"name":"Mine","pages":[{"desk":"harbour"}]}""",
                null,
                "application/json"
            );
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}

/// <summary>Short names for what the tests ask of what is said of displays.</summary>
internal static class DisplaysReading
{
    public static JsonElement? Of(this JsonElement message, string display) =>
        message
            .GetProperty("changed")
            .EnumerateArray()
            .Where(one => one.Text("id") == display)
            .Select(one => (JsonElement?)one)
            .FirstOrDefault();

    public static IEnumerable<string?> Ids(this JsonElement message) =>
        message.GetProperty("changed").EnumerateArray().Select(one => one.Text("id"));

    public static IEnumerable<string?> Texts(this JsonElement list) =>
        list.EnumerateArray().Select(one => one.GetString());
}
