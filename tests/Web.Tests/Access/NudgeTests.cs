using System.Net;
using Apollo.Model;
using Apollo.Web.Tests.Support;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>A token of the scope nudge tells its desk to be read at once, and may nothing else.</summary>
public sealed class NudgeTests : IAsyncLifetime
{
    private const string Webhook = "token of the ITSM";
    private RunningWeb web = null!;

    public async Task InitializeAsync()
    {
        web = await AllCallers.StartWebAsync();
        web.Grains.Access.Put(Token(Webhook) with { Nudges = [Some.Desk] });
        await web.Access.ReachAsync(await web.Grains.Access.Now(), CancellationToken.None);
    }

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task A_token_nudges_its_desk_and_both_slices_hear_of_it()
    {
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Post, $"{Some.Desk}/nudge", Webhook));
        Assert.Equal(2, web.Grains.Desk.Nudged);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Post, $"{Some.Desk}/nudge", Manager));
    }

    [Fact]
    public async Task It_may_nothing_else_and_others_may_not_nudge()
    {
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Get, $"{Some.Desk}/kpis", Webhook));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(HttpMethod.Post, $"{Some.OtherDesk}/nudge", Webhook));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(HttpMethod.Post, $"{Some.Desk}/nudge", Member));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Post, $"{Some.Desk}/nudge", "nobody"));
        Assert.Equal(0, web.Grains.Desk.Nudged);
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string caller)
    {
        using var request = new HttpRequestMessage(method, new Uri(web.Address, $"/api/desks/{path}"));
        Show(request, caller);
        if (caller != Webhook)
            request.Headers.Add("Origin", web.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await web.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
