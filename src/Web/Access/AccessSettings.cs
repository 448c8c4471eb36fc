using Apollo.Hosting;

namespace Apollo.Web.Access;

/// <summary>Who is somebody, by the configuration.</summary>
/// <param name="SignIn">People sign in, and programs send tokens.</param>
/// <param name="Local">By e-mail and password.</param>
/// <param name="OpenToNetwork">Without sign-in: everybody is a member, and nobody more.</param>
/// <param name="PublicUrl">Where people reach Apollo; null = not said.</param>
internal sealed record AccessSettings(bool SignIn, bool Local, bool OpenToNetwork, Uri? PublicUrl)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="ConfigurationException">A key takes something else.</exception>
    public static AccessSettings Read(IConfiguration configuration)
    {
        var url = configuration["Apollo:PublicUrl"];
        var local = configuration.GetValue("Apollo:SignIn:Local", false);
        return new AccessSettings(
            local || configuration.GetSection("Apollo:SignIn:Oidc").GetChildren().Any(),
            local,
            Loopback.IsOpen(configuration),
            string.IsNullOrEmpty(url) ? null
                : Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" ? parsed
                : throw new ConfigurationException(
                    $"Apollo:PublicUrl '{url}' is no address: write https://apollo.example.com."
                )
        );
    }
}
