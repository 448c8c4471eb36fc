using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>A person as the store keeps one; what Identity calls the user.</summary>
internal sealed class StoredPerson
{
    private const string Local = "local:";

    /// <summary>UUIDv7.</summary>
    public string Id { get; init; } = "";

    /// <summary>How they are found at sign-in: <c>local:</c> and the e-mail in lower case, or the provider's.</summary>
    public string Login { get; set; } = "";

    public string Email { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>As Identity's hasher wrote it; null where a provider vouches for them.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Sessions made under another one have ended.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>1 = switched off.</summary>
    public long IsOff { get; set; }

    public string Rights { get; set; } = "[]";

    public long? SeenAt { get; set; }

    public long Revision { get; set; }

    public ImmutableArray<DeskRight> Desks => RightsJson.Read(Rights);

    public bool IsLocal => Login.StartsWith(Local, StringComparison.Ordinal);

    public bool IsAdmin => IsOff == 0 && Desks.Any(right => right.Role == Role.Admin);

    /// <summary>The owner of a person's boards.</summary>
    /// <param name="id">The person's.</param>
    public static string BoardsOf(string id) => $"person-{id}";

    /// <summary>The login of a local account.</summary>
    public static string LoginOf(string email) => Local + email.Trim().ToLowerInvariant();

    public PersonInfo Info(bool isLocked) =>
        new(
            Id,
            Name,
            Email,
            IsOff != 0,
            isLocked,
            StoredTime.Read(SeenAt),
            IsLocal ? "local" : Login[..Login.LastIndexOf(':')],
            Desks,
            Revision
        );
}
