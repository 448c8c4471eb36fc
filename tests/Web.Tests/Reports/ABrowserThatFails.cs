using System.Diagnostics;
using System.Globalization;
using System.Net;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Reports;

/// <summary>A browser for PDF that hangs, fails or writes nothing: a script stands in for it.</summary>
public sealed class ABrowserThatFails
{
    private const string Path = $"/api/desks/{Some.Desk}/reports/archive/r1";

    /// <summary>It does what its file <c>mode</c> says, and when it hangs, a process that it began hangs too.</summary>
    private const string Script = """
        #!/bin/sh
        cd "$(dirname "$0")"
        case "$(cat mode)" in
          hang) tail -f /dev/null & echo "$$ $!" > begun.new; mv begun.new begun; wait ;;
          fail) echo "no display" >&2; exit 3 ;;
          nothing) exit 0 ;;
          print) for one in "$@"; do case "$one" in --print-to-pdf=*) printf %%PDF-1 > "${one#*=}" ;; esac; done ;;
        esac
        """;

    [Fact]
    public async Task Is_ended_in_time_with_all_it_began_and_the_archive_says_why_while_the_rest_goes_out()
    {
        using var folder = new ScratchFolder();
        var script = folder.File("browser");
        await File.WriteAllTextAsync(script, Script);
        using (var chmod = Process.Start("/bin/chmod", ["u+x", script]))
            await chmod.WaitForExitAsync();
        await using var web = await RunningWeb.StartAsync(
            new Dictionary<string, string?> { ["Apollo:Reports:Browser"] = script }
        );
        web.Grains.Archive.Put(ReportKind.Service, "<html><head></head><body>x</body></html>");

        await IsAsync("hang");
        var printing = web.Http.GetAsync($"{Path}.pdf");
        await Eventually.IsTrueAsync(() => File.Exists(folder.File("begun")), "the browser began");
        foreach (var other in (string[])[Path, $"{Path}.csv"])
        {
            using var sent = await web.Http.GetAsync(other);
            Assert.Equal((other, HttpStatusCode.OK), (other, sent.StatusCode));
        }
        Assert.False(printing.IsCompleted);
        web.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("it took longer than 30 s", await WhyAsync(await printing), StringComparison.Ordinal);
        var begun = (await File.ReadAllTextAsync(folder.File("begun")))
            .Split(' ')
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))
            .ToList();
        await Eventually.IsTrueAsync(() => !begun.Any(Runs), "the browser and what it began have ended");

        await IsAsync("fail");
        Assert.Contains("ended with an error (3)", await WhyAsync(), StringComparison.Ordinal);
        await IsAsync("nothing");
        Assert.Contains("wrote no PDF", await WhyAsync(), StringComparison.Ordinal);
        // None of them stands in the way of the next.
        await IsAsync("print");
        Assert.Equal("%PDF-1", await web.Http.GetStringAsync($"{Path}.pdf"));
        File.Delete(script);
        Assert.Contains("does not start", await WhyAsync(), StringComparison.Ordinal);

        Task IsAsync(string mode) => File.WriteAllTextAsync(folder.File("mode"), mode);

        async Task<string> WhyAsync(HttpResponseMessage? given = null)
        {
            using var answer = given ?? await web.Http.GetAsync($"{Path}.pdf");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    /// <summary>One that has ended may stand in the list until it is taken from there.</summary>
    private static bool Runs(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            return status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
