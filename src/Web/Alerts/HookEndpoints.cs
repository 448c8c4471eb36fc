using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Alerts;

/// <summary>A hook as it is sent.</summary>
/// <param name="Desk">The desk whose alerts it takes; left out = the first that the caller manages.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where it is; a change may leave it out.</param>
/// <param name="Secret">What its calls are signed with; left out = as it was, empty = none.</param>
/// <param name="Preset">In whose words; <c>json</c> where left out.</param>
internal sealed record HookDocument(string? Desk, string? Name, string? Url, string? Secret, HookPreset? Preset);

/// <summary>Where alerts are sent over HTTP.</summary>
internal static class HookEndpoints
{
    public static void MapHooks(this WebApplication app)
    {
        var hooks = app.MapApi("/api/hooks", "Alerts").ForManagers().Stored("The hooks").Within(seconds: 12);
        hooks.MapGet("/", All).Named("hooks", "The hooks of the desks that the caller manages, by name");
        hooks.MapGet("/{id}", One).Named("hook", "One hook, with its revision as ETag");
        hooks
            .MapPost("/", Add)
            .Named("addHook", "Adds a hook; its address and secret are never shown again")
            .Accepts<HookDocument>("application/json");
        hooks
            .MapPut("/{id}", Change)
            .Named(
                "changeHook",
                "Changes a hook; url and secret stay where they are left out",
                "With If-Match: its ETag, only where nobody changed it since. Else 412."
            )
            .Accepts<HookDocument>("application/json")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        hooks
            .MapDelete("/{id}", Remove)
            .Named("removeHook", "Removes a hook; If-Match as with PUT")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        hooks
            .MapPost("/{id}/test", Test)
            .Named("testHook", "Sends a test to a hook, and says whether it was taken")
            .AtMost(aMinute: 20)
            .Within(seconds: 15);
    }

    private static async Task<Ok<List<Hook>>> All(HooksAsked asked, CancellationToken cancellation) =>
        TypedResults.Ok(await asked.AllAsync(cancellation));

    private static async Task<Results<OkWith<Hook>, ProblemHttpResult>> One(
        string id,
        HooksAsked asked,
        CancellationToken cancellation
    ) => (await asked.AllAsync(cancellation)).Find(hook => hook.Id == id) is { } hook ? Revised(hook) : NoHook(id);

    private static async Task<Results<Created<Hook>, ProblemHttpResult>> Add(
        Sent<HookDocument> sent,
        HooksAsked asked,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (Read(sent.Value, isNew: true, out var wrong) is not { } draft)
            return wrong;
        if (asked.DeskOf(sent.Value!.Desk) is not { } desk)
            return Problems.WrongParameter("desk", $"There is no desk '{sent.Value.Desk}' that you manage.");
        var saved = await asked.Grain.Add(asked.By, desk, draft, cancellation);
        if (saved.Hook is not { } hook)
            return Problems.Of(
                StatusCodes.Status409Conflict,
                "Too many hooks",
                $"The desk has {IHooksGrain.Most} hooks. Remove some first."
            );
        http.Response.Headers.ETag = RevisionTag.Of(hook.Revision);
        return TypedResults.Created($"/api/hooks/{hook.Id}", hook);
    }

    private static async Task<Results<OkWith<Hook>, ProblemHttpResult>> Change(
        string id,
        Sent<HookDocument> sent,
        HooksAsked asked,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (
            Read(sent.Value, isNew: false, out var wrong) is not { } draft
            || !RevisionTag.TryIfMatch(http, out var known, out wrong)
        )
            return wrong;
        if (!await asked.HasAsync(id, cancellation))
            return NoHook(id);
        var saved = await asked.Grain.Change(asked.By, id, draft, known, cancellation);
        return saved.Hook is { } hook ? Revised(hook)
            : saved.Outcome == AlertOutcome.Missing ? NoHook(id)
            : RevisionTag.ChangedElsewhere("hook");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string id,
        HooksAsked asked,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!RevisionTag.TryIfMatch(http, out var known, out var wrong))
            return wrong;
        if (!await asked.HasAsync(id, cancellation))
            return NoHook(id);
        return await asked.Grain.Remove(asked.By, id, known, cancellation) switch
        {
            AlertOutcome.Done => TypedResults.NoContent(),
            AlertOutcome.Missing => NoHook(id),
            _ => RevisionTag.ChangedElsewhere("hook"),
        };
    }

    private static async Task<Results<Ok<TestSent>, ProblemHttpResult>> Test(
        string id,
        HooksAsked asked,
        CancellationToken cancellation
    ) =>
        await asked.HasAsync(id, cancellation) && await asked.Grain.Test(id, cancellation) is { } test
            ? TypedResults.Ok(test)
            : NoHook(id);

    private static HookDraft? Read(HookDocument? document, bool isNew, out ProblemHttpResult wrong)
    {
        wrong = Problems.Of(
            StatusCodes.Status400BadRequest,
            "No hook",
            """This is not the JSON of a hook, such as {"name":"Ops","url":"https://…","preset":"slack"}."""
        );
        if (document is null)
            return null;
        var name = OneLine.Cleaned(document.Name);
        if (name.Length is 0 or > IHooksGrain.LongestName)
            wrong = Problems.WrongParameter("name", $"A hook has a name of 1 to {IHooksGrain.LongestName} characters.");
        else if (isNew ? !IsAddress(document.Url) : document.Url is not null && !IsAddress(document.Url))
            wrong = Problems.WrongParameter("url", "url is an address: https://… without a name or password in it.");
        else if (document.Secret?.Length > IHooksGrain.LongestUrl)
            wrong = Problems.WrongParameter("secret", $"secret has at most {IHooksGrain.LongestUrl} characters.");
        else if (isNew && document is { Preset: HookPreset.Pagerduty, Secret: null or "" })
            wrong = Problems.WrongParameter(
                "secret",
                "PagerDuty knows its service by the routing key: give it as secret."
            );
        else
            return new HookDraft(name, document.Url, document.Secret, document.Preset ?? HookPreset.Json);
        return null;
    }

    private static bool IsAddress(string? text) =>
        text is { Length: <= IHooksGrain.LongestUrl }
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.Host.Length > 0
        && url.UserInfo.Length == 0;

    private static OkWith<Hook> Revised(Hook hook) => new(hook, HeaderNames.ETag, RevisionTag.Of(hook.Revision));

    private static ProblemHttpResult NoHook(string id) =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "No such hook",
            $"There is no hook '{id}' for you. GET /api/hooks lists those there are."
        );
}

/// <summary>The hooks as a caller may see and change them: those of the desks they manage.</summary>
internal sealed class HooksAsked(HttpContext http) : ManagedDesks(http)
{
    public IHooksGrain Grain => Grains.GetGrain<IHooksGrain>(0);

    public static ValueTask<HooksAsked> BindAsync(HttpContext http) => ValueTask.FromResult(new HooksAsked(http));

    public async Task<List<Hook>> AllAsync(CancellationToken cancellation) =>
        [.. (await Grain.All(cancellation)).Where(hook => Caller.Manages(hook.Desk))];

    public async Task<bool> HasAsync(string id, CancellationToken cancellation) =>
        (await AllAsync(cancellation)).Exists(hook => hook.Id == id);
}
