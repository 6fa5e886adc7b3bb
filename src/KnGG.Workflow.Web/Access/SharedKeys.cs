using System.Text;
using System.Xml.Linq;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace KnGG.Workflow.Web.Access;

/// <summary>The keys of cookies, kept in the database, so that whoever signed in at one node is known at every other.</summary>
internal sealed class SharedKeys(StepDatabase database, ServiceClock clock) : IXmlRepository
{
    /// <summary>The key that signs tokens.</summary>
    internal const string Token = "token";

    /// <summary>The key of the pseudonyms.</summary>
    internal const string Pseudonym = "pseudonym";

    private const string Cookies = "cookies:";

    /// <summary>One of the keys above; made when nobody made it before.</summary>
    internal static byte[] LoadOrMake(IServiceProvider services, string name, Func<byte[]> make) => services.GetRequiredService<StepDatabase>().Write(
        t => ServiceKeys.LoadOrMake(t, name, services.GetRequiredService<ServiceClock>().RealNow, make));

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. database.Read(t => ServiceKeys.All(t, Cookies)).Select(k => XElement.Parse(Encoding.UTF8.GetString(k)))];

    public void StoreElement(XElement element, string friendlyName) => database.Write(
        t => ServiceKeys.Keep(t, Cookies + friendlyName, clock.RealNow, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))));
}
