using System.Text.Json;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Finds the line of each activity in the text of a definition, so that a check can point to it.</summary>
internal static class ActivityLines
{
    public static Dictionary<string, int> Of(byte[] utf8)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Stack<Frame>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = DefinitionReader.MaxDepth,
        });
        var line = 1;
        var counted = 0L;
        string? property = null;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new Frame());
                    break;
                case JsonTokenType.EndObject:
                    var frame = open.Pop();
                    if (frame is { Id: not null, HasType: true })
                    {
                        found.TryAdd(frame.Id, frame.Line);
                    }

                    break;
                case JsonTokenType.PropertyName:
                    property = reader.GetString();
                    continue;
                case JsonTokenType.String when property == "id" && open.Count > 0:
                    line += NewLines(utf8.AsSpan((int)counted, (int)(reader.TokenStartIndex - counted)));
                    counted = reader.TokenStartIndex;
                    open.Peek().Id = reader.GetString();
                    open.Peek().Line = line;
                    break;
                case JsonTokenType.String when property == "type" && open.Count > 0:
                    open.Peek().HasType = true;
                    break;
                default:
                    break;
            }

            property = null;
        }

        return found;
    }

    private static int NewLines(ReadOnlySpan<byte> part) => part.Count((byte)'\n');

    private sealed class Frame
    {
        public string? Id { get; set; }

        public int Line { get; set; }

        public bool HasType { get; set; }
    }
}
