using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.People;

/// <summary>Who changed what, for admins.</summary>
internal static class AuditEndpoints
{
    private const int UsualLimit = 100;

    public static void MapAudit(this WebApplication app)
    {
        app.MapApi("/api/audit", "Audit")
            .Stored("The audit")
            .ForAdmins()
            .MapGet("/", Read)
            .Named("audit", "Who changed what and when, latest first; next goes into before for those before");
        app.MapApi("/api/audit.csv", "Audit")
            .Stored("The audit")
            .ForAdmins()
            .MapGet("/", File)
            .Named("auditFile", "The same as a file of comma-separated values, all of a span");
    }

    private static async Task<Results<Ok<AuditAnswer>, ProblemHttpResult>> Read(
        [Description("Begin; from the first entry on where left out")] DateTimeOffset? from,
        [Description("End, itself left out")] DateTimeOffset? to,
        [Description("1 to 1000; 100 where left out")] int? limit,
        [Description("Id of the entry before which they lie")] string? before,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var count = limit ?? UsualLimit;
        if (count is < 1 or > IAuditGrain.Most)
            return Problems.WrongParameter("limit", $"limit is a number from 1 to {IAuditGrain.Most}.");
        var entries = await Of(grains).Read(from?.UtcDateTime, to?.UtcDateTime, count, before, cancellation);
        return TypedResults.Ok(new AuditAnswer(entries, entries.Length == count ? entries[^1].Id : null));
    }

    private static async Task<PushStreamHttpResult> File(
        DateTimeOffset? from,
        DateTimeOffset? to,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        // A store that is away is told before the file begins; the answer's own time ends with its head.
        var first = await ReadAsync(null, cancellation);
        return TypedResults.Stream(
            async body =>
            {
                await using var text = new StreamWriter(body, leaveOpen: true);
                await using var csv = new CsvWriter(
                    text,
                    new CsvConfiguration(CultureInfo.InvariantCulture)
                    {
                        InjectionOptions = InjectionOptions.Escape,
                        InjectionEscapeCharacter = '\'',
                    },
                    leaveOpen: true
                );
                foreach (var name in (string[])["at", "by", "address", "action", "subject", "before", "after"])
                    csv.WriteField(name);
                await csv.NextRecordAsync();
                for (var entries = first; ; entries = await ReadAsync(entries[^1].Id, CancellationToken.None))
                {
                    foreach (var entry in entries)
                        await WriteAsync(csv, entry);
                    if (entries.Length < IAuditGrain.Most)
                        return;
                }
            },
            "text/csv; charset=utf-8",
            "audit.csv"
        );

        Task<ImmutableArray<AuditEntry>> ReadAsync(string? before, CancellationToken given) =>
            Of(grains).Read(from?.UtcDateTime, to?.UtcDateTime, IAuditGrain.Most, before, given);
    }

    private static Task WriteAsync(CsvWriter csv, AuditEntry entry)
    {
        csv.WriteField(entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        csv.WriteField(entry.By);
        csv.WriteField(entry.Address);
        csv.WriteField(entry.Action);
        csv.WriteField(entry.Subject);
        csv.WriteField(entry.Before);
        csv.WriteField(entry.After);
        return csv.NextRecordAsync();
    }

    private static IAuditGrain Of(IGrainFactory grains) => grains.GetGrain<IAuditGrain>(0);
}

/// <summary>Some entries of the audit.</summary>
/// <param name="Entries">Latest first.</param>
/// <param name="Next">Goes into <c>before</c> for those before; null = there are none.</param>
internal sealed record AuditAnswer(ImmutableArray<AuditEntry> Entries, string? Next);
