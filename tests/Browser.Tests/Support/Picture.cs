using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>A picture that a page gave as a file.</summary>
/// <param name="Name">What the file is called.</param>
/// <param name="Width">Its width, px.</param>
/// <param name="Height">Its height, px.</param>
/// <param name="Colours">How many there are in it: one that is empty has one.</param>
internal sealed record Picture(string Name, int Width, int Height, int Colours)
{
    /// <summary>The file that a button gives, drawn anew in the page: so it can be read.</summary>
    public static async Task<Picture> OfAsync(IPage page, ILocator button)
    {
        var file = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await file.PathAsync());
        var drawn = await page.EvaluateAsync<int[]>(
            """
            async (base64) => {
              const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
              const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
              const canvas = new OffscreenCanvas(picture.width, picture.height);
              const ctx = canvas.getContext('2d');
              ctx.drawImage(picture, 0, 0);
              const { data } = ctx.getImageData(0, 0, picture.width, picture.height);
              return [picture.width, picture.height, new Set(new Uint32Array(data.buffer)).size];
            }
            """,
            Convert.ToBase64String(bytes)
        );
        return new Picture(file.SuggestedFilename, drawn[0], drawn[1], drawn[2]);
    }

    /// <summary>Whether it is a file of something.</summary>
    public void IsOfSomething()
    {
        Assert.EndsWith(".png", Name, StringComparison.Ordinal);
        Assert.InRange(Width, 600, 4_000);
        Assert.InRange(Height, 200, 8_000);
        Assert.InRange(Colours, 20, int.MaxValue);
    }
}
