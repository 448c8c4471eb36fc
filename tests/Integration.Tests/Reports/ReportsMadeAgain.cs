using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Reports;

/// <summary>
/// Over HTTP, on a real ITSM: a report that is made again reads anew, also where the same was read a moment ago.
/// </summary>
public sealed class ReportsMadeAgain : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Says_which_figures_are_others_and_keeps_those_it_was_made_of()
    {
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var month = new DateTime(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(
            -1
        );
        for (var number = 1; number <= 3; number++)
            await itsm.InsertTicketAsync($"INC-{number}", month.AddDays(10).AddHours(number));
        await using var apollo = await Desk.StartAsync(itsm);
        using var http = new HttpClient { BaseAddress = new Uri(apollo.Address, $"api/desks/{Desk.Id}/") };
        http.DefaultRequestHeaders.Add("Origin", apollo.Address.GetLeftPart(UriPartial.Authority));

        var asked = new { every = "month", from = month.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        JsonElement report = default;
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var made = await http.PostAsJsonAsync("reports/archive", asked);
                if (made.StatusCode != HttpStatusCode.Created)
                    return false;
                report = await made.Content.ReadFromJsonAsync<JsonElement>();
                return true;
            },
            () => "the desk has its first report"
        );
        var path = $"reports/archive/{report.GetProperty("id").GetString()}";
        var kept = await http.GetStringAsync($"{path}.csv");
        Assert.Contains("desk,,opened,3", kept, StringComparison.Ordinal);
        Assert.Empty(await AgainAsync());

        await itsm.ExecuteAsync("UPDATE tickets SET team = 'Servers' WHERE id = 'INC-2'");
        var others = await AgainAsync();
        Assert.Contains("team / Network / opened: 3, 2", others);
        Assert.Contains("team / Servers / opened: , 1", others);
        Assert.All(others, figure => Assert.Matches("^team / (Network|Servers) / ", figure));
        Assert.Equal(kept, await http.GetStringAsync($"{path}.csv"));

        async Task<List<string>> AgainAsync()
        {
            using var again = await http.PostAsync($"{path}/again", null);
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
            return
            [
                .. (await again.Content.ReadFromJsonAsync<JsonElement>())
                    .GetProperty("differs")
                    .EnumerateArray()
                    .Select(one => $"{Text(one, "figure")}: {Text(one, "was")}, {Text(one, "is")}"),
            ];
        }

        static string? Text(JsonElement one, string name) => one.GetProperty(name).GetString();
    }
}
