namespace Apollo.Browser.Tests.Support;

/// <summary>Tests that share the browser, one after the other. Their pages are closed after each: one left open would go on asking for a desk that is gone.</summary>
[Collection(nameof(InTheBrowser))]
public abstract class OnAScreen(Browser browser) : IAsyncLifetime
{
    protected Browser Browser => browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => browser.LeaveAsync();
}
