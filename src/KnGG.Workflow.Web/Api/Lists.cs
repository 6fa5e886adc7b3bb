using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Web.Api;

/// <summary>One page of a list, page from 1.</summary>
internal sealed record ListAnswer<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize)
{
    internal static ListAnswer<T> From<TRow>(Paged<TRow> paged, Func<TRow, T> map) => new([.. paged.Items.Select(map)], paged.Total, paged.Page, paged.PageSize);
}

/// <summary>Limits of lists.</summary>
internal static class Lists
{
    internal const int DefaultSize = 25;
}
