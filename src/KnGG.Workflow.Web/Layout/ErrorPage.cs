using System.Text;

namespace KnGG.Workflow.Web.Layout;

/// <summary>Error pages without a layout of their own to fail: plain text in HTML that is written at once.</summary>
internal static class ErrorPage
{
    internal static async Task Write(HttpContext context, int status, string? detail = null)
    {
        var (title, text) = status switch
        {
            403 => ("Geen toegang", "U mag deze pagina niet bekijken. Denkt u dat dit niet klopt? Vraag het aan de coördinator van uw organisatie."),
            404 => ("Niet gevonden", "Deze pagina bestaat niet, of u mag haar niet zien. Misschien is de taak al klaar of hoort het traject niet meer bij u."),
            400 => ("Dat ging niet", "De pagina was te lang open of is niet goed verstuurd. Ga terug en probeer het opnieuw."),
            413 => ("Te groot", "Wat u stuurt is te groot. Er is niets bewaard. Ga terug en stuur minder, of een kleiner bestand."),
            503 => ("Nu niet beschikbaar", $"{detail ?? "De dienst kan dit nu niet doen."} Er is niets half opgeslagen. Ga terug en probeer het over een minuut opnieuw."),
            507 => ("Geen ruimte meer", $"{detail ?? "Er kan nu niets worden opgeslagen."} Ga terug en probeer het later opnieuw."),
            _ => ("Er ging iets mis", "Er ging iets mis aan onze kant. Er is niets half opgeslagen. Probeer het later opnieuw."),
        };
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="nl">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} - Kind naar Gezonder Gewicht</title>
              <link rel="icon" href="/icon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/lib/voorbeeld-theme.css">
              <link rel="stylesheet" href="/lib/utrecht.css">
              <link rel="stylesheet" href="/tokens.css">
              <link rel="stylesheet" href="/app.css">
            </head>
            <body class="voorbeeld-theme kngg utrecht-document">
              <header class="top"><div class="wide"><a class="brand" href="/"><span>Kind naar Gezonder Gewicht</span></a></div></header>
              <main class="wide">
                <div class="card reading stack tight">
                  <h1 class="utrecht-heading-1">{title}</h1>
                  <p>{text}</p>
                  <p><a class="utrecht-link" href="/">Naar mijn taken</a></p>
                </div>
              </main>
            </body>
            </html>
            """,
            Encoding.UTF8);
    }
}
