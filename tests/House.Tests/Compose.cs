namespace Apollo.House.Tests;

/// <summary>The compose file, as far as it can be checked without a container engine.</summary>
public class Compose
{
    [Fact]
    public void The_compose_file_is_valid()
    {
        var (code, output) = Checkout.Run("docker-compose", "--env-file", ".env.example", "config", "-q");
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Only_the_web_is_published_and_only_on_loopback()
    {
        var (_, output) = Checkout.Run("docker-compose", "--env-file", ".env.example", "config");
        var published = output
            .Split('\n')
            .Where(line =>
                line.Contains(":8080", StringComparison.Ordinal)
                || line.Contains("published:", StringComparison.Ordinal)
            )
            .ToList();
        Assert.Single(published, line => line.Contains("127.0.0.1:5080:8080", StringComparison.Ordinal));
    }

    [Fact]
    public void The_web_prints_reports_by_the_browser_that_its_image_has()
    {
        var (_, output) = Checkout.Run("docker-compose", "--env-file", ".env.example", "config");
        Assert.Contains("Apollo__Reports__Browser: /usr/bin/chromium\n", output, StringComparison.Ordinal);
        var image = File.ReadAllText(Checkout.PathOf("docker/web.Dockerfile")).Split("\nFROM ")[^1];
        Assert.Matches("apt-get install [^\n]* chromium ", image);
        // The browser's own sandbox is off where this says that it is in a container: none stands there.
        Assert.Contains("DOTNET_RUNNING_IN_CONTAINER=true", image, StringComparison.Ordinal);
    }

    [Fact]
    public void Notebooks_stand_beside_it_only_where_wanted_and_open_by_a_token_on_loopback()
    {
        var service = Notebooks("a-secret");
        Assert.Contains("profiles:\n    - notebooks\n", service, StringComparison.Ordinal);
        Assert.Contains("dockerfile: docker/notebooks.Dockerfile\n", service, StringComparison.Ordinal);
        Assert.Contains("APOLLO_URL: http://web:8080\n", service, StringComparison.Ordinal);
        Assert.Contains("JUPYTER_TOKEN: a-secret\n", service, StringComparison.Ordinal);
        Assert.Contains($"- {Checkout.PathOf("notebooks")}:/notebooks:rw", service, StringComparison.Ordinal);
        Assert.Contains("- 127.0.0.1:8888:8888/tcp\n", service, StringComparison.Ordinal);
        // Where none is set JupyterLab makes a token of its own; an option that is empty would open it to everybody.
        Assert.Matches("JUPYTER_TOKEN: ''\n", Notebooks(""));
        var image = File.ReadAllText(Checkout.PathOf("docker/notebooks.Dockerfile"));
        Assert.Contains("CMD [\"jupyter\", \"lab\"", image, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)--[a-z.]*(token|password|allow_unauthenticated)", image);
    }

    /// <summary>The service of the notebooks, as compose understands it.</summary>
    private static string Notebooks(string token)
    {
        var (code, output) = Checkout.Run(
            "env",
            $"JUPYTER_TOKEN={token}",
            "docker-compose",
            "--env-file",
            ".env.example",
            "--profile",
            "notebooks",
            "config"
        );
        Assert.True(code == 0, output);
        return output.Split("\n  notebooks:\n")[1].Split("\n  setup:\n")[0];
    }

    [Fact]
    public void Every_image_of_ours_runs_as_another_user_than_root_and_says_whether_it_is_well()
    {
        var files = Checkout.Files.Where(file => file.EndsWith(".Dockerfile", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, files.Count);
        Assert.All(
            files,
            file =>
            {
                var text = File.ReadAllText(Checkout.PathOf(file));
                Assert.Matches("(?m)^USER (\\$APP_UID|apollo)$", text);
                Assert.Contains("HEALTHCHECK", text, StringComparison.Ordinal);
            }
        );
    }
}
