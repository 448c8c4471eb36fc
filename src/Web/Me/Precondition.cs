using System.Diagnostics.CodeAnalysis;
using Apollo.Model;
using Apollo.Web.Api;

namespace Apollo.Web.Me;

/// <summary>The revision of a dashboard as HTTP knows it: an ETag, and what a request makes of it.</summary>
internal static class Precondition
{
    // The stored time's milliseconds: no two revisions have the same.
    public static string TagOf(DashboardInfo info) =>
        RevisionTag.Of(new DateTimeOffset(info.UpdatedAt).ToUnixTimeMilliseconds());

    /// <summary>
    /// What must be stored; null = it does not matter. False: the headers say nothing that can be checked.
    /// </summary>
    public static bool TryRead(
        IHeaderDictionary headers,
        out DashboardKnown? known,
        [NotNullWhen(false)] out string? fault
    )
    {
        (known, fault) = (headers.IfMatch.ToString(), headers.IfNoneMatch.ToString()) switch
        {
            ("", "") => (null, null),
            ("", "*") => (new DashboardKnown(false), null),
            ("", _) => (null, "If-None-Match can only be *: keep it only where there is none."),
            ("*", "") => (new DashboardKnown(true), null),
            (var tag, "") when RevisionTag.Read(tag) is { } revision => (
                new DashboardKnown(true, TimeOf(revision)),
                null
            ),
            (_, "") => (null, "If-Match holds one ETag, as GET gave it, or *."),
            _ => ((DashboardKnown?)null, (string?)"Send If-Match or If-None-Match, not both."),
        };
        return fault is null;
    }

    /// <summary>A tag of another making is a revision that never was.</summary>
    private static DateTime TimeOf(long revision) =>
        revision >= 0 && revision <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(revision).UtcDateTime
            : DateTime.MinValue;
}
