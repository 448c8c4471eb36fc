using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Apollo.Integration.Tests.Fuzz;

/// <summary>
/// Asks every route of the running OpenAPI document with odd parameters, bodies, headers and methods.
/// </summary>
internal sealed class OddRequests(Uri address, IReadOnlyList<string> desks, Odd odd, Faults faults) : IDisposable
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"];
    private static readonly string[] Dimensions = ["team", "technician", "location", "category", "priority"];
    private static readonly string[] Columns = ["id", "title", "priority", "openedAt", "escalated", "own", "part"];
    private readonly HttpClient http = new(
        new SocketsHttpHandler { UseCookies = false, AutomaticDecompression = DecompressionMethods.All }
    )
    {
        Timeout = TimeSpan.FromSeconds(60),
    };
    private List<Route> routes = [];
    private string[] kpis = [];

    /// <summary>Reads which routes there are.</summary>
    public async Task LearnAsync()
    {
        var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(address, "openapi/v1.json"))).RootElement;
        routes =
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject(), (path, route) => new Route(path.Name, route)),
        ];
        var catalogue = await http.GetStringAsync(new Uri(address, $"api/desks/{desks[0]}/catalogue"));
        kpis =
        [
            .. JsonDocument
                .Parse(catalogue)
                .RootElement.EnumerateArray()
                .Select(kpi => kpi.GetProperty("id").ToString()),
            "all-tickets",
        ];
    }

    /// <summary>One question, and what is wrong with its answer.</summary>
    public async Task AskAsync()
    {
        var route = odd.Of(routes);
        var target = new StringBuilder(route.Path);
        foreach (var (name, _) in route.Parameters.Where(parameter => parameter.In == "path"))
            target.Replace($"{{{name}}}", Written(odd.In100(80) ? Right(name) : odd.Text()));
        var query = route
            .Parameters.Where(parameter => parameter.In == "query" && odd.In100(60))
            .SelectMany(parameter =>
                Enumerable
                    .Range(0, odd.In100(10) ? 2 : 1)
                    .Select(_ => $"{parameter.Name}={Written(odd.In100(50) ? Right(parameter.Name) : odd.Text())}")
            )
            .ToList();
        if (query.Count > 0)
            target.Append('?').AppendJoin('&', query);
        using var request = new HttpRequestMessage(
            new HttpMethod(odd.In100(85) ? route.Method : odd.Of(Methods)),
            Address(target.ToString())
        );
        if (request.Method.Method is "POST" or "PUT" or "PATCH")
            request.Content = Body();
        Headers(request.Headers);
        await SendAsync(request, $"{request.Method} {target} {request.Headers} {await SaidAsync(request.Content)}");
    }

    public void Dispose() => http.Dispose();

    private async Task SendAsync(HttpRequestMessage request, string question)
    {
        faults.Count();
        try
        {
            using var answer = await AnswerAsync(request);
            var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            var status = (int)answer.StatusCode;
            if (status >= 500 && status != 503)
                faults.Add($"{status} at {Place(request)}", $"{question} → {text}");
            faults.Look(text, question);
            foreach (var header in answer.Headers)
                if (header.Key == "X-Forged")
                    faults.Add("a header is forged", question);
            var kind = answer.Content.Headers.ContentType?.MediaType ?? "";
            if (kind.EndsWith("json", StringComparison.Ordinal) && text.Length > 0)
                // What is told line by line is a value a line.
                foreach (
                    var value in kind.EndsWith("ndjson", StringComparison.Ordinal)
                        ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        : [text]
                )
                    JsonDocument.Parse(value).Dispose();
            else if (status >= 400 && text.Length > 0)
                faults.Add($"{status} without problem details", $"{question} → {text}");
        }
        catch (JsonException error)
        {
            faults.Add($"no JSON from {Place(request)}", $"{question}: {error.Message}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // What is answered before it is read to its end may be cut off; what fits into one read must be answered.
            if (request.Content?.Headers.ContentLength is not > 64 * 1024)
                faults.Add(
                    $"no answer from {Place(request)}",
                    $"{error.Message} {error.InnerException?.Message} "
                        + $"{request.Content?.Headers.ContentLength} bytes: {question}"
                );
        }
    }

    /// <summary>
    /// The answer. A connection that was kept may end just as it is used again: then, as browsers do, once more.
    /// </summary>
    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync();
        try
        {
            return await http.SendAsync(request);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            using var again = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var (name, values) in request.Headers.NonValidated)
                again.Headers.TryAddWithoutValidation(name, values);
            return await http.SendAsync(again);
        }
    }

    private string Right(string name) =>
        name.ToUpperInvariant() switch
        {
            "DESK" => odd.Of(desks),
            "KPI" => odd.Of(kpis),
            "ID" => string.Create(CultureInfo.InvariantCulture, $"INC-{odd.Below(60)}"),
            "DIMENSION" or "GROUPS" => odd.Of(Dimensions),
            "COLUMN" or "SORT" or "GROUP" or "COLUMNS" => odd.Of(Columns),
            "KPIS" => odd.Of(kpis),
            "FILTER" => OddFilters.Of(odd),
            "AT" or "SINCE" or "FROM" or "TO" => odd.Instant(DateTime.UtcNow),
            "OFFSET" or "LIMIT" => odd.Below(200).ToString(CultureInfo.InvariantCulture),
            "NAME" => "Board " + odd.Below(5),
            _ => odd.Text(),
        };

    private HttpContent Body()
    {
        var text = odd.Below(6) switch
        {
            0 => "",
            1 => odd.Text(),
            2 => new string('[', odd.Below(200_000)),
            3 => JsonSerializer.Serialize(
                new
                {
                    filter = OddFilters.Of(odd),
                    sort = odd.ValidText(),
                    limit = odd.Below(9000) - 5,
                }
            ),
            4 =>
                $$"""{"sections":[{"title":"{{odd.Below(9)}}","cards":[{"kpi":{{(
                odd.In100(50) ? "\"overdue\"" : "{}"
            )}},"size":"small"}]}],"desk":"{{odd.Of(desks)}}"}""",
            _ => $"{{\"{odd.Of(Columns)}\":{new string('9', odd.Below(2000))}}}",
        };
        var content = odd.In100(5)
            ? new ByteArrayContent(odd.Bytes(2_000_000))
            : new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (odd.In100(90))
            content.Headers.TryAddWithoutValidation(
                "Content-Type",
                odd.In100(85) ? "application/json" : "application/json; charset=utf-7"
            );
        return content;
    }

    private void Headers(HttpRequestHeaders headers)
    {
        foreach (var name in (string[])["Accept", "Cookie", "If-Match", "If-None-Match", "Range", "Accept-Encoding"])
            if (odd.In100(10))
                headers.TryAddWithoutValidation(
                    name,
                    new string([.. odd.Text(500).Where(sign => sign is >= ' ' and < (char)127)])
                );
    }

    /// <summary>Mostly escaped as it should be; else as it is, as long as it can stand in a request's line.</summary>
    private string Written(string text) =>
        odd.In100(85)
            ? Encoding
                .UTF8.GetBytes(text)
                .Aggregate(
                    new StringBuilder(),
                    (sofar, sign) =>
                        char.IsAsciiLetterOrDigit((char)sign)
                            ? sofar.Append((char)sign)
                            : sofar.Append(CultureInfo.InvariantCulture, $"%{sign:X2}")
                )
                .ToString()
            : new string([.. text.Where(sign => sign is > ' ' and < (char)127 and not '#')]);

    private Uri Address(string target) =>
        new(
            address.GetLeftPart(UriPartial.Authority) + target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );

    /// <summary>The route, without what differs from one desk or KPI to the next.</summary>
    private static string Place(HttpRequestMessage request) =>
        $"{request.Method} "
        + string.Join(
            '/',
            request.RequestUri!.OriginalString.Split('?')[0].Split('/').Skip(3).Where((_, at) => at is not (2 or 4))
        );

    private static async Task<string> SaidAsync(HttpContent? content) =>
        content is null ? "" : Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync());

    private sealed record Route(string Path, string Method, List<(string Name, string In)> Parameters)
    {
        public Route(string path, JsonProperty route)
            : this(
                path,
                route.Name.ToUpperInvariant(),
                route.Value.TryGetProperty("parameters", out var parameters)
                    ?
                    [
                        .. parameters
                            .EnumerateArray()
                            .Select(one => (one.GetProperty("name").ToString(), one.GetProperty("in").ToString())),
                    ]
                    : []
            ) { }
    }
}
