using System.Text.Json;
using Apollo.Cards;
using Apollo.Memcached;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Api;

/// <summary>
/// The cache serves only what the pulse vouches for; in every other case the grains do, and nobody notices but the
/// header.
/// </summary>
public sealed class CacheTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync()
    {
        web = await RunningWeb.StartAsync();
        web.Cache.Fill(Some.Now);
    }

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task Cards_vouched_for_come_from_the_cache_and_are_what_the_grains_say()
    {
        var (source, cached) = await web.CardsAsync();
        web.Cache.Clear();
        var (other, asked) = await web.CardsAsync();

        Assert.Equal(("cache", "grains"), (source, other));
        Assert.Equal(asked.EnumerateArray().Select(WithoutReadAt), cached.EnumerateArray().Select(WithoutReadAt));
    }

    [Fact]
    public async Task A_cached_card_was_read_when_the_pulse_was()
    {
        var (_, cached) = await web.CardsAsync();

        Assert.All(cached.EnumerateArray(), card => Assert.Equal("2026-03-02T09:00:01Z", card.Text("readAt")));
    }

    [Theory]
    [InlineData(0, "cache")]
    [InlineData(10, "cache")]
    [InlineData(10.001, "grains")]
    [InlineData(3600, "grains")]
    public async Task A_pulse_vouches_for_ten_seconds(double age, string from)
    {
        web.Cache.Fill(Some.Now.AddSeconds(-age));

        Assert.Equal(from, (await web.CardsAsync()).Source);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_card_of_another_revision_than_the_pulse_names_is_not_served(long revision)
    {
        web.Cache.Put(CardKeys.Card(Some.Desk, "backlog"), Some.Result("backlog", 41, revision));

        var (source, cards) = await web.CardsAsync();

        Assert.Equal("grains", source);
        Assert.Equal(42, cards.Kpi("backlog").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task A_card_of_another_kpi_is_not_served()
    {
        web.Cache.Put(CardKeys.Card(Some.Desk, "backlog"), Some.Result("oldest-open", 7, revision: 1));

        var (source, cards) = await web.CardsAsync();

        Assert.Equal("grains", source);
        Assert.Equal(42, cards.Kpi("backlog").GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("apollo:harbour:kpi:backlog", "apollo:quay:kpi:backlog")]
    [InlineData("apollo:harbour:kpi:backlog:team", "apollo:harbour:kpi:backlog:assignee")]
    [InlineData("apollo:harbour:kpi:backlog:team", "apollo:harbour:kpi:oldest-open:team")]
    [InlineData("apollo:harbour:kpi:backlog:team", "apollo:quay:kpi:backlog:team")]
    public async Task An_entry_of_another_desk_kpi_or_dimension_is_not_served_though_its_revision_is_right(
        string key,
        string other
    )
    {
        web.Cache.Put(
            other,
            key.EndsWith("backlog", StringComparison.Ordinal)
                ? Some.Result("backlog", 41)
                : new GroupsEntry(1, new Dictionary<string, double?> { ["Network"] = 1 })
        );
        Assert.Equal("cache", (await web.CardsAsync("?groups=team")).Source);

        web.Cache.Answer(key, other);
        var (source, cards) = await web.CardsAsync("?groups=team");

        Assert.Equal("grains", source);
        Assert.Equal(42, cards.Kpi("backlog").GetProperty("value").GetDouble());
        Assert.Equal("""{"team":{"Mail":12,"Network":30}}""", cards.Kpi("backlog").GetProperty("groups").GetRawText());
    }

    [Fact]
    public async Task A_pulse_of_another_desk_vouches_for_nothing()
    {
        web.Cache.Put(
            CardKeys.Pulse("quay"),
            new DeskPulse(
                Some.Now,
                Some.Now,
                new Dictionary<string, string>(),
                Some.Board().ToDictionary(result => result.Kpi, result => result.Revision),
                new Dictionary<string, DateTime>()
            )
        );
        web.Cache.Answer(CardKeys.Pulse(Some.Desk), CardKeys.Pulse("quay"));

        Assert.Equal("grains", (await web.CardsAsync()).Source);
    }

    [Theory]
    [InlineData(-1, "grains")]
    [InlineData(0, "grains")]
    [InlineData(1, "cache")]
    [InlineData(null, "cache")]
    public async Task A_card_is_served_until_the_clock_could_change_it(int? seconds, string from)
    {
        web.Cache.Put(
            CardKeys.Card(Some.Desk, "oldest-open"),
            Some.Result("oldest-open", 3600) with
            {
                ValidUntil = seconds is { } ahead ? Some.Now.AddSeconds(ahead) : null,
            }
        );

        Assert.Equal(from, (await web.CardsAsync()).Source);
    }

    [Fact]
    public async Task A_pulse_that_does_not_name_a_card_does_not_vouch_for_it()
    {
        web.Cache.Put(
            CardKeys.Pulse(Some.Desk),
            new DeskPulse(
                Some.Now,
                Some.Now,
                new Dictionary<string, string>(),
                new Dictionary<string, long> { ["backlog"] = 1, ["oldest-open"] = 1 },
                new Dictionary<string, DateTime>()
            )
        );

        Assert.Equal("grains", (await web.CardsAsync()).Source);
    }

    [Fact]
    public async Task The_pulse_says_which_cards_are_unusual()
    {
        web.Cache.Fill(Some.Now, new() { ["backlog"] = Some.Now.AddMinutes(-20) });

        var (source, cards) = await web.CardsAsync();

        Assert.Equal("cache", source);
        Assert.Equal(Some.Now.AddMinutes(-20), cards.Kpi("backlog").GetProperty("unusualSince").GetDateTime());
        Assert.False(cards.Kpi("oldest-open").TryGetProperty("unusualSince", out _));
    }

    [Fact]
    public async Task A_breakdown_comes_from_the_cache_where_it_belongs_to_the_card()
    {
        web.Cache.Put(
            CardKeys.Groups(Some.Desk, "backlog", "assignee"),
            new GroupsEntry(1, new Dictionary<string, double?> { ["Ana Lima"] = 42 })
        );

        var (source, cards) = await web.CardsAsync("?groups=team");

        Assert.Equal("cache", source);
        Assert.Equal("""{"team":{"Mail":12,"Network":30}}""", cards.Kpi("backlog").GetProperty("groups").GetRawText());
        Assert.False(cards.Kpi("visits-today").TryGetProperty("groups", out _));

        web.Cache.Put(
            CardKeys.Groups(Some.Desk, "backlog", "team"),
            new GroupsEntry(0, new Dictionary<string, double?> { ["Network"] = 1 })
        );
        (source, cards) = await web.CardsAsync("?groups=team");

        Assert.Equal("grains", source);
        Assert.Equal("""{"team":{"Mail":12,"Network":30}}""", cards.Kpi("backlog").GetProperty("groups").GetRawText());
        Assert.False(cards.Kpi("visits-today").TryGetProperty("groups", out _));
    }

    [Fact]
    public async Task A_breakdown_that_is_missing_is_asked_of_the_grains() =>
        Assert.Equal("grains", (await web.CardsAsync("?groups=assignee")).Source);

    [Theory]
    [InlineData("apollo:harbour:pulse")]
    [InlineData("apollo:harbour:kpi:backlog")]
    public async Task An_entry_that_cannot_be_read_is_as_good_as_none(string key)
    {
        web.Cache.Garble(key);

        Assert.Equal("grains", (await web.CardsAsync()).Source);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"revision":1}""")]
    [InlineData("""{"at":"2026-03-02T09:00:00Z","readAt":"2026-03-02T09:00:00Z","revisions":null}""")]
    public async Task An_entry_of_another_shape_is_as_good_as_none(string json)
    {
        foreach (
            var key in (string[])
                ["apollo:harbour:kpi:backlog:team", "apollo:harbour:kpi:backlog", "apollo:harbour:pulse"]
        )
        {
            web.Cache.Fill(Some.Now);
            web.Cache.Put(key, JsonDocument.Parse(json).RootElement);

            Assert.Equal("grains", (await web.CardsAsync("?groups=team")).Source);
        }
    }

    [Fact]
    public async Task A_cache_that_is_away_costs_nothing_but_its_speed()
    {
        web.Cache.Fault = new CacheUnavailableException("memcached 127.0.0.1:11211 does not answer.");

        Assert.Equal("grains", (await web.CardsAsync()).Source);
        var ready = await web.JsonAsync("/health/detail");
        Assert.True(ready.GetProperty("ready").GetBoolean());
        Assert.False(ready.GetProperty("cache")[0].GetProperty("isUp").GetBoolean());
    }

    private static string WithoutReadAt(JsonElement card) =>
        string.Join(
            ' ',
            card.EnumerateObject().Where(field => field.Name != "readAt").Select(field => field.ToString())
        );
}
