using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Notes;

/// <summary>The notes on a desk's time line over HTTP.</summary>
public sealed class NoteRoutes : IAsyncLifetime
{
    private const string Path = $"/api/desks/{Some.Desk}/notes";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task A_note_is_added_read_changed_and_removed()
    {
        using var added = await PostAsync(
            """{"at":"2026-03-02T10:00:00.1239+01:00","until":"2026-03-02T11:00:00","text":" Mail\nwas\u0000 down "}"""
        );
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(
            """{"id":"n1","at":"2026-03-02T09:00:00.123Z","until":"2026-03-02T11:00:00Z","text":"Mail was down","""
                + "\"by\":\"\",\"revision\":1}",
            await added.Content.ReadAsStringAsync()
        );
        Assert.Equal("\"1\"", added.Headers.ETag?.Tag);
        Assert.Equal($"{Path}/n1", added.Headers.Location?.OriginalString);

        using var read = await SendAsync(HttpMethod.Get, "/n1");
        Assert.Equal("\"1\"", read.Headers.ETag?.Tag);

        using var changed = await SendAsync(
            HttpMethod.Put,
            "/n1",
            """{"at":"2026-03-02T09:00:00Z","text":"Mail was slow"}""",
            "\"1\""
        );
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("\"2\"", changed.Headers.ETag?.Tag);
        var all = await web.JsonAsync(Path);
        Assert.Equal("Mail was slow", Assert.Single(all.EnumerateArray()).Text("text"));
        Assert.False(all[0].TryGetProperty("until", out _));

        using var removed = await SendAsync(HttpMethod.Delete, "/n1", null, "\"2\"");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await web.JsonAsync(Path)).EnumerateArray());
    }

    [Fact]
    public async Task Those_that_touch_a_span_are_told()
    {
        foreach (
            var body in (string[])
                [
                    """{"at":"2026-03-01T00:00:00Z","until":"2026-03-03T00:00:00Z","text":"long"}""",
                    """{"at":"2026-03-02T00:00:00Z","text":"instant"}""",
                    """{"at":"2026-03-04T00:00:00Z","text":"later"}""",
                ]
        )
            (await PostAsync(body)).Dispose();
        Assert.Equal(["long", "instant"], await TextsAsync("?from=2026-03-02&to=2026-03-04"));
        Assert.Equal(["later"], await TextsAsync("?from=2026-03-03T00:00:01Z"));
        Assert.Equal(["long"], await TextsAsync("?to=2026-03-02"));
        using var reversed = await SendAsync(HttpMethod.Get, "?from=2026-03-04&to=2026-03-02");
        Assert.Equal((HttpStatusCode.BadRequest, "to is not after from: swap them."), await SaidAsync(reversed));
    }

    [Theory]
    [InlineData("""{"text":"x"}""", "at is missing: say when it happened.")]
    [InlineData("""{"at":"1899-12-31T00:00:00Z","text":"x"}""", "at is '1899-12-31T00:00:00Z': give an instant from")]
    [InlineData("""{"at":"2200-01-01T00:00:00Z","text":"x"}""", "at is '2200-01-01T00:00:00Z': give an instant from")]
    [InlineData("""{"at":"yesterday","text":"x"}""", "at is 'yesterday': give an instant from 1900 to 2199")]
    [InlineData("""{"at":"2026-03-02","until":"soon","text":"x"}""", "until is 'soon': give an instant from 1900")]
    [InlineData("""{"at":"2026-03-02","until":"2026-03-02","text":"x"}""", "until is not after at:")]
    [InlineData("""{"at":"2026-03-02","until":"2026-03-01","text":"x"}""", "until is not after at:")]
    [InlineData("""{"at":"2026-03-02"}""", "text is missing: say what happened.")]
    [InlineData("""{"at":"2026-03-02","text":" \u0007\n "}""", "text is missing: say what happened.")]
    [InlineData("""{"at":5,"text":"x"}""", "This is not the JSON of a note, such as")]
    [InlineData("[]", "This is not the JSON of a note, such as")]
    [InlineData("", "This is not the JSON of a note, such as")]
    public async Task A_note_that_cannot_be_is_refused_with_the_reason(string body, string detail)
    {
        using var answer = await PostAsync(body);
        var (status, said) = await SaidAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(detail, said, StringComparison.Ordinal);
        Assert.Empty((await web.JsonAsync(Path)).EnumerateArray());
    }

    [Fact]
    public async Task A_long_instant_is_told_cut_between_letters()
    {
        using var answer = await PostAsync($$"""{"at":"{{new string('x', 59)}}😀 o'clock","text":"x"}""");

        Assert.StartsWith($"at is '{new string('x', 59)}…'", (await SaidAsync(answer)).Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_has_at_most_200_characters_and_a_body_of_10_MB_is_not_read()
    {
        using var longest = await PostAsync(Body(new string('é', 200)));
        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        using var tooLong = await PostAsync(Body(new string('é', 201)));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "text has 201 characters: a note has at most 200."),
            await SaidAsync(tooLong)
        );
        using var huge = await PostAsync(Body(new string('x', 10_000_000)));
        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "The body is larger than 1024 KiB. Send less at once."),
            await SaidAsync(huge)
        );
    }

    [Fact]
    public async Task A_note_changed_elsewhere_is_neither_written_over_nor_removed()
    {
        (await PostAsync(Body("first"))).Dispose();
        (await SendAsync(HttpMethod.Put, "/n1", Body("second"))).Dispose();
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Delete])
        {
            using var late = await SendAsync(method, "/n1", Body("third"), "\"1\"");
            Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
            using var unclear = await SendAsync(method, "/n1", Body("third"), "1");
            Assert.Equal(
                (HttpStatusCode.BadRequest, "If-Match holds one ETag, as GET gave it, or *."),
                await SaidAsync(unclear)
            );
            using var none = await SendAsync(method, "/n9", Body("third"));
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
        Assert.Equal(["second"], await TextsAsync(""));
    }

    [Fact]
    public async Task A_full_desk_a_store_that_is_away_and_a_desk_that_is_none_are_told()
    {
        web.Grains.Notes.IsFull = true;
        using var full = await PostAsync(Body("one more"));
        Assert.Equal(
            (HttpStatusCode.Conflict, "The desk has 10000 notes already. Remove some first."),
            await SaidAsync(full)
        );
        web.Grains.Notes.Fault = new StoreException();
        using var away = await PostAsync(Body("one more"));
        Assert.Equal(
            (
                HttpStatusCode.ServiceUnavailable,
                "The notes cannot be read or kept at the moment. Ask again in a moment."
            ),
            await SaidAsync(away)
        );
        using var none = await web.Http.GetAsync(new Uri("/api/desks/nowhere/notes", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private static string Body(string text) => JsonSerializer.Serialize(new { at = "2026-03-02T09:00:00Z", text });

    private Task<HttpResponseMessage> PostAsync(string body) => SendAsync(HttpMethod.Post, "", body);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri($"{Path}{path}", UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        // A body that is refused need not be sent.
        request.Headers.ExpectContinue = body?.Length > 1_000_000;
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await web.Http.SendAsync(request);
    }

    private async Task<IEnumerable<string?>> TextsAsync(string query) =>
        (await web.JsonAsync($"{Path}{query}")).EnumerateArray().Select(note => note.Text("text"));

    private static async Task<(HttpStatusCode Status, string? Detail)> SaidAsync(HttpResponseMessage answer) =>
        (
            answer.StatusCode,
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString()
        );
}
