using System.Net;
using Apollo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Apollo.Web.Tests.Hosting;

/// <summary>Calls to addresses that people chose: not to this machine or private networks, by no way round.</summary>
public sealed class WhereCallsMayGo : IAsyncLifetime
{
    private static readonly OutgoingCalls Calls = OutgoingCalls.Read(new ConfigurationBuilder().Build());
    private WebApplication receiver = null!;
    private int heard;

    private int Port => new Uri(receiver.Urls.First()).Port;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        receiver = builder.Build();
        receiver.Run(http =>
        {
            if (http.Request.Path == "/elsewhere")
                http.Response.Redirect("/secret");
            else
                Interlocked.Increment(ref heard);
            return Task.CompletedTask;
        });
        await receiver.StartAsync();
    }

    public Task DisposeAsync() => receiver.DisposeAsync().AsTask();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    public async Task Nothing_goes_to_this_machine_unless_that_is_allowed(string host)
    {
        using var http = new HttpClient(Calls.Guarded(allowPrivate: false));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => http.GetAsync(new Uri($"http://{host}:{Port}/")));
        Assert.Contains(Causes(error), cause => cause is ForbiddenAddressException);
        Assert.Equal(0, heard);
    }

    [Fact]
    public async Task What_is_allowed_goes_there_but_follows_nobody_elsewhere()
    {
        using var http = new HttpClient(Calls.Guarded(allowPrivate: true));
        using var answer = await http.GetAsync(new Uri($"http://localhost:{Port}/elsewhere"));
        Assert.Equal((HttpStatusCode.Redirect, 0), (answer.StatusCode, heard));
        using var direct = await http.GetAsync(new Uri($"http://localhost:{Port}/"));
        Assert.Equal(1, heard);
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fec0::1", true)]
    [InlineData("ff02::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("64:ff9b::7f00:1", true)]
    [InlineData("2002:7f00:1::", true)]
    [InlineData("2001:4860:4860::8888", false)]
    [InlineData("64:ff9b::808:808", false)]
    public void An_address_is_private_or_not(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, PrivateAddress.Is(IPAddress.Parse(address)));

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
