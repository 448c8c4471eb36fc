using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>Makes and ends tokens, feeds and links, one after the other.</summary>
internal sealed class TokensGrain(TokenStore tokens, [DeskClock] TimeProvider time) : Grain, ITokensGrain
{
    /// <summary>So that a token is known as one wherever it turns up.</summary>
    private const string TokenPrefix = "apl_";

    public async Task<ImmutableArray<AccessToken>> All(
        PrincipalKind kind,
        string? of,
        CancellationToken cancellation
    ) =>
        [
            .. (await tokens.AllAsync(cancellation))
                .Where(token => token.KindOf == kind)
                .Select(token => token.Info())
                .Where(token => IsOf(token, of)),
        ];

    public async Task<TokenMade> Make(
        PrincipalKind kind,
        string name,
        string? owner,
        TokenGrants grants,
        DateTime? expiresAt,
        By by,
        CancellationToken cancellation
    )
    {
        var of = kind == PrincipalKind.Feed ? owner : grants.Desk;
        if ((await All(kind, of, cancellation)).Length >= ITokensGrain.Most)
            return new TokenMade(null, null);
        var now = time.GetUtcNow();
        var secret = Secrets.New(kind == PrincipalKind.Token ? TokenPrefix : "");
        var token = new StoredToken
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Kind = kind.ToString(),
            Secret = Secrets.HashOf(secret),
            Name = name,
            MadeBy = by.Name.Within(200),
            CreatedAt = now.ToUnixTimeMilliseconds(),
            Owner = owner,
            Details = StoredToken.Write(grants),
            ExpiresAt = expiresAt is { } end ? StoredTime.Of(end) : null,
        };
        await tokens.AddAsync(token, cancellation);
        await GrainFactory.GetGrain<IAccessGrain>(0).Renew(cancellation);
        await AuditAsync(by, kind, "made", name, null, AuditText.Of(name, false, grants.Desks));
        return new TokenMade(token.Info(), secret);
    }

    public async Task<bool> End(PrincipalKind kind, string? of, string id, By by, CancellationToken cancellation)
    {
        if ((await All(kind, of, cancellation)).FirstOrDefault(one => one.Id == id) is not { } token)
            return false;
        if (!await tokens.RemoveAsync(id, cancellation))
            return false;
        await GrainFactory.GetGrain<IAccessGrain>(0).Renew(cancellation);
        await AuditAsync(by, kind, "ended", token.Name, AuditText.Of(token.Name, false, token.Grants.Desks), null);
        return true;
    }

    public Task Used(ImmutableArray<string> ids, CancellationToken cancellation) =>
        ids.IsEmpty ? Task.CompletedTask : tokens.UseAsync(ids, time.GetUtcNow().UtcDateTime, cancellation);

    public Task Opened(ImmutableArray<LinkOpened> opened, CancellationToken cancellation) =>
        opened.IsEmpty ? Task.CompletedTask : tokens.OpenAsync(opened, cancellation);

    private static bool IsOf(AccessToken token, string? of) =>
        token.Kind switch
        {
            PrincipalKind.Feed => token.Owner == of,
            PrincipalKind.Link => token.Grants.Desk == of,
            _ => true,
        };

    private Task AuditAsync(By by, PrincipalKind kind, string what, string name, string? before, string? after) =>
        GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(by, $"{kind.ToString().ToLowerInvariant()}.{what}", name, before, after, CancellationToken.None);
}
