using Apollo;
using Apollo.Web.Access;
using Apollo.Web.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(args);
    var app = await WebHosting.BuildAsync(builder);
    Loopback.Require(
        app.Configuration,
        app.Urls.Concat((app.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
    );
    await app.StartAsync();
    foreach (var url in app.Urls)
        Console.WriteLine($"Apollo is at {url}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (ConfigurationException error)
{
    await Console.Error.WriteLineAsync($"Apollo does not start: {error.Message}");
    return 2;
}
catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"Apollo does not start: {error.Message} Choose another address: --urls http://localhost:5081"
    );
    return 2;
}
