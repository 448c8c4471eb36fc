using System.Text.Json;
using Apollo.Cards;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Alerts;
using Apollo.Web.Displays;
using Apollo.Web.Me;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Setup;

/// <summary>Takes a desk's setup in, part by part: what cannot be does not hold up the rest.</summary>
internal sealed class SetupTaking(
    string desk,
    bool isDry,
    Audience audience,
    DisplaysAsked displays,
    HttpContext http,
    IGrainFactory grains
)
{
    private readonly List<SetupChange> changes = [];

    /// <summary>How many of a part are added that were not there.</summary>
    private int Added(string part) =>
        changes.Count(change => change.Part == part && change.Outcome == SetupOutcome.Added);

    /// <summary>A display without how it is.</summary>
    public static DisplaySettings SettingsOf(WallDisplay display) =>
        new(
            display.Name,
            display.Place,
            display.Pages,
            display.Seconds,
            display.Night,
            display.Distance,
            display.Diagonal,
            display.Sound
        );

    /// <summary>Takes it in.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<IReadOnlyList<SetupChange>> TakeAsync(SetupDocument document, CancellationToken cancellation)
    {
        var missing = await MissingAsync(cancellation);
        foreach (var rule in document.Rules ?? [])
            await TakeRuleAsync(rule, missing, cancellation);
        foreach (var limits in document.Limits ?? [])
            await TakeLimitsAsync(limits, cancellation);
        foreach (var board in document.Boards ?? [])
            await TakeBoardAsync(board, cancellation);
        foreach (var display in document.Displays ?? [])
            await TakeDisplayAsync(display, cancellation);
        return changes;
    }

    private async Task TakeRuleAsync(
        RuleDocument? sent,
        Func<AlertRule, string?> missing,
        CancellationToken cancellation
    )
    {
        var name = sent?.Name ?? "";
        if (AlertDocuments.Rule(sent, sent?.Id ?? "", out var wrong) is not { } rule)
        {
            Refuse("rule", name, wrong);
            return;
        }
        var grain = grains.GetGrain<IAlertsGrain>(desk);
        var all = await grain.Rules(cancellation);
        var before =
            all.FirstOrDefault(one => one.Id == rule.Id)
            ?? all.FirstOrDefault(one => one.Revision > 0 && one.Name == rule.Name && one.Kind == rule.Kind);
        if (before is { Revision: > 0 } && IsSame(before, rule))
        {
            changes.Add(new SetupChange("rule", name, SetupOutcome.Unchanged, missing(rule)));
            return;
        }
        var saved =
            isDry
                ? await grain.CheckRule(
                    http.By(),
                    audience,
                    rule with
                    {
                        Id = before?.Id ?? "",
                    },
                    Added("rule"),
                    cancellation
                )
            : before is null ? await grain.AddRule(http.By(), audience, rule, cancellation)
            : await grain.ChangeRule(http.By(), audience, rule with { Id = before.Id }, before.Revision, cancellation);
        if (saved.Outcome == AlertOutcome.Done)
            Done("rule", name, before is { Revision: > 0 }, missing(rule));
        else
            changes.Add(new SetupChange("rule", name, SetupOutcome.Refused, ReasonOf(saved)));
    }

    private async Task TakeLimitsAsync(SetupLimits? sent, CancellationToken cancellation)
    {
        var name = sent?.Group is null ? $"{sent?.Kpi}" : $"{sent.Kpi}, {sent.Group}";
        if (sent?.Kpi is not { } kpi)
        {
            changes.Add(new SetupChange("limits", name, SetupOutcome.Refused, "It names no kpi."));
            return;
        }
        var grain = grains.GetGrain<ILimitsGrain>(desk);
        var before = await grain.Find(kpi, sent.Group, cancellation);
        if (before is { Changed: true } && (before.Warning, before.Critical) == (sent.Warning, sent.Critical))
        {
            changes.Add(new SetupChange("limits", name, SetupOutcome.Unchanged));
            return;
        }
        var limits = new Thresholds(sent.Warning, sent.Critical);
        var saved = isDry
            ? await grain.Check(kpi, sent.Group, limits, Added("limits"), cancellation)
            : await grain.Set(http.By(), kpi, sent.Group, limits, before?.Revision, cancellation);
        if (saved.Outcome == LimitsOutcome.Done)
            Done("limits", name, before is { Changed: true });
        else
            changes.Add(
                new SetupChange(
                    "limits",
                    name,
                    SetupOutcome.Refused,
                    saved.Reason
                        ?? (
                            saved.Outcome == LimitsOutcome.Missing ? "There is no such number here."
                            : saved.Outcome == LimitsOutcome.TooMany ? "The desk has too many limits of its own."
                            : "Somebody has changed them meanwhile."
                        )
                )
            );
    }

    private async Task TakeBoardAsync(SetupBoard? sent, CancellationToken cancellation)
    {
        var name = sent?.Name ?? "";
        // A board of the desk that the document was written of is one of this desk here.
        var document = sent?.Document is { } given ? given with { Desk = desk } : null;
        var read = DashboardRules.Read(JsonSerializer.SerializeToUtf8Bytes(document, CardJson.Options));
        if ((DashboardRules.FaultOfName(name) ?? (read.Document is null ? read.Fault : null)) is { } fault)
        {
            changes.Add(new SetupChange("board", name, SetupOutcome.Refused, fault));
            return;
        }
        var text = JsonSerializer.Serialize(read.Document, CardJson.Options);
        var before = Owner.Find(http) is { } owner
            ? await grains.GetGrain<IDashboardsGrain>(owner).Find(name, cancellation)
            : null;
        if (before is not null && before.Document == text)
        {
            changes.Add(new SetupChange("board", name, SetupOutcome.Unchanged));
            return;
        }
        var saved = isDry
            ? null
            : await grains
                .GetGrain<IDashboardsGrain>(Owner.FindOrMake(http))
                .Save(name, text, null, null, cancellation);
        if (saved is null or { Outcome: DashboardOutcome.Saved })
            Done("board", name, before is not null);
        else
            changes.Add(
                new SetupChange(
                    "board",
                    name,
                    SetupOutcome.Refused,
                    saved.Outcome == DashboardOutcome.TooMany
                        ? $"You have {IDashboardsGrain.Most} boards already."
                        : "Somebody has changed it meanwhile."
                )
            );
    }

    private async Task TakeDisplayAsync(DisplayDocument? sent, CancellationToken cancellation)
    {
        var name = sent?.Name ?? "";
        if (!new DisplayBody(OnThisDesk(sent)).TryRead(out var settings, out var wrong))
        {
            Refuse("display", name, wrong);
            return;
        }
        var fault = await displays.FaultOfPagesAsync(settings.Pages, cancellation);
        var before = (await displays.AllAsync(cancellation)).FirstOrDefault(one => one.Name == settings.Name);
        if (before is null || fault is not null)
        {
            const string NotPaired = "No display has this name: pair it first, under Displays.";
            changes.Add(new SetupChange("display", name, SetupOutcome.Refused, fault ?? NotPaired));
            return;
        }
        if (IsSame(SettingsOf(before), settings))
        {
            changes.Add(new SetupChange("display", name, SetupOutcome.Unchanged));
            return;
        }
        var saved = isDry
            ? null
            : await displays.Grain.Change(before.Id, settings, before.Revision, displays.By, cancellation);
        if (saved is null or { Display: not null })
            Done("display", name, isKnown: true);
        else
            changes.Add(new SetupChange("display", name, SetupOutcome.Refused, "Somebody has changed it meanwhile."));
    }

    /// <summary>A display of one desk shows this one.</summary>
    private DisplayDocument? OnThisDesk(DisplayDocument? sent) =>
        sent?.Pages is { } pages && pages.Select(page => page?.Desk).Distinct().Count() == 1
            ? sent with
            {
                Pages = [.. pages.Select(page => page is null ? null : page with { Desk = desk })],
            }
            : sent;

    /// <summary>Says which hook or person that a rule tells is not here.</summary>
    private async Task<Func<AlertRule, string?>> MissingAsync(CancellationToken cancellation)
    {
        var hooks = (await grains.GetGrain<IHooksGrain>(0).All(cancellation))
            .Where(hook => hook.Desk == desk)
            .Select(hook => $"{AlertTo.Hook}:{hook.Id}");
        var people = (await grains.GetGrain<IRotasGrain>(desk).All(cancellation)).People.Select(person =>
            $"{AlertTo.Person}:{person.Id}"
        );
        HashSet<string> here = [.. hooks, .. people];
        return rule =>
            rule.Notify.FirstOrDefault(notify =>
                notify.To?.Split(':')[0] is AlertTo.Hook or AlertTo.Person && !here.Contains(notify.To)
            )
                is { } absent
                ? $"It tells {absent.To}, which is not here: choose who is told."
                : null;
    }

    private void Done(string part, string name, bool isKnown, string? reason = null) =>
        changes.Add(new SetupChange(part, name, isKnown ? SetupOutcome.Changed : SetupOutcome.Added, reason));

    private void Refuse(string part, string name, ProblemHttpResult wrong) =>
        changes.Add(new SetupChange(part, name, SetupOutcome.Refused, wrong.ProblemDetails.Detail));

    private static bool IsSame(AlertRule one, AlertRule other) =>
        IsSame<AlertRule>(
            one with
            {
                Id = "",
                Revision = 0,
                Idle = null,
            },
            other with
            {
                Id = "",
                Revision = 0,
                Idle = null,
            }
        );

    private static bool IsSame<T>(T one, T other) =>
        JsonSerializer.Serialize(one, CardJson.Options) == JsonSerializer.Serialize(other, CardJson.Options);

    private static string ReasonOf(RuleSaved saved) =>
        saved.Reason
        ?? saved.Outcome switch
        {
            AlertOutcome.NotForYou => "This rule is not yours to keep.",
            AlertOutcome.TooMany => $"The desk has {IAlertsGrain.Most} rules.",
            _ => "Somebody has changed it meanwhile.",
        };
}
