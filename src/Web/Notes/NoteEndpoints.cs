using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Notes;

/// <summary>The notes on a desk's time line.</summary>
internal static class NoteEndpoints
{
    private const string Nobody = "";

    public static void MapNotes(this WebApplication app)
    {
        var notes = app.MapDesk("Notes", Role.Viewer).MapGroup("/notes").Stored("The notes").Within(seconds: 12);
        notes
            .MapGet("/", Between)
            .Named("notes", "The notes that touch a span, by when they happened; all where no span is given");
        notes.MapGet("/{id}", One).Named("note", "One note, with its revision as ETag");
        notes
            .MapPost("/", Add)
            .Named(
                "addNote",
                "Adds a note: what happened, at an instant or until another",
                $"A text of 1 to {INotesGrain.LongestText} characters; at most {INotesGrain.Most} notes a desk."
            )
            .Accepts<NoteDocument>("application/json")
            .For(Role.Manager);
        notes
            .MapPut("/{id}", Change)
            .Named(
                "changeNote",
                "Puts something else into a note",
                "With If-Match: its ETag (the note's revision in quotes), only where nobody changed it since. Else 412."
            )
            .Accepts<NoteDocument>("application/json")
            .For(Role.Manager)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        notes
            .MapDelete("/{id}", Remove)
            .Named("removeNote", "Removes a note; If-Match as with PUT")
            .For(Role.Manager)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<Results<Ok<ImmutableArray<Note>>, ProblemHttpResult>> Between(
        string desk,
        [Description("Begin; from the first note on where left out")] DateTimeOffset? from,
        [Description("End, itself left out; to the last note where left out")] DateTimeOffset? to,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        from is { } begin && to is { } end && end <= begin
            ? Problems.WrongParameter("to", "to is not after from: swap them.")
            : TypedResults.Ok(await Of(grains, desk).NotesBetween(from?.UtcDateTime, to?.UtcDateTime, cancellation));

    private static async Task<Results<OkWith<Note>, ProblemHttpResult>> One(
        string desk,
        string id,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await Of(grains, desk).Find(id, cancellation) is { } note
            ? new OkWith<Note>(note, HeaderNames.ETag, RevisionTag.Of(note.Revision))
            : NoNote(desk, id);

    private static async Task<Results<Created<Note>, ProblemHttpResult>> Add(
        string desk,
        NoteBody body,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!body.TryRead(out var draft, out var wrong))
            return wrong;
        var saved = await Of(grains, desk).Add(draft, Nobody, cancellation);
        if (saved.Note is not { } note)
            return Problems.Of(
                StatusCodes.Status409Conflict,
                "Too many notes",
                $"The desk has {INotesGrain.Most} notes already. Remove some first."
            );
        http.Response.Headers.ETag = RevisionTag.Of(note.Revision);
        return TypedResults.Created($"/api/desks/{desk}/notes/{note.Id}", note);
    }

    private static async Task<Results<OkWith<Note>, ProblemHttpResult>> Change(
        string desk,
        string id,
        NoteBody body,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!body.TryRead(out var draft, out var wrong) || !RevisionTag.TryIfMatch(http, out var known, out wrong))
            return wrong;
        var saved = await Of(grains, desk).Change(id, draft, known, cancellation);
        return saved.Note is { } note ? new OkWith<Note>(note, HeaderNames.ETag, RevisionTag.Of(note.Revision))
            : saved.Outcome == NoteOutcome.Missing ? NoNote(desk, id)
            : RevisionTag.ChangedElsewhere("note");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string desk,
        string id,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        !RevisionTag.TryIfMatch(http, out var known, out var wrong)
            ? wrong
            : await Of(grains, desk).Remove(id, known, cancellation) switch
            {
                NoteOutcome.Done => TypedResults.NoContent(),
                NoteOutcome.Missing => NoNote(desk, id),
                _ => RevisionTag.ChangedElsewhere("note"),
            };

    private static INotesGrain Of(IGrainFactory grains, string desk) => grains.GetGrain<INotesGrain>(desk);

    private static ProblemHttpResult NoNote(string desk, string id) =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "No such note",
            $"Desk {desk} has no note '{id}'. GET /api/desks/{desk}/notes lists those there are."
        );
}
