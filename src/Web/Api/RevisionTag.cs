using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Api;

/// <summary>A revision as HTTP knows it: an ETag. No two revisions of a thing have the same.</summary>
internal static class RevisionTag
{
    /// <summary>What stands for a revision that never was.</summary>
    public const long Never = -1;

    /// <param name="revision">Unix ms.</param>
    public static string Of(long revision) => $"\"{revision.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>
    /// The revision of a tag; null where it is not one tag. A tag of another making is a revision that never was. A
    /// weak one counts: proxies that compress weaken tags, and the revision is the same.
    /// </summary>
    public static long? Read(string text) =>
        !EntityTagHeaderValue.TryParse(text, out var tag) ? null
        : long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
        : Never;

    /// <summary>What was to be changed is not as its ETag says.</summary>
    /// <param name="thing">What it is, as <c>note</c>.</param>
    public static ProblemHttpResult ChangedElsewhere(string thing) =>
        Problems.Of(
            StatusCodes.Status412PreconditionFailed,
            "Changed elsewhere",
            $"The {thing} was changed elsewhere since you read it. GET it again, and send the ETag it has now."
        );

    /// <summary>The revision of If-Match; null = it does not matter. False: it cannot be understood.</summary>
    public static bool TryIfMatch(HttpContext http, out long? known, out ProblemHttpResult wrong)
    {
        var tag = http.Request.Headers.IfMatch.ToString();
        wrong = Problems.Of(
            StatusCodes.Status400BadRequest,
            "No condition",
            "If-Match holds one ETag, as GET gave it, or *."
        );
        known = null;
        return tag is "" or "*" || (known = Read(tag)) is not null;
    }
}
