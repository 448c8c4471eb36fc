using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Apollo.Servers;

/// <summary>A real reverse proxy, nginx or Caddy, that ends TLS on a free loopback port.</summary>
public sealed class ReverseProxy : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();
    private ServerProcess? process;

    private ReverseProxy() { }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Where a browser finds it; its certificate is nobody's.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{Port}/"));

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="name"><c>nginx</c> or <c>caddy</c>.</param>
    /// <param name="path">Sub-path that it hands on as it is, such as <c>/apollo</c>.</param>
    /// <param name="target">Port of Apollo on loopback.</param>
    /// <param name="other">Of nginx: what lies below a path goes to another port.</param>
    public static Task<ReverseProxy> StartAsync(
        string name,
        string path,
        int target,
        (string Path, int Port)? other = null
    ) => new ReverseProxy().BeginAsync(name, path, target, other);

    /// <summary>One that is not started yet: Apollo may have to know its address first.</summary>
    public static ReverseProxy Prepare() => new();

    /// <inheritdoc cref="StartAsync"/>
    public async Task<ReverseProxy> BeginAsync(
        string name,
        string path,
        int target,
        (string Path, int Port)? other = null
    )
    {
        var proxy = this;
        await proxy.WriteCertificateAsync();
        string[] arguments;
        if (name == "nginx")
        {
            await File.WriteAllTextAsync(proxy.At("nginx.conf"), proxy.Nginx(path, target, other));
            arguments = ["-e", proxy.At("error.log"), "-c", proxy.At("nginx.conf"), "-g", "daemon off;"];
        }
        else
        {
            await File.WriteAllTextAsync(proxy.At("Caddyfile"), proxy.Caddy(path, target));
            arguments = ["run", "--adapter", "caddyfile", "--config", proxy.At("Caddyfile")];
        }
        proxy.process = await ServerProcess.StartAsync(
            Tool.Find(name, name == "nginx" ? "nginx-light" : "caddy", "/usr/sbin"),
            arguments,
            environment: [new("XDG_DATA_HOME", proxy.folder.Path), new("XDG_CONFIG_HOME", proxy.folder.Path)]
        );
        await FreePort.WaitAsync(proxy.Port, proxy.process);
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        folder.Dispose();
    }

    private string At(string file) => Path.Combine(folder.Path, file);

    private async Task WriteCertificateAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
        await File.WriteAllTextAsync(At("cert.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(At("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private string Nginx(string path, int target, (string Path, int Port)? other) =>
        $$"""
            pid {{At("nginx.pid")}};
            worker_processes 1;
            events {}
            http {
              access_log off;
              client_body_temp_path {{At("body")}};
              proxy_temp_path {{At("proxy")}};
              fastcgi_temp_path {{At("fastcgi")}};
              uwsgi_temp_path {{At("uwsgi")}};
              scgi_temp_path {{At("scgi")}};
              map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
              server {
                listen 127.0.0.1:{{Port}} ssl http2;
                ssl_certificate {{At("cert.pem")}};
                ssl_certificate_key {{At("key.pem")}};
                proxy_http_version 1.1;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection $connection_upgrade;
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header X-Forwarded-Host $http_host;
                proxy_read_timeout 75s;
                location {{path}}/ { proxy_pass http://127.0.0.1:{{target}}; }
                {{(other is var (below, port) ? $"location {below} {{ proxy_pass http://127.0.0.1:{port}; }}" : "")}}
              }
            }
            """;

    private string Caddy(string path, int target) =>
        $$"""
            {
              admin off
              auto_https disable_redirects
            }
            https://localhost:{{Port}} {
              bind 127.0.0.1
              tls {{At("cert.pem")}} {{At("key.pem")}}
              handle {{path}}/* {
                reverse_proxy 127.0.0.1:{{target}}
              }
            }
            """;
}
