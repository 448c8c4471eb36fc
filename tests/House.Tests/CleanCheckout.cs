using System.Text.RegularExpressions;

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

    // What is looked for is spelled apart, so that this file does not find itself.
    [Fact]
    public void Nothing_unfinished_is_left_behind() =>
        Assert.Empty(Checkout.Places(Code, "TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"));

    [Fact]
    public void No_test_sleeps() =>
        Assert.Empty(
            Checkout.Places(
                file => Code(file) && file.StartsWith("tests/", StringComparison.Ordinal),
                "Task." + "Delay",
                "Thread." + "Sleep",
                "WaitFor" + "TimeoutAsync"
            )
        );

    [Fact]
    public void No_thread_of_the_product_sleeps() => Assert.Empty(Checkout.Places(Code, "Thread." + "Sleep"));

    [Fact]
    public void No_file_knows_the_machine_it_was_written_on() =>
        Assert.Empty(
            Checkout.Places(
                file => !Picture(file),
                "/wor" + "k/",
                "/ho" + "me/",
                "/Us" + "ers/",
                "/tmp/ap" + "ollo/",
                "C:" + "\\Us" + "ers"
            )
        );

    [Fact]
    public void No_line_is_wider_than_120_columns() =>
        Assert.Empty(
            Checkout.Lines(Code).Where(line => line.Text.Length > 120).Select(line => $"{line.File}:{line.Number}")
        );

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Assert.Empty(
            Checkout
                .Lines(file => Code(file) && !IsMade(file))
                .GroupBy(line => line.File)
                .Where(file => file.Count() > 400)
                .Select(file => file.Key)
        );

    /// <summary>The client's types are made of the server's records: nobody edits them.</summary>
    private static bool IsMade(string file) => file.EndsWith("/wire/generated.ts", StringComparison.Ordinal);

    /// <summary>What people write and read as code.</summary>
    private static bool Code(string file) =>
        Path.GetExtension(file) is ".cs" or ".ts" or ".tsx" or ".css" or ".sql" or ".sh";

    private static bool Picture(string file) => Path.GetExtension(file) is ".png" or ".ico" or ".woff2";

    [Fact]
    public void Every_link_inside_the_documents_leads_somewhere()
    {
        var broken =
            from file in Checkout.Files
            where file.EndsWith(".md", StringComparison.Ordinal)
            from Match link in Regex.Matches(File.ReadAllText(Checkout.PathOf(file)), @"\]\(([^)#\s]+)(#[^)]*)?\)")
            let target = link.Groups[1].Value
            where
                !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(Checkout.PathOf(file))!, target))
            select $"{file} → {target}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_file_the_documents_name_exists()
    {
        var missing =
            from file in Checkout.Files
            where file.EndsWith(".md", StringComparison.Ordinal)
            from Match name in Regex.Matches(
                File.ReadAllText(Checkout.PathOf(file)),
                "`((?:src|client|tests|docs|docker|tools)/[A-Za-z0-9_./-]+)`"
            )
            where !Path.Exists(Checkout.PathOf(name.Groups[1].Value))
            select $"{file} names {name.Groups[1].Value}";
        Assert.Empty(missing);
    }

    [Fact]
    public void The_version_stands_in_one_place()
    {
        var build = Checkout.Places(file => !Picture(file), "<Ver" + "sion>").ToList();
        Assert.Equal(["Directory.Build.props"], build.Select(place => place.Split(':')[0]));
        Assert.DoesNotContain(
            "\"version\"",
            File.ReadAllText(Checkout.PathOf("client/package.json")),
            StringComparison.Ordinal
        );
    }
}
