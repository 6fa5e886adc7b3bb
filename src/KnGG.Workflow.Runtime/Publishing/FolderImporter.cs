using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>Imports the definitions of a folder in one transaction: all drafts first, then published until no more can be.</summary>
internal sealed class FolderImporter(Publisher publisher)
{
    private static readonly Actor Folder = Actor.System;

    public List<FolderImport> Import(StepTransaction transaction, string folder, DateTimeOffset now)
    {
        var report = new List<FolderImport>();
        var waiting = new List<(string File, string DefinitionId)>();
        var drafts = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var json = File.ReadAllText(file);
            if (Read(json, file, report) is not { } parsed)
            {
                continue;
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
            if (IsKnown(transaction, parsed.DefinitionId, hash, json))
            {
                report.Add(new FolderImport(file, parsed.DefinitionId, "unchanged", []));
                continue;
            }

            publisher.SaveDraft(transaction, json, parsed.DefinitionId, parsed, Folder, hash, now);
            waiting.Add((file, parsed.DefinitionId));
            drafts[parsed.DefinitionId] = parsed;
        }

        Publish(transaction, waiting, drafts, report, now);
        return report;
    }

    // A definition can use another of the same folder, whatever the order of the files: go round until a round publishes nothing.
    private void Publish(
        StepTransaction transaction, List<(string File, string DefinitionId)> waiting, Dictionary<string, WorkflowDefinition> drafts, List<FolderImport> report, DateTimeOffset now)
    {
        var refused = new Dictionary<string, PublishResult.Refused>(StringComparer.Ordinal);
        for (var progress = true; progress && waiting.Count > 0;)
        {
            progress = false;
            foreach (var (file, definitionId) in waiting.ToList())
            {
                switch (publisher.PublishLatest(transaction, definitionId, Folder, now, drafts))
                {
                    case PublishResult.Published published:
                        report.Add(new FolderImport(file, definitionId, "published", published.Warnings));
                        waiting.Remove((file, definitionId));
                        progress = true;
                        break;
                    case PublishResult.Refused no:
                        refused[definitionId] = no;
                        break;
                }
            }
        }

        report.AddRange(waiting.Select(w => new FolderImport(w.File, w.DefinitionId, "refused", refused[w.DefinitionId].Problems)));
    }

    private static bool IsKnown(StepTransaction transaction, string definitionId, string fileHash, string json)
    {
        var versions = DefinitionRows.Versions(transaction, definitionId);
        return versions.Any(v => v.FileHash == fileHash && v.WasPublished)
            || versions.FirstOrDefault(v => v.IsPublished)?.ContentHash == DefinitionContent.HashOf(DefinitionContent.Read(json));
    }

    private static WorkflowDefinition? Read(string json, string file, List<FolderImport> report)
    {
        try
        {
            var parsed = EngineDoor.Parse(json);
            return parsed.DefinitionId.Length > 0
                ? parsed
                : throw new DefinitionFormatException("De definitie heeft geen 'definitionId'.", 1, 1);
        }
        catch (DefinitionFormatException exception)
        {
            report.Add(new FolderImport(file, "", "refused", [new DefinitionProblem("unreadable", "error", null, exception.Line, exception.Message)]));
            return null;
        }
    }
}
