using System.Net;
using System.Text.Json;
using Apollo.Oracle;

namespace Apollo.Integration.Tests.Support;

/// <summary>Apollo's HTTP API, as a program asks it.</summary>
internal sealed class Api(Uri address, string desk) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(address, $"api/desks/{desk}/"), Timeout = TimeSpan.FromMinutes(2) };

    public async Task<JsonElement> GetAsync(string route)
    {
        using var answer = await http.GetAsync(new Uri(route, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{route}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<(HttpStatusCode Status, string Text)> TryAsync(string route)
    {
        using var answer = await http.GetAsync(new Uri(route, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<Stream> StreamAsync(string route) => http.GetStreamAsync(new Uri(route, UriKind.Relative));

    /// <summary>All rows behind a number, page by page, of one cut; null where the cut was gone before its end.</summary>
    public async Task<(double? Value, IReadOnlyList<ListedRow> Rows)> RowsAsync(string kpi)
    {
        var page = await GetAsync($"kpis/{kpi}/tickets?limit=5000");
        var (version, at, total) = (page.GetProperty("sliceVersion").GetString(), page.GetProperty("at").GetString(), page.GetProperty("total").GetInt32());
        var value = Number(page, "value");
        var rows = new List<ListedRow>();
        while (true)
        {
            rows.AddRange(page.GetProperty("rows").EnumerateArray().Select(row => new ListedRow(Text(row, "assignee"), Text(row, "part"), Number(row, "own"))));
            if (rows.Count >= total) return (value, rows);
            page = await GetAsync($"kpis/{kpi}/tickets?limit=5000&offset={rows.Count}&version={version}&at={Uri.EscapeDataString(at!)}");
            Assert.Equal((version, total), (page.GetProperty("sliceVersion").GetString(), page.GetProperty("total").GetInt32()));
        }
    }

    public void Dispose() => http.Dispose();

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var cell) && cell.ValueKind == JsonValueKind.String ? cell.GetString() : null;

    private static double? Number(JsonElement row, string name) => row.TryGetProperty(name, out var cell) && cell.ValueKind == JsonValueKind.Number ? cell.GetDouble() : null;
}
