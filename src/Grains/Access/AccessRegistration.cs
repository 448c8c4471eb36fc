using Apollo.Grains.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Grains.Access;

/// <summary>Registers who may call, and what keeps it.</summary>
internal static class AccessRegistration
{
    /// <summary>Characters of the shortest password: length is worth more than kinds of signs.</summary>
    private const int ShortestPassword = 12;

    public static void AddApolloAccess(this IServiceCollection services)
    {
        services.AddSingleton<PersonStore>();
        services.AddSingleton<ErasureStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<InvitationStore>();
        services.AddSingleton<FailedTryStore>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<TokenStore>();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<IPrincipals, PeoplePrincipals>();
        services.AddSingleton<IPrincipals, TokenPrincipals>();
        services.AddScoped<Passwords>();
        services
            .AddIdentityCore<StoredPerson>(identity =>
            {
                identity.Password = new PasswordOptions
                {
                    RequiredLength = ShortestPassword,
                    RequiredUniqueChars = 4,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireNonAlphanumeric = false,
                    RequireUppercase = false,
                };
                // Every e-mail is a login, whatever its signs.
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<PersonUsers>();
    }
}
