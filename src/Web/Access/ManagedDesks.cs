using Apollo.Model;
using Apollo.Web.Feeds;

namespace Apollo.Web.Access;

/// <summary>Who asks for what belongs to desks and not to one of them alone, and which desks they manage.</summary>
internal abstract class ManagedDesks(HttpContext http)
{
    /// <summary>Who it is.</summary>
    public By By { get; } = http.By();

    protected Caller Caller { get; } = Caller.Of(http);

    protected DeskFeeds Feeds { get; } = http.RequestServices.GetRequiredService<DeskFeeds>();

    protected IGrainFactory Grains { get; } = http.RequestServices.GetRequiredService<IGrainFactory>();

    /// <summary>The desk named, or the first; null where the caller manages none such.</summary>
    public string? DeskOf(string? named) =>
        Feeds
            .Desks.Select(desk => desk.Id)
            .FirstOrDefault(desk => (named is null || desk == named) && Caller.Manages(desk));
}
