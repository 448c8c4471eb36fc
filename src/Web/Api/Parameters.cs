using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Apollo.Web.Api;

/// <summary>Finds the parameter of a query that cannot be understood.</summary>
internal static class Parameters
{
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The answer to a query with a wrong parameter; null = none is wrong.</summary>
    public static ProblemHttpResult? Wrong(HttpContext http)
    {
        foreach (var parameter in http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name);
            var type =
                Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType)
                ?? parameter.ParameterInfo.ParameterType;
            if (!http.Request.Query.TryGetValue(name, out var values))
            {
                if (
                    type == typeof(string)
                    && !parameter.IsOptional
                    && !http.Request.RouteValues.ContainsKey(name)
                    && http.Response.StatusCode == StatusCodes.Status400BadRequest
                )
                    return Problems.WrongParameter(name, $"{name} is missing: add ?{name}=….");
                continue;
            }
            var text = values.ToString();
            if (type == typeof(int) && !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
                return Problems.WrongParameter(name, $"{name} is '{text}': give a whole number, such as 100.");
            if (type == typeof(DateTimeOffset) && !TryInstant(text, out _))
                return Problems.WrongParameter(name, NoInstant(name, text));
        }
        return http.Response.StatusCode == StatusCodes.Status400BadRequest
            ? Problems.WrongQuery(
                "The request cannot be understood. Its parameters and its body are described at /openapi/v1.json."
            )
            : null;
    }

    /// <summary>What is said of a text that is no instant.</summary>
    public static string NoInstant(string name, string text) =>
        $"{name} is '{text}': give an instant from 1900 to 2199 as ISO 8601, such as 2026-03-02T09:00:00Z.";

    /// <summary>Reads an instant of the API; without a zone it is UTC.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal,
            out instant
        )
        && instant >= Earliest
        && instant < Latest;
}
