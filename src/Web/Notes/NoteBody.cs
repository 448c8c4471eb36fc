using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Apollo.Model;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Notes;

/// <summary>A note as it is sent.</summary>
/// <param name="At">When it happened, ISO 8601.</param>
/// <param name="Until">Until when; left out where it was an instant.</param>
/// <param name="Text">1 to 200 characters; line breaks and runs of white space become one space.</param>
internal sealed record NoteDocument(string? At, string? Until, string? Text);

/// <summary>The body of a request that keeps a note.</summary>
/// <param name="Document">The note; null where it is none.</param>
internal sealed record NoteBody(NoteDocument? Document)
{
    public static async ValueTask<NoteBody> BindAsync(HttpContext http) =>
        new((await Sent<NoteDocument>.BindAsync(http)).Value);

    /// <summary>What it says, cleaned; or what is wrong with it.</summary>
    public bool TryRead([NotNullWhen(true)] out NoteDraft? draft, [NotNullWhen(false)] out ProblemHttpResult? wrong)
    {
        (draft, wrong) = (null, null);
        if (Document is not { } document)
            wrong = Problems.Of(
                StatusCodes.Status400BadRequest,
                "No note",
                """This is not the JSON of a note, such as {"at":"2026-03-02T09:00:00Z","text":"Mail was down"}."""
            );
        else if (document.At is null)
            wrong = Problems.WrongParameter("at", "at is missing: say when it happened.");
        else if (!Parameters.TryInstant(document.At, out var at))
            wrong = Problems.WrongParameter("at", Parameters.NoInstant("at", document.At.Within(61)));
        else if (!TryUntil(document.Until, out var until))
            wrong = Problems.WrongParameter("until", Parameters.NoInstant("until", document.Until!.Within(61)));
        else if (until is { } end && Millisecond(end) <= Millisecond(at))
            wrong = Problems.WrongParameter("until", "until is not after at: leave it out where it was an instant.");
        else if (OneLine.Cleaned(document.Text ?? "") is not { Length: > 0 and <= INotesGrain.LongestText } text)
            wrong = Problems.WrongParameter(
                "text",
                OneLine.Cleaned(document.Text ?? "") is { Length: > 0 and var length }
                    ? $"text has {length.ToString(CultureInfo.InvariantCulture)} characters: "
                        + $"a note has at most {INotesGrain.LongestText}."
                    : "text is missing: say what happened."
            );
        else
            draft = new NoteDraft(Millisecond(at), until is { } last ? Millisecond(last) : null, text);
        return draft is not null;
    }

    private static bool TryUntil(string? text, out DateTimeOffset? until)
    {
        until = null;
        if (text is null)
            return true;
        var isInstant = Parameters.TryInstant(text, out var instant);
        until = instant;
        return isInstant;
    }

    /// <summary>The store keeps whole milliseconds.</summary>
    private static DateTime Millisecond(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()).UtcDateTime;
}
