using System.Reflection;
using Apollo.Model;
using Apollo.Web.Feeds;
using Apollo.Web.Hubs;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>Every method and topic of the running hub, by everybody, on two desks.</summary>
public sealed class HubMatrixTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await AllCallers.StartWebAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task A_topic_is_watched_by_whom_it_is_for_and_the_rest_hear_not_a_word_of_it()
    {
        var wrong = new List<string>();
        foreach (var (caller, one, other, _) in AllCallers.Rows.Where(row => row.IsKnown))
        {
            await using var refused = await Screen.ConnectAsync(web, caller);
            await using var taken = await Screen.ConnectAsync(web, caller);
            foreach (var (desk, role) in new[] { (Some.Desk, one), (Some.OtherDesk, other) })
            foreach (var topic in Names())
            {
                var isFor = role is { } at && at >= Least(topic, at);
                var said = await RefusalAsync(isFor ? taken : refused, desk, topic);
                if (isFor ? said is not null : !IsPlain(said, desk, topic))
                    wrong.Add($"{topic} on {desk} for {caller}: {said ?? "watched"}");
            }
            // A screen that was refused everything has heard nothing; the calls of one connection come in turn.
            if (refused.Heard.Count > 0)
                wrong.Add($"{caller} heard {string.Join(", ", refused.Heard)}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_method_says_for_whom_it_is()
    {
        var methods = web.HubMethods.ToList();
        Assert.Contains(methods, method => method.Name == "Watch");
        Assert.All(methods, method => Assert.NotNull(method.GetCustomAttribute<TakesAttribute>()));
    }

    [Fact]
    public async Task Who_has_a_role_on_a_desk_gets_its_board_and_who_is_nobody_not_even_a_connection()
    {
        foreach (var (caller, one, other, isKnown) in AllCallers.Rows)
        {
            if (!isKnown)
            {
                await Assert.ThrowsAsync<HttpRequestException>(() => Screen.ConnectAsync(web, caller));
                continue;
            }
            await using var screen = await Screen.ConnectAsync(web, caller);
            foreach (var (desk, role) in new[] { (Some.Desk, one), (Some.OtherDesk, other) })
                if (role is not null)
                {
                    await screen.AskAsync("Watch", desk, (string[])["cards"]);
                    Assert.Equal(desk, (await screen.BoardAsync()).Text("desk"));
                }
        }
    }

    [Fact]
    public async Task Only_a_wall_display_says_that_it_lives()
    {
        var beat = new
        {
            page = "board",
            paintedAt = Some.Now,
            version = "1",
        };
        foreach (var (caller, _, _, _) in AllCallers.Rows.Where(row => row.IsKnown))
        {
            await using var screen = await Screen.ConnectAsync(web, caller);
            if (caller == Display)
                await screen.AskAsync("Beat", beat);
            else
                Assert.Contains(
                    "Only wall displays beat.",
                    (await Assert.ThrowsAsync<HubException>(() => screen.AskAsync("Beat", beat))).Message,
                    StringComparison.Ordinal
                );
        }
    }

    /// <summary>Every topic as a screen may name it.</summary>
    private static IEnumerable<string> Names() =>
        Topic
            .All.SelectMany(topic => topic.Names)
            .Select(name => name.Replace("{kpi}", IRowsGrain.AllTickets, default));

    /// <summary>Least role that watches a topic; of breakdowns by person it is who sees numbers by person.</summary>
    private static Role Least(string name, Role role) =>
        AskedTopic.Parse(name) is var (topic, of)
            ? topic == Topic.Table && Dimension.IsByPerson(of)
                ? Role.Member
                : topic.Least
            : throw new InvalidOperationException($"There is no topic {name}.");

    private static async Task<string?> RefusalAsync(Screen screen, string desk, string topic)
    {
        try
        {
            await screen.AskAsync("Watch", desk, (string[])[topic]);
            return null;
        }
        catch (HubException error)
        {
            return error.Message;
        }
    }

    /// <summary>Whether a refusal holds but its own fixed words, and what was asked for.</summary>
    private static bool IsPlain(string? said, string desk, string topic)
    {
        var name = topic.Split(':');
        return said is not null
            && new[]
            {
                $"There is no desk '{desk}' for you.",
                $"The topic '{name[0]}' is not for you on this desk.",
                $"The breakdown by {name[^1]} is not for you on this desk.",
            }.Any(words => said.EndsWith(words, StringComparison.Ordinal));
    }
}
