using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KnGG.Workflow.Web.Api;

/// <summary>What the description of the HTTP interface says about itself.</summary>
internal static class OpenApiText
{
    internal static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "KnGG.Workflow",
                Version = "v1",
                Description = "Ketenaanpak Kind naar Gezonder Gewicht. Log in met POST /elsa/api/identity/login en stuur daarna Authorization: Bearer.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            return Task.CompletedTask;
        });
    }
}
