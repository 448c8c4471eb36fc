using Apollo.Model;

namespace Apollo;

/// <summary>How a person wants to be told, key = person id: one change after the other.</summary>
[Alias("apollo.INoticesGrain")]
public interface INoticesGrain : IGrainWithStringKey
{
    /// <summary>How many browsers of a person may take pushes; the oldest gives way.</summary>
    const int MostBrowsers = 20;

    /// <summary>How it is now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Read")]
    Task<Notices> Read(CancellationToken cancellation);

    /// <summary>Keeps other settings; false where another one changed them since.</summary>
    /// <param name="settings">From now on.</param>
    /// <param name="known">Revision the caller knows; null = it does not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Change")]
    Task<bool> Change(NoticeSettings settings, long? known, CancellationToken cancellation);

    /// <summary>A browser takes pushes from now on, or again.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("AddBrowser")]
    Task<PushBrowser> AddBrowser(PushAddress address, string name, CancellationToken cancellation);

    /// <summary>A browser takes no more pushes; false where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("RemoveBrowser")]
    Task<bool> RemoveBrowser(string id, CancellationToken cancellation);

    /// <summary>Sends a test by a channel.</summary>
    /// <param name="channel"><c>push</c> or <c>email</c>.</param>
    /// <param name="desk">A desk of theirs.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Test")]
    Task<TestSent> Test(string channel, string desk, CancellationToken cancellation);

    /// <summary>They were here: what happened before is seen.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Saw")]
    Task Saw(DateTime at, CancellationToken cancellation);
}
