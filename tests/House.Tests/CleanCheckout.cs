namespace Apollo.House.Tests;

/// <summary>What must not be in the repository.</summary>
public class CleanCheckout
{
    [Fact]
    public void Lock_files_hold_no_download_addresses()
    {
        var locks = Checkout.Files.Where(file => file.EndsWith("lock.json", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(locks);
        Assert.All(
            locks,
            file =>
                Assert.DoesNotContain(
                    "\"resolved\": \"http",
                    File.ReadAllText(Checkout.PathOf(file)),
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Nothing_unfinished_is_left_behind()
    {
        // Spelled apart, so that this file does not find itself.
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "Thread." + "Sleep"];
        var code = Checkout.Files.Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".tsx" or ".sh" or ".sql");
        var found =
            from file in code
            from line in File.ReadLines(Checkout.PathOf(file)).Select((text, index) => (Text: text, Number: index + 1))
            where marks.Any(mark => line.Text.Contains(mark, StringComparison.Ordinal))
            select $"{file}:{line.Number}";
        Assert.Empty(found);
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var code = Checkout.Files.Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".tsx" or ".css");
        Assert.DoesNotContain(code, file => File.ReadLines(Checkout.PathOf(file)).Count() > 400);
    }

    [Fact]
    public void Every_link_inside_the_documents_leads_somewhere()
    {
        var broken =
            from file in Checkout.Files
            where file.EndsWith(".md", StringComparison.Ordinal)
            from System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(
                File.ReadAllText(Checkout.PathOf(file)),
                @"\]\(([^)#\s]+)(#[^)]*)?\)"
            )
            let target = link.Groups[1].Value
            where
                !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(Checkout.PathOf(file))!, target))
            select $"{file} → {target}";
        Assert.Empty(broken);
    }
}
