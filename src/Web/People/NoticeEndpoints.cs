using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.People;

/// <summary>How one is told of alerts, and what one missed.</summary>
internal static class NoticeEndpoints
{
    private const string Tag = "Me";

    /// <summary>How long ago somebody may have been here to be told what they missed, days.</summary>
    private const int MissedWithin = 30;

    /// <summary>How many missed alerts are told: the latest.</summary>
    private const int MostMissed = 100;

    private const int LongestAddress = 1_000;

    public static void MapNotices(this WebApplication app)
    {
        var notices = app.MapPeopleApi("/api/me/notifications", Tag).ForPeople();
        notices
            .MapGet("/", Read)
            .Named("notices", "How one is told of alerts outside of Apollo's pages, with the revision as ETag");
        notices
            .MapPut("/", Change)
            .Named("changeNotices", "Changes channels, quiet hours and absence; If-Match as with notes")
            .Accepts<NoticesDocument>("application/json")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        notices
            .MapPost("/push", AddBrowser)
            .Named("addBrowser", "This browser takes pushes from now on")
            .Accepts<BrowserDocument>("application/json");
        notices.MapDelete("/push/{id}", RemoveBrowser).Named("removeBrowser", "One of them takes no more");
        notices
            .MapPost("/test", Test)
            .Named("testNotice", "Sends a test to oneself, and says whether it was taken")
            .Accepts<TestDocument>("application/json")
            .AtMost(aMinute: 20)
            .Within(seconds: 15);
        var seen = app.MapPeopleApi("/api/me/seen", Tag).ForPeople();
        seen.MapGet("/", Missed)
            .Named("missed", "When one was last here, and the alerts that fired since, latest first");
        seen.MapPut("/", Saw).Named("saw", "One is here: what fired until now is seen");
    }

    private static async Task<OkWith<NoticesAnswer>> Read(
        Caller caller,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var notices = await Of(grains, caller).Read(cancellation);
        var (settings, email) = (notices.Settings, caller.Principal!.Email);
        return new OkWith<NoticesAnswer>(
            new NoticesAnswer(
                settings.Channels,
                settings.Quiet,
                settings.Absence,
                email,
                notices.Reached,
                notices.Browsers,
                notices.VapidKey
            ),
            HeaderNames.ETag,
            RevisionTag.Of(notices.Revision)
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        Sent<NoticesDocument> sent,
        Caller caller,
        TimeProvider time,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (sent.Value is not { Channels: { } channels } document)
            return Problems.WrongQuery("""Send JSON: {"channels":["email"],"quiet":null,"absence":null}.""");
        if (!channels.All(name => name is AlertNotify.Push or AlertNotify.Email))
            return Problems.WrongParameter("channels", "channels holds push, email, both or none.");
        if (document.Quiet is { } quiet && !(IsTime(quiet.From) && IsTime(quiet.To) && quiet.From != quiet.To))
            return Problems.WrongParameter("quiet", """quiet is {"from":"22:00","to":"07:00"}, or null.""");
        if (!RevisionTag.TryIfMatch(http, out var known, out var wrong))
            return wrong;
        Absence? absence = null;
        if (document.Absence is { } away)
        {
            if (away.Until is not { } until || until <= time.GetUtcNow() || until > time.GetUtcNow().AddYears(1))
                return Problems.WrongParameter("absence", "absence.until is when you are back, within a year.");
            if (away.Deputy is { } deputy && (deputy == caller.Principal!.Id || !await IsThereAsync(deputy)))
                return Problems.WrongParameter("absence", "absence.deputy is the id of another person, or null.");
            absence = new Absence(until.UtcDateTime, away.Deputy);
        }
        var settings = new NoticeSettings([.. channels.Distinct()], document.Quiet, absence);
        return await Of(grains, caller).Change(settings, known, cancellation)
            ? TypedResults.NoContent()
            : RevisionTag.ChangedElsewhere("choice");

        async Task<bool> IsThereAsync(string id) =>
            await grains.GetGrain<IPeopleGrain>(0).Find(id, cancellation) is { Off: false };
    }

    private static async Task<Results<Created<PushBrowser>, ProblemHttpResult>> AddBrowser(
        Sent<BrowserDocument> sent,
        Caller caller,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (
            sent.Value
                is not { Endpoint: { Length: <= LongestAddress } endpoint, Keys: { P256dh: { } key, Auth: { } auth } }
            || !Uri.TryCreate(endpoint, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http")
            || !IsBase64(key, bytes: 65)
            || !IsBase64(auth, bytes: 16)
        )
            return Problems.WrongQuery(
                """Send what the browser's PushManager gives: {"endpoint":"…","keys":{"p256dh":"…","auth":"…"}}."""
            );
        var browser = await Of(grains, caller)
            .AddBrowser(new PushAddress(endpoint, key, auth), http.Visit().Browser, cancellation);
        return TypedResults.Created($"/api/me/notifications/push/{browser.Id}", browser);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveBrowser(
        string id,
        Caller caller,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await Of(grains, caller).RemoveBrowser(id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "No such browser", "It takes no pushes any more.");

    private static async Task<Results<Ok<TestSent>, ProblemHttpResult>> Test(
        Sent<TestDocument> sent,
        Caller caller,
        DeskFeeds feeds,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        sent.Value?.Channel is not (AlertNotify.Push or AlertNotify.Email)
            ? Problems.WrongParameter("channel", """Send JSON: {"channel":"push"}, or email.""")
        : feeds.Desks.FirstOrDefault(desk => caller.Principal!.On(desk.Id) is not null) is not { } desk
            ? Problems.NotForYou()
        : TypedResults.Ok(await Of(grains, caller).Test(sent.Value.Channel, desk.Id, cancellation));

    private static async Task<Ok<SeenAnswer>> Missed(
        Caller caller,
        DeskAccess access,
        DeskFeeds feeds,
        TimeProvider time,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var seenAt = (await Of(grains, caller).Read(cancellation)).SeenAt;
        var earliest = time.GetUtcNow().UtcDateTime.AddDays(-MissedWithin);
        var since = seenAt > earliest ? seenAt.Value : earliest;
        var missed = new List<MissedAlert>();
        if (seenAt is not null)
            foreach (var desk in feeds.Desks)
                if (access.Of(caller, desk.Id) is { } audience)
                    foreach (
                        var alert in await grains
                            .GetGrain<IAlertsGrain>(desk.Id)
                            .Alerts(null, since, null, cancellation)
                    )
                        if (alert.FiredAt > since && alert.For(audience) is { } shown)
                            missed.Add(new MissedAlert(desk.Id, shown));
        return TypedResults.Ok(
            new SeenAnswer(seenAt, [.. missed.OrderByDescending(one => one.Alert.FiredAt).Take(MostMissed)])
        );
    }

    private static async Task<NoContent> Saw(
        Caller caller,
        TimeProvider time,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        await Of(grains, caller).Saw(time.GetUtcNow().UtcDateTime, cancellation);
        return TypedResults.NoContent();
    }

    private static INoticesGrain Of(IGrainFactory grains, Caller caller) =>
        grains.GetGrain<INoticesGrain>(caller.Principal!.Id);

    private static bool IsTime(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsBase64(string text, int bytes) => Base64Url.IsValid(text, out var length) && length == bytes;
}

/// <summary>How one wants to be told, as it is sent.</summary>
internal sealed record NoticesDocument(IReadOnlyList<string>? Channels, QuietHours? Quiet, AbsenceDocument? Absence);

/// <summary>An absence, as it is sent.</summary>
internal sealed record AbsenceDocument(DateTimeOffset? Until, string? Deputy);

/// <summary>A browser, as its PushManager gives it.</summary>
internal sealed record BrowserDocument(string? Endpoint, BrowserKeys? Keys);

/// <summary>Its keys, base64url.</summary>
internal sealed record BrowserKeys(string? P256dh, string? Auth);

/// <summary>A test, as it is sent.</summary>
internal sealed record TestDocument(string? Channel);

/// <summary>How one is told.</summary>
/// <param name="Channels">By which of <c>push</c> and <c>email</c> one wants to be.</param>
/// <param name="Quiet">When not; null = at any time.</param>
/// <param name="Absence">While one is away; null = one is here.</param>
/// <param name="Email">One's own.</param>
/// <param name="Reached">Channels that reach one as things are.</param>
/// <param name="Push">Browsers that take pushes.</param>
/// <param name="VapidKey">What a browser asks its push service with, base64url.</param>
internal sealed record NoticesAnswer(
    ImmutableArray<string> Channels,
    QuietHours? Quiet,
    Absence? Absence,
    string? Email,
    ImmutableArray<string> Reached,
    ImmutableArray<PushBrowser> Push,
    string VapidKey
);

/// <summary>What one missed.</summary>
/// <param name="At">When one was last here, UTC; null = never said.</param>
/// <param name="Missed">Alerts that fired since, latest first.</param>
internal sealed record SeenAnswer(DateTime? At, ImmutableArray<MissedAlert> Missed);

/// <summary>An alert of a desk.</summary>
internal sealed record MissedAlert(string Desk, Alert Alert);
