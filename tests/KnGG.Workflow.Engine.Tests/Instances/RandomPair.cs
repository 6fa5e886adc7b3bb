using System.Text.Json.Nodes;

namespace KnGG.Workflow.Engine.Tests.Instances;

/// <summary>
/// A random definition and an edited copy of it (renamed, inserted, deleted, swapped, wired otherwise, other terms), from a seed. Without
/// loops, so that every activity runs at most once. Every activity leaves by the port Done.
/// </summary>
internal sealed class RandomPair
{
    private readonly Random _random;
    private readonly string _id;
    private readonly Func<Random, (string Type, (string Name, JsonNode Value)[] Inputs)> _leaf;
    private int _next;

    public RandomPair(int seed, string id = "paar", Func<Random, (string Type, (string Name, JsonNode Value)[] Inputs)>? leaf = null)
    {
        (_random, _id, _leaf) = (new Random(seed), id, leaf ?? Primitive);
        var root = Container(0);
        Before = Definition(root, 1);
        var changed = root.DeepClone().AsObject();
        for (var edits = 1 + _random.Next(3); edits > 0; edits--)
        {
            Edit(changed);
        }

        After = Definition(changed, 2);
        HasLoop = Charts(changed).Any(IsLooped);
    }

    /// <summary>Whether the edits drew a line back: then what was done comes again because somebody wants it so.</summary>
    public bool HasLoop { get; }

    public string Before { get; }

    public string After { get; }

    /// <summary>New ids by old ones.</summary>
    public Dictionary<string, string> Renamed { get; } = new(StringComparer.Ordinal);

    public static JsonObject Literal(JsonNode value) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    private string Definition(JsonObject root, int version) => new JsonObject
    {
        ["definitionId"] = _id, ["id"] = _id + "-" + version, ["version"] = version, ["name"] = _id, ["root"] = root.DeepClone(),
    }.ToJsonString();

    private JsonObject Container(int depth)
    {
        var children = Enumerable.Range(0, 2 + _random.Next(4)).Select(_ => depth < 2 && _random.Next(4) == 0 ? Container(depth + 1) : Leaf()).ToArray();
        return _random.Next(5) switch
        {
            0 => New("Elsa.Parallel", ("activities", new JsonArray([.. children]))),
            1 => New("Elsa.Sequence", ("activities", new JsonArray([.. children]))),
            _ => Chart(children),
        };
    }

    // Lines go forward only; every activity after the first has at least one line in.
    private JsonObject Chart(JsonObject[] children)
    {
        var lines = new JsonArray();
        for (var to = 1; to < children.Length; to++)
        {
            var first = _random.Next(to);
            lines.Add(Line(children[first], children[to]));
            if (_random.Next(3) == 0 && _random.Next(to) is var second && second != first)
            {
                lines.Add(Line(children[second], children[to]));
            }
        }

        return New("Elsa.Flowchart", ("activities", new JsonArray([.. children])), ("connections", lines));
    }

    private JsonObject Leaf()
    {
        var (type, inputs) = _leaf(_random);
        return New(type, inputs);
    }

    private static (string Type, (string Name, JsonNode Value)[] Inputs) Primitive(Random random) => random.Next(4) switch
    {
        0 => ("Elsa.WriteLine", [("text", Literal("regel"))]),
        1 => ("Elsa.Delay", [("timeSpan", Literal($"0{random.Next(1, 9)}:00:00"))]),
        2 => ("Elsa.Event", [("eventName", Literal("e" + random.Next(3)))]),
        _ => ("Elsa.RunTask", [("taskName", Literal("taak"))]),
    };

    private JsonObject New(string type, params (string Name, JsonNode Value)[] more)
    {
        var activity = new JsonObject { ["id"] = "a" + _next++, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in more)
        {
            activity[name] = value;
        }

        return activity;
    }

    private static JsonObject Line(JsonObject from, JsonObject to) => Line((string)from["id"]!, (string)to["id"]!);

    private static JsonObject Line(string from, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private void Edit(JsonObject root)
    {
        var containers = new List<JsonObject>();
        Collect(root, containers);
        var container = containers[_random.Next(containers.Count)];
        var children = container["activities"]!.AsArray();
        var lines = container["connections"]?.AsArray();
        var place = _random.Next(children.Count);
        var id = (string)children[place]!["id"]!;
        switch (_random.Next(7))
        {
            case 0 when children.Count > 1:
                children.RemoveAt(place);
                foreach (var line in lines?.Where(l => (string)l!["source"]!["activity"]! == id || (string)l["target"]!["activity"]! == id).ToList() ?? [])
                {
                    lines!.Remove(line);
                }

                break;
            case 1:
                var added = Leaf();
                children.Insert(place, added);
                if (lines is { Count: > 0 })
                {
                    // Between the two ends of a line, or as a second way to its end.
                    var line = lines[_random.Next(lines.Count)]!.AsObject();
                    var (from, to) = ((string)line["source"]!["activity"]!, (string)line["target"]!["activity"]!);
                    if (_random.Next(2) == 0)
                    {
                        lines.Remove(line);
                    }

                    lines.Add(Line(from, (string)added["id"]!));
                    lines.Add(Line((string)added["id"]!, to));
                }

                break;
            case 2 when children.Count > 1:
                // Swapped: in a chart the two take each other's lines.
                var other = (place + 1) % children.Count;
                var otherId = (string)children[other]!["id"]!;
                if (lines is null)
                {
                    var moved = children[place]!;
                    children.RemoveAt(place);
                    children.Insert(other > place ? place + 1 : 0, moved);
                }
                else
                {
                    Rewire(lines, i => i == id ? otherId : i == otherId ? id : i);
                }

                break;
            case 3:
                var fresh = "n" + _next++;
                Renamed[id] = fresh;
                children[place]!["id"] = fresh;
                if (lines is not null)
                {
                    Rewire(lines, i => i == id ? fresh : i);
                }

                break;
            case 4 when lines is { Count: > 1 }:
                lines.RemoveAt(_random.Next(lines.Count));
                break;
            case 5 when lines is not null && place > 0:
                lines.Add(Line((string)children[_random.Next(place)]!["id"]!, id));
                break;
            default:
                // Another term, title or name; what it is stays.
                var (type, inputs) = _leaf(_random);
                if ((string)children[place]!["type"]! == type)
                {
                    foreach (var (name, value) in inputs)
                    {
                        children[place]![name] = value;
                    }
                }

                break;
        }
    }

    private static IEnumerable<JsonObject> Charts(JsonObject root)
    {
        var containers = new List<JsonObject>();
        Collect(root, containers);
        return containers.Where(c => c.ContainsKey("connections"));
    }

    private static bool IsLooped(JsonObject chart)
    {
        var lines = chart["connections"]!.AsArray().Select(l => ((string)l!["source"]!["activity"]!, (string)l["target"]!["activity"]!)).ToList();
        for (var before = -1; before != lines.Count;)
        {
            before = lines.Count;
            lines.RemoveAll(l => !lines.Exists(m => m.Item2 == l.Item1));
        }

        return lines.Count > 0;
    }

    private static void Rewire(JsonArray lines, Func<string, string> id)
    {
        foreach (var line in lines)
        {
            line!["source"]!["activity"] = id((string)line["source"]!["activity"]!);
            line["target"]!["activity"] = id((string)line["target"]!["activity"]!);
        }
    }

    private static void Collect(JsonObject activity, List<JsonObject> containers)
    {
        if (activity["activities"] is JsonArray children)
        {
            containers.Add(activity);
            foreach (var child in children)
            {
                Collect(child!.AsObject(), containers);
            }
        }
    }
}
