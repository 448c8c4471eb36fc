using Apollo.Grains.Store;
using Microsoft.AspNetCore.Identity;

namespace Apollo.Grains.Access;

/// <summary>
/// Identity's way to the people. It only looks up: what changes is written by the grains, in one statement with what
/// belongs to it.
/// </summary>
internal sealed class PersonUsers(PersonStore people)
    : IUserPasswordStore<StoredPerson>,
        IUserSecurityStampStore<StoredPerson>
{
    public Task<string> GetUserIdAsync(StoredPerson user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(StoredPerson user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Login);

    public Task SetUserNameAsync(StoredPerson user, string? userName, CancellationToken cancellationToken)
    {
        user.Login = userName!;
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(StoredPerson user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Login);

    /// <summary>A login is in lower case already.</summary>
    public Task SetNormalizedUserNameAsync(
        StoredPerson user,
        string? normalizedName,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(StoredPerson user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The grain adds people.");

    /// <summary>Nothing is written here: the grain does it, once for all that changes.</summary>
    public Task<IdentityResult> UpdateAsync(StoredPerson user, CancellationToken cancellationToken) =>
        Task.FromResult(IdentityResult.Success);

    public Task<IdentityResult> DeleteAsync(StoredPerson user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The grain removes people.");

    public Task<StoredPerson?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        people.FindAsync(userId, cancellationToken);

    public Task<StoredPerson?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        people.FindByLoginAsync(normalizedUserName, cancellationToken);

    public Task SetPasswordHashAsync(StoredPerson user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(StoredPerson user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(StoredPerson user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(StoredPerson user, string stamp, CancellationToken cancellationToken)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(StoredPerson user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Stamp);

    public void Dispose() { }
}
