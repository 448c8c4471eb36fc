using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>Hears which sessions and tokens were used.</summary>
internal sealed class ScriptedUses : ISessionsGrain, ITokensGrain
{
    /// <summary>What it is told, in the order of telling, each sorted.</summary>
    public List<string> Told { get; } = [];

    /// <summary>The store does not answer.</summary>
    public bool IsAway { get; set; }

    public Task Seen(ImmutableArray<string> ids, CancellationToken cancellation) => Hear("seen", ids);

    public Task Used(ImmutableArray<string> ids, CancellationToken cancellation) => Hear("used", ids);

    public Task Opened(ImmutableArray<LinkOpened> opened, CancellationToken cancellation) =>
        Hear("opened", [.. opened.Select(link => $"{link.Id} × {link.Times}")]);

    public Task<ImmutableArray<SessionInfo>> Of(string person, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<SessionInfo>>([]);

    public Task<bool> End(string person, string id, By by, CancellationToken cancellation) => Task.FromResult(false);

    public Task<ImmutableArray<AccessToken>> All(PrincipalKind kind, string? of, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<AccessToken>>([]);

    public Task<TokenMade> Make(
        PrincipalKind kind,
        string name,
        string? owner,
        TokenGrants grants,
        DateTime? expiresAt,
        By by,
        CancellationToken cancellation
    ) => Task.FromResult(new TokenMade(null, null));

    public Task<bool> End(PrincipalKind kind, string? of, string id, By by, CancellationToken cancellation) =>
        Task.FromResult(false);

    private Task Hear(string how, ImmutableArray<string> ids)
    {
        if (IsAway)
            return Task.FromException(new StoreException());
        Told.Add($"{how}: {string.Join(", ", ids.Order(StringComparer.Ordinal))}");
        return Task.CompletedTask;
    }
}
