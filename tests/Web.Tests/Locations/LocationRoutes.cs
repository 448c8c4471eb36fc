using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Locations;

/// <summary>The looks of locations over HTTP.</summary>
public sealed class LocationRoutes : IAsyncLifetime
{
    private const string Path = $"/api/desks/{Some.Desk}/locations";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task Are_told_by_place_and_a_new_code_is_kept()
    {
        var all = await web.JsonAsync(Path);
        Assert.Equal(
            ["Lyon 0 LYO", "Zürich/2 1 ZUR"],
            all.EnumerateArray()
                .Select(look => $"{look.Text("name")} {look.GetProperty("place").GetInt32()} {look.Text("code")}")
        );
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync("Zürich/2", "Z2")).Status);
        Assert.Equal("Z2", (await web.JsonAsync(Path))[1].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("Lyon", "lyo", HttpStatusCode.BadRequest, "'lyo' is no code: use 1 to 3 capital letters or digits.")]
    [InlineData("Lyon", "", HttpStatusCode.BadRequest, "'' is no code: use 1 to 3 capital letters or digits.")]
    [InlineData("Lyon", "LYON", HttpStatusCode.BadRequest, "'LYON' is no code: use 1 to 3 capital letters or digits.")]
    [InlineData("Lyon", null, HttpStatusCode.BadRequest, "'' is no code: use 1 to 3 capital letters or digits.")]
    [InlineData("Lyon", "ZUR", HttpStatusCode.Conflict, "Another location has the code ZUR.")]
    [InlineData("Paris", "PAR", HttpStatusCode.NotFound, $"Desk {Some.Desk} has no location 'Paris'.")]
    public async Task A_code_that_cannot_be_is_refused_with_the_reason(
        string location,
        string? code,
        HttpStatusCode status,
        string detail
    )
    {
        Assert.Equal((status, detail), await PutAsync(location, code));
        Assert.Equal("LYO", (await web.JsonAsync(Path))[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_store_that_is_away_and_a_desk_that_is_none_are_told()
    {
        web.Grains.Locations.Fault = new StoreException();
        Assert.Equal(
            (
                HttpStatusCode.ServiceUnavailable,
                "The looks of locations cannot be read or kept at the moment. Ask again in a moment."
            ),
            await PutAsync("Lyon", "L")
        );
        using var none = await web.Http.GetAsync(new Uri("/api/desks/nowhere/locations", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string? Detail)> PutAsync(string location, string? code)
    {
        using var answer = await web.Http.PutAsJsonAsync(
            new Uri(Path, UriKind.Relative),
            new { name = location, code }
        );
        var text = await answer.Content.ReadAsStringAsync();
        return (
            answer.StatusCode,
            text.Length == 0 ? null : JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()
        );
    }
}
