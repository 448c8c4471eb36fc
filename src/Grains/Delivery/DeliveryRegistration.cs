using Apollo.Grains.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Apollo.Grains.Delivery;

/// <summary>Registers how people and hooks are told, and what keeps it.</summary>
internal static class DeliveryRegistration
{
    public static void AddApolloDelivery(this IServiceCollection services)
    {
        services.TryAddSingleton(DeliverySettings.Nowhere);
        services.AddSingleton<TellingStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<HookStore>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<AlertText>();
        services.AddSingleton<MessageWriter>();
        services.AddSingleton<DeliveryTargets>();
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<PushKeys>();
        services.AddSingleton<PushBrowsers>();
        services.AddSingleton<MailSignIn>();
        services.AddHostedService<Heartbeat>();
        services.AddSingleton<WebhookChannel>();
        // Every channel there is: whoever adds one adds its line here.
        services.AddSingleton<IAlertChannel, PushChannel>();
        services.AddSingleton<IAlertChannel, EmailChannel>();
        services.AddSingleton<IAlertChannel>(provider => provider.GetRequiredService<WebhookChannel>());
    }
}
