using System.Text.Json;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Finds the first member that an object names twice: the JSON reader refuses it, but does not say where.</summary>
internal static class DuplicateMember
{
    public static (string Name, int Line)? Find(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = DefinitionReader.MaxDepth,
        });
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push([]);
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !open.Peek().Add(reader.GetString()!):
                    return (reader.GetString()!, utf8.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1);
                default:
                    break;
            }
        }

        return null;
    }
}
