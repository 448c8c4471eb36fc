using Apollo.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Apollo.Web.Keys;

/// <summary>The framework's data protection with keys from the store.</summary>
internal static class KeyProtection
{
    /// <summary>Adds it.</summary>
    /// <exception cref="ConfigurationException">A key of <c>Apollo:Keys</c> cannot be used.</exception>
    public static void AddWebKeys(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(KeySeal.Read(builder));
        services.AddSingleton<WebKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<WebKeys>());
        services.AddDataProtection().SetApplicationName("Apollo");
        // At the start it would look for keys that are not read yet, and say so as an error.
        foreach (var eager in services.Where(IsEager).ToList())
            services.Remove(eager);
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<WebKeys>(
                (options, keys) =>
                {
                    options.XmlRepository = keys;
                    // What leaves this process is sealed as a whole.
                    options.XmlEncryptor = new NullXmlEncryptor();
                    // A key counts once every web can read it, so it is made by WebKeys alone.
                    options.AutoGenerateKeys = false;
                }
            );
    }

    private static bool IsEager(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && !service.IsKeyedService
        && service.ImplementationType?.Name == "DataProtectionHostedService";
}
