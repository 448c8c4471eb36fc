using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Apollo.Web.Api;

/// <summary>What the API says of itself at <c>/openapi/v1.json</c>.</summary>
internal static partial class OpenApiDocument
{
    /// <summary>Of Directory.Build.props, without the commit behind the plus sign.</summary>
    private static string ProductVersion =>
        typeof(OpenApiDocument)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    public static void AddOpenApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info.Title = "Apollo";
                    document.Info.Version = ProductVersion;
                    document.Info.Description =
                        "Times are ISO 8601 UTC, durations seconds, percent 0–100; errors are "
                        + "RFC 9457 problem details.";
                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(NamePathParameters);
        });

    /// <summary>What a filter or a bound type reads of the path is a parameter too.</summary>
    private static Task NamePathParameters(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        operation.Parameters ??= [];
        var names = InBraces().Matches(context.Description.RelativePath ?? "").Select(match => match.Groups[1].Value);
        foreach (var name in names.Where(name => operation.Parameters.All(known => known.Name != name)).Reverse())
            operation.Parameters.Insert(
                0,
                new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex InBraces();
}
