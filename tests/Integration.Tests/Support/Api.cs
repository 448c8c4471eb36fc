using System.Net;
using System.Text.Json;
using Apollo.Oracle;

namespace Apollo.Integration.Tests.Support;

/// <summary>Apollo's HTTP API, as a program asks it.</summary>
internal sealed class Api(Uri address, string desk) : IDisposable
{
    private readonly HttpClient http = new()
    {
        BaseAddress = new Uri(address, $"api/desks/{desk}/"),
        Timeout = TimeSpan.FromMinutes(2),
    };

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

    /// <summary>All rows behind a number, page by page, of one cut.</summary>
    /// <param name="kpi">The KPI.</param>
    /// <param name="filter">Only these rows; the number stays the whole desk's.</param>
    public async Task<ReadList> RowsAsync(string kpi, string filter = "")
    {
        var asked = $"kpis/{kpi}/tickets?limit=5000&filter={Uri.EscapeDataString(filter)}";
        var page = await GetAsync(asked);
        var (version, at, total) = (
            page.GetProperty("sliceVersion").GetString()!,
            page.GetProperty("at").GetString()!,
            page.GetProperty("total").GetInt32()
        );
        var value = Number(page, "value");
        var rows = new List<ListedRow>();
        while (true)
        {
            rows.AddRange(
                page.GetProperty("rows")
                    .EnumerateArray()
                    .Select(row => new ListedRow(Text(row, "assignee"), Text(row, "part"), Number(row, "own")))
            );
            if (rows.Count >= total)
                return new ReadList(value, rows, version, page.GetProperty("at").GetDateTime());
            page = await GetAsync($"{asked}&offset={rows.Count}&version={version}&at={Uri.EscapeDataString(at)}");
            Assert.Equal(
                (version, total),
                (page.GetProperty("sliceVersion").GetString(), page.GetProperty("total").GetInt32())
            );
        }
    }

    public void Dispose() => http.Dispose();

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var cell) && cell.ValueKind == JsonValueKind.String ? cell.GetString() : null;

    private static double? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var cell) && cell.ValueKind == JsonValueKind.Number ? cell.GetDouble() : null;
}

/// <summary>A list as it was read.</summary>
/// <param name="Value">The number it stands behind.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="SliceVersion">Version of the slice's rows.</param>
/// <param name="At">Instant of the cut, UTC.</param>
internal sealed record ReadList(double? Value, IReadOnlyList<ListedRow> Rows, string SliceVersion, DateTime At);
