using System.Text.Json;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.History;

/// <summary>
/// A real process that is killed: its history is what it answered before, and tells what it does not know.
/// </summary>
public sealed class KilledWhileItRemembers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Is_as_it_was_answered_and_what_was_not_read_is_a_gap_from_one_good_read_to_the_next()
    {
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var from = DateTime.UtcNow.AddMinutes(-1);
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow);
        await using var apollo = await Desk.StartAsync(itsm, ("Apollo:Backfill", "false"));
        using var api = new Api(apollo.Address, Desk.Id);
        for (var number = 2; number <= 4; number++)
        {
            await UntilAsync(api, from, found => Last(found) == number - 1, $"{number - 1} open tickets");
            await itsm.InsertTicketAsync($"INC-{number}", DateTime.UtcNow);
        }
        var before = await UntilAsync(api, from, found => Last(found) == 4, "4 open tickets");
        var answered = before.GetProperty("points").EnumerateArray().Select(point => point.GetRawText()).ToList();
        var last = DateTime.UnixEpoch.AddMilliseconds(before.GetProperty("points")[answered.Count - 1][0].GetDouble());
        var written = default(DateTime);
        await Eventually.IsTrueAsync(
            async () =>
            {
                var history = (await api.GetAsync("health")).GetProperty("history");
                return history.TryGetProperty("writtenUntil", out var until) && (written = until.GetDateTime()) > last;
            },
            () => "what was answered is stored",
            Patience
        );

        await apollo.KillAsync();
        var killed = DateTime.UtcNow;
        await itsm.InsertTicketAsync("INC-5", DateTime.UtcNow);
        // Up to ten seconds are no gap.
        await Eventually.IsTrueAsync(() => DateTime.UtcNow > killed.AddSeconds(11), "more than ten seconds pass");
        var restarted = DateTime.UtcNow;
        await apollo.RestartAsync();
        var after = await UntilAsync(api, from, found => Last(found) == 5, "the fifth ticket");

        var points = after.GetProperty("points").EnumerateArray().Select(point => point.GetRawText()).ToList();
        Assert.Equal(answered, points.Take(answered.Count));
        var gap = Assert.Single(after.GetProperty("gaps").EnumerateArray());
        var (begins, ends) = (Instant(gap[0]), Instant(gap[1]));
        // What was stored is known, and a kill loses what was not.
        Assert.InRange(begins, written.AddSeconds(-1), killed);
        Assert.InRange(ends, restarted, DateTime.UtcNow);
        Assert.DoesNotContain(
            after.GetProperty("points").EnumerateArray(),
            point => Instant(point[0]) > begins && Instant(point[0]) < ends
        );
        Assert.Equal(ends, Instant(after.GetProperty("points")[points.Count - 1][0]));
    }

    private static DateTime Instant(JsonElement milliseconds) =>
        DateTime.UnixEpoch.AddMilliseconds(milliseconds.GetDouble());

    private static double? Last(JsonElement found) =>
        found.GetProperty("points").EnumerateArray().LastOrDefault() is { ValueKind: JsonValueKind.Array } last
            ? last[1].GetDouble()
            : null;

    /// <summary>Asks until the history by change is as expected; while it is being read it is 503.</summary>
    private static async Task<JsonElement> UntilAsync(Api api, DateTime from, Func<JsonElement, bool> isSo, string what)
    {
        var found = default(JsonElement);
        var said = "nothing";
        await Eventually.IsTrueAsync(
            async () =>
            {
                (var status, said) = await api.TryAsync($"kpis/open-tickets/history?step=0&from={from:O}");
                if (status != System.Net.HttpStatusCode.OK)
                    return false;
                found = JsonDocument.Parse(said).RootElement;
                return isSo(found);
            },
            () => $"{what}; it was answered: {said}",
            Patience
        );
        return found;
    }
}
