using System.Globalization;
using System.Text.Json;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Notebooks;

/// <summary>The shipped notebooks, run without a screen against a living Apollo that people sign in to.</summary>
public sealed class TheNotebooks(NotebookDesk desk) : IClassFixture<NotebookDesk>
{
    private static readonly string[] All =
    [
        "kpi-history",
        "ticket-flow",
        "data-visualisation",
        "service-level-study",
        "template",
    ];

    private const string Expired = "an expired token";
    private static readonly string[] Posted = ["ticket-flow", "data-visualisation"];

    [Fact]
    public async Task Run_from_top_to_bottom_state_what_the_API_says_and_give_pages_to_the_archive()
    {
        var (from, to) = (NotebookDesk.Day(-20), NotebookDesk.Day(-1));
        // What was before the first start is computed within a few seconds.
        var range = $"from={from}T00:00:00Z&to={NotebookDesk.Day(0)}T00:00:00Z";
        var days = $"/api/desks/north/history.csv?kpi=open-tickets&step=day&{range}";
        await Eventually.IsTrueAsync(
            async () => (await desk.People.Admin.Http.GetStringAsync(days)).Trim().Split('\n').Length == 21,
            () => "the past is computed."
        );
        var figures = new Dictionary<string, JsonElement>();
        foreach (var name in All)
        {
            var file = desk.Folder.File($"{name}.json");
            string[] asked = [$"{name}.ipynb", "--from", from, "--to", to, "--figures", file];
            var (code, said) = await desk.RunAsync(
                desk.Token,
                [.. asked, .. Posted.Contains(name) ? (string[])["--post", name] : []]
            );
            Assert.True(code == 0 && !said.Contains("run.py", StringComparison.Ordinal), $"{name}: {said}");
            figures[name] = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        }
        var told = new ToldFigures(desk.People.Admin, figures, $"from={from}&to={to}");
        await told.AreOfTheHistoryAsync(range);
        await told.AreOfTheFlowAsync();
        await told.AreOfThePatternsAsync();
        await told.AreOfTheServiceLevelAsync();
        await told.AreOfNowAsync();
        await ArePagesOfTheArchiveAsync(from, to);
    }

    /// <summary>The pages run no script: their charts were drawn before, and no network was needed for it.</summary>
    private async Task ArePagesOfTheArchiveAsync(string from, string to)
    {
        var flow = await ArchivedAsync("ticket-flow", from, to);
        Assert.Contains("class=\"sankey-link\"", flow, StringComparison.Ordinal);
        Assert.Contains($"20 tickets, {from} to {to}", flow, StringComparison.Ordinal);
        // Two charts of Altair and one of Plotly.
        var charts = await ArchivedAsync("data-visualisation", from, to);
        Assert.Equal(2, charts.Split("class=\"marks\"").Length - 1);
        Assert.Contains(">Tickets opened, by weekday and hour</text>", charts, StringComparison.Ordinal);
        Assert.Contains(">Open tickets by age</text>", charts, StringComparison.Ordinal);
        Assert.Contains("class=\"trace bars\"", charts, StringComparison.Ordinal);
    }

    private async Task<string> ArchivedAsync(string name, string from, string to)
    {
        var entry = (await desk.People.Admin.JsonAsync("/api/desks/north/reports/archive"))
            .EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == name);
        Assert.Equal((from, to), (entry.GetProperty("from").GetString(), entry.GetProperty("to").GetString()));
        var page = await desk.People.Admin.Http.GetStringAsync(
            $"/api/desks/north/reports/archive/{entry.GetProperty("id").GetString()}"
        );
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        return page;
    }

    [Theory]
    [InlineData("apl_wrong", "north", "the token is wrong, has expired or was ended")]
    [InlineData(Expired, "north", "the token is wrong, has expired or was ended: ask an admin for another")]
    [InlineData(null, "north", "asks for a token: set APOLLO_TOKEN")]
    [InlineData("", "south", "there is no desk 'south' that this token may read; it may read: north")]
    public async Task Say_in_one_line_what_a_token_does_not_open(string? token, string other, string line)
    {
        token = token switch
        {
            "" => desk.Token,
            Expired => await desk.ExpiredTokenAsync(),
            _ => token,
        };
        var (code, said) = await desk.RunAsync(token, "template.ipynb", "--desk", other);
        Assert.Equal(1, code);
        Assert.StartsWith("template.ipynb: ", said, StringComparison.Ordinal);
        Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }
}
