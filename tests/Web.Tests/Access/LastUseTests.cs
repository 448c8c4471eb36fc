using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>What was used is told, so that it goes on.</summary>
public sealed class LastUseTests
{
    private static readonly Dictionary<string, string?> SignIn = new() { ["Apollo:SignIn:Local"] = "true" };

    [Fact]
    public async Task Sessions_and_tokens_are_told_once_after_their_use_and_again_while_a_page_is_open()
    {
        var (last, open, uses) = Make();
        last.Note(Proven(Session(Member)));
        last.Note(Proven(Session(Member)));
        last.Note(Proven(Token("token")));
        last.Note(Caller.LocalAdmin);
        await last.TellAsync(default);
        Assert.Equal(["seen: session of member", "used: token"], uses.Told);

        var done = new TaskCompletionSource();
        var page = open.KeepAsync(new DefaultHttpContext(), Proven(Session(Manager)), _ => true, _ => done.Task);
        uses.Told.Clear();
        await last.TellAsync(default);
        await last.TellAsync(default);
        done.SetResult();
        await page;
        await last.TellAsync(default);
        Assert.Equal(
            ["seen: session of manager", "used: ", "seen: session of manager", "used: ", "seen: ", "used: "],
            uses.Told
        );
    }

    [Fact]
    public async Task What_a_store_that_is_away_did_not_keep_is_told_with_the_next()
    {
        var (last, _, uses) = Make();
        last.Note(Proven(Session(Member)));
        uses.IsAway = true;
        await last.TellAsync(default);
        Assert.Empty(uses.Told);
        uses.IsAway = false;
        await last.TellAsync(default);
        Assert.Equal(["seen: session of member", "used: "], uses.Told);
    }

    [Fact]
    public async Task Each_request_that_is_let_through_is_a_use_and_a_refused_one_is_none()
    {
        await using var web = await RunningWeb.StartAsync(
            SignIn,
            grains =>
                grains.Access.Put([
                    .. Person(Member, On(Some.Desk, Role.Member)),
                    Token("token", On(Some.Desk, Role.Member)),
                ])
        );
        await web.Access.ReachAsync(await web.Grains.Access.Now(), default);
        foreach (var (caller, path) in ((string, string)[])[(Member, "/api/desks"), ("token", "/health/detail")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            Show(request, caller);
            using var answer = await web.Http.SendAsync(request);
        }
        await web.LastUse.TellAsync(default);
        Assert.Equal(["seen: session of member", "used: "], web.Grains.Uses.Told);
    }

    private static Caller Proven(Principal proof) => new(proof, Proof: proof);

    private static (LastUse Last, OpenRequests Open, ScriptedUses Uses) Make()
    {
        var (factory, grains) = ScriptedGrains.Create();
        var open = new OpenRequests();
        var settings = new AccessSettings(true, true, false, null);
        var last = new LastUse(settings, open, factory, new FakeTimeProvider(Some.Now), NullLogger<LastUse>.Instance);
        return (last, open, grains.Uses);
    }
}
