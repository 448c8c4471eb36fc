using System.Diagnostics;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Tests.Support;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>What was open for whoever loses a right ends, on each web, within 5 s.</summary>
public sealed class LosingRightsTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> SignIn = new() { ["Apollo:SignIn:Local"] = "true" };
    private RunningWeb one = null!;
    private RunningWeb other = null!;

    public async Task InitializeAsync()
    {
        one = await RunningWeb.StartAsync(
            SignIn,
            grains =>
                grains.Access.Put([
                    .. Person(Member, On(Some.Desk, Role.Member, "Network")),
                    .. Person(Manager, On(Some.Desk, Role.Manager)),
                    Of(Display, PrincipalKind.Display, SecretOf(Display), [On(Some.Desk, Role.Display)]),
                    Token("token", On(Some.Desk, Role.Member)),
                ])
        );
        other = await RunningWeb.StartAsync(SignIn, _ => { }, one);
        foreach (var web in (RunningWeb[])[one, other])
        {
            await web.UntilAsync(feeds => feeds.Find(Some.Desk)?.ReadAt is not null);
            await web.Access.ReachAsync(await one.Grains.Access.Now(), CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        await other.DisposeAsync();
        await one.DisposeAsync();
    }

    public static TheoryData<string, string> Losses =>
        new()
        {
            { Member, "a team" },
            { Member, "the role" },
            { Member, "the password" },
            { Member, "the session" },
            { Member, "the person" },
            { Display, "the display" },
            { "token", "the token" },
        };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Its_hubs_end_on_each_web_and_nobody_elses(string caller, string loss)
    {
        await using var here = await Screen.ConnectAsync(one, caller);
        await using var there = await Screen.ConnectAsync(other, caller);
        await using var somebodyElse = await Screen.ConnectAsync(other, Manager);
        var took = Stopwatch.StartNew();

        Lose(one.Grains.Access, caller, loss);
        await Task.WhenAll(here.Closed, there.Closed).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.InRange(took.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.False(somebodyElse.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_session_or_token_that_runs_out_ends_what_it_opened()
    {
        one.Grains.Access.Put(Token("token", On(Some.Desk, Role.Member)) with { ExpiresAt = Some.Now.AddSeconds(3) });
        await one.Access.ReachAsync(await one.Grains.Access.Now(), CancellationToken.None);
        await using var screen = await Screen.ConnectAsync(one, "token");
        one.Time.Advance(TimeSpan.FromSeconds(3));
        await screen.Closed.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Without_an_answer_for_five_seconds_screens_are_cut_off_and_come_back_with_it()
    {
        await using var screen = await Screen.ConnectAsync(one, Member);
        one.Grains.Access.IsAway = true;
        one.Grains.Access.Live();
        one.Time.Advance(AccessFeed.Holds + TimeSpan.FromSeconds(1));
        await screen.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<HttpRequestException>(() => Screen.ConnectAsync(one, Member));

        one.Grains.Access.IsAway = false;
        await one.UntilAsync(_ =>
        {
            one.Time.Advance(TimeSpan.FromMilliseconds(100));
            return one.Access.IsCurrent;
        });
        await using var again = await Screen.ConnectAsync(one, Member);
    }

    [Fact]
    public async Task A_new_name_ends_nothing()
    {
        await using var screen = await Screen.ConnectAsync(one, Member);
        one.Grains.Access.Put(one.Grains.Access.Of(Member) with { Name = "New name" });
        await one.Access.ReachAsync(await one.Grains.Access.Now(), CancellationToken.None);
        await screen.AskAsync("Watch", Some.Desk, (string[])["cards"]);
        Assert.False(screen.Closed.IsCompleted);
    }

    private static void Lose(ScriptedAccess access, string caller, string loss)
    {
        switch (loss)
        {
            case "a team":
                access.Put(access.Of(caller) with { Desks = [On(Some.Desk, Role.Member, "Mail")] });
                break;
            case "the role":
                access.Put(access.Of(caller) with { Desks = [] });
                break;
            case "the password":
                access.Put(access.Of(caller) with { Stamp = "new" });
                break;
            case "the session":
                access.Remove($"session of {caller}");
                break;
            default:
                access.Remove(caller);
                break;
        }
    }
}
