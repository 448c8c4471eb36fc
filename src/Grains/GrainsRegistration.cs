using Apollo.Grains.Access;
using Apollo.Grains.Backfill;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Delivery;
using Apollo.Grains.Desks;
using Apollo.Grains.Displays;
using Apollo.Grains.History;
using Apollo.Grains.Placement;
using Apollo.Grains.Reports.Recurring;
using Apollo.Grains.Reports.Service;
using Apollo.Grains.Rotas;
using Apollo.Grains.Settings;
using Apollo.Grains.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Apollo.Grains;

/// <summary>Registers what the grains of a silo need.</summary>
public static class GrainsRegistration
{
    /// <summary>The KPIs of this installation: those that Apollo comes with, or those registered before.</summary>
    /// <returns>The catalogue in use.</returns>
    public static KpiCatalogue AddApolloKpis(this IServiceCollection services)
    {
        services.TryAddSingleton(KpiCatalogue.Standard);
        return (KpiCatalogue)
            services.Last(service => service.ServiceType == typeof(KpiCatalogue)).ImplementationInstance!;
    }

    /// <summary>
    /// The desks, their placement, and the service that keeps them awake. The cache is registered by the host.
    /// </summary>
    public static ISiloBuilder AddApolloGrains(this ISiloBuilder silo, DeskList desks)
    {
        silo.Services.TryAddKeyedSingleton(DeskClockAttribute.Name, TimeProvider.System);
        silo.Services.AddApolloKpis();
        silo.Services.AddSingleton(desks);
        silo.Services.TryAddSingleton(new BackfillSettings(AtFirstStart: false));
        silo.Services.AddPlacementDirector<DeskPlacement, DeskPlacementDirector>();
        silo.Services.AddHostedService<DesksAwake>();
        silo.Services.AddHostedService<LimitsReload>();
        return silo;
    }

    /// <summary>The store of what people keep in Apollo itself; beside <see cref="AddApolloGrains"/>.</summary>
    public static ISiloBuilder AddApolloStore(this ISiloBuilder silo, StoreSettings settings)
    {
        silo.Services.AddSingleton(settings);
        silo.Services.AddSingleton<StoreSchema>();
        silo.Services.AddSingleton<ApolloStore>();
        // Before Orleans, which is there already: hosted services start one after the other.
        silo.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StoreStart>());
        silo.Services.Insert(1, ServiceDescriptor.Singleton<IHostedService, LimitsStart>());
        silo.Services.AddSingleton<DeskSettingStore>();
        silo.Services.AddSingleton<DashboardStore>();
        silo.Services.AddSingleton<LocationStore>();
        silo.Services.AddSingleton<MoveStore>();
        silo.Services.AddSingleton<HistoryStore>();
        silo.Services.AddSingleton<HistoryLevels>();
        silo.Services.AddSingleton<IQuarterHours, QuarterHours>();
        silo.Services.AddSingleton<NoteStore>();
        silo.Services.AddSingleton<AlertStore>();
        silo.Services.AddApolloDelivery();
        silo.Services.AddSingleton<ReportRecipients>();
        silo.Services.TryAddSingleton<IServiceReading, ServiceReading>();
        silo.Services.AddSingleton<OnCallBook>();
        silo.Services.AddApolloAccess();
        silo.Services.AddSingleton<DisplayStore>();
        silo.Services.AddSingleton<IPrincipals, DisplayPrincipals>();
        return silo;
    }
}
