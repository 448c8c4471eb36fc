using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Apollo.Grains.Tests.Support;

/// <summary>What a silo receives from another: equal to what was sent, and never the same object.</summary>
internal static class OtherSilo
{
    private static readonly Serializer Serializer = new ServiceCollection()
        .AddSerializer(parts => parts.AddAssembly(typeof(Model.Ticket).Assembly))
        .BuildServiceProvider()
        .GetRequiredService<Serializer>();

    public static T Receives<T>(T sent)
        where T : notnull => Serializer.Deserialize<T>(Serializer.SerializeToArray(sent))!;
}
