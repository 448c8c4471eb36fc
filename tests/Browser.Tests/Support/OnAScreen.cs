namespace Apollo.Browser.Tests.Support;

/// <summary>
/// Tests of a class that share its browser, one after the other; two classes run at a time. Their pages are closed
/// after each: one left open would go on asking for a desk that is gone.
/// </summary>
public abstract class OnAScreen(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    protected Browser Browser => browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => browser.LeaveAsync();
}
