using Apollo.Grains.Store;
using Microsoft.AspNetCore.Identity;

namespace Apollo.Grains.Access;

/// <summary>
/// Passwords by Identity's hasher and rules. It runs beside the grains: a hash takes tens of milliseconds of a
/// processor on purpose.
/// </summary>
internal sealed class Passwords(UserManager<StoredPerson> users, IPasswordHasher<StoredPerson> hasher)
{
    /// <summary>Characters of the longest password taken: hashing longer ones would only cost time.</summary>
    public const int Longest = 200;

    private static string? decoy;

    /// <summary>Puts another password and stamp into a person; the reason where it cannot be taken.</summary>
    public Task<string?> ChooseAsync(StoredPerson person, string password) =>
        Task.Run(async () =>
        {
            if (password.Length > Longest)
                return $"A password has at most {Longest} characters.";
            foreach (var validator in users.PasswordValidators)
            {
                var checkedOne = await validator.ValidateAsync(users, person, password);
                if (!checkedOne.Succeeded)
                    return string.Join(' ', checkedOne.Errors.Select(error => error.Description));
            }
            person.PasswordHash = hasher.HashPassword(person, password);
            await users.UpdateSecurityStampAsync(person);
            return null;
        });

    /// <summary>Gives a person another stamp: all sessions have ended.</summary>
    public Task RestampAsync(StoredPerson person) => users.UpdateSecurityStampAsync(person);

    /// <summary>Whether a password is right. It takes about the same time where there is nobody.</summary>
    public Task<bool> IsRightAsync(StoredPerson? person, string password) =>
        Task.Run(() =>
        {
            if (password.Length > Longest)
                return false;
            decoy ??= hasher.HashPassword(new StoredPerson(), Secrets.New());
            var result = hasher.VerifyHashedPassword(
                person ?? new StoredPerson(),
                person?.PasswordHash ?? decoy,
                password
            );
            return person is { PasswordHash: not null, IsOff: 0 } && result != PasswordVerificationResult.Failed;
        });
}
