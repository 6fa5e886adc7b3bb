namespace KnGG.Workflow.Engine.Tests.Expressions.Comparison;

/// <summary>Pieces that give a number, a text, a truth value, a list, a map, or nobody knows what.</summary>
internal sealed partial class ExpressionGenerator
{
    private string Number(int depth)
    {
        if (depth <= 0)
        {
            return Pick(Local('n', Pick(Numbers)), Pick(Numbers), Pick("variables.count", "variables.half", "variables.neg", "getVariable('count')", "getCount()", "input.Age", "variables['zero']", "variables.big", "variables.tiny"));
        }

        var d = depth - 1;
        return _random.Next(24) switch
        {
            0 or 1 or 2 => $"({Mostly('n', d)} {Pick("+", "-", "*", "/", "%")} {Mostly('n', d)})",
            3 => $"{Mostly('n', d)} {Pick("+", "-", "*")} {Mostly('n', d)}",
            4 => $"({Mostly('n', d)} {Pick("&", "|", "^", "<<", ">>", ">>>")} {Mostly('n', d)})",
            5 => $"{Pick("-", "+", "~")}({Mostly('n', d)})",
            6 => $"({Mostly('n', d)}) ** {Pick("2", "3", "0", "-1", "0.5")}",
            7 => $"Math.{Pick("abs", "floor", "ceil", "round", "trunc", "sign", "sqrt", "fround", "clz32")}({Mostly('n', d)})",
            8 => $"Math.{Pick("max", "min")}({Pick($"{Mostly('n', d)}, {Mostly('n', d)}", $"...{List(d)}", "")})",
            9 => $"{Pick("Number", "parseFloat", "parseInt", "Number.parseFloat")}({Any(d)})",
            10 => $"parseInt({Text(d)}, {Pick("10", "16", "2", "36", "0", "37")})",
            11 => $"{Text(d)}.{Pick("length", $"indexOf({Text(d)})", $"lastIndexOf({Text(d)})", $"charCodeAt({Number(0)})", $"codePointAt({Number(0)})", $"search(/{Pattern()}/)", $"localeCompare({Text(0)})")}",
            12 => $"{List(d)}.length",
            13 => $"{List(d)}.{Pick($"indexOf({Any(0)})", $"lastIndexOf({Any(0)})", $"findIndex({Arrow('a', 'b', d)})", $"findLastIndex({Arrow('a', 'b', d)})")}",
            14 => $"{NumberList(d)}.reduce({Arrow('n', 'n', d, "same")}{Pick("", ", 0", $", {Number(0)}")})",
            15 => $"({Bool(d)} ? {Mostly('n', d)} : {Mostly('n', d)})",
            16 => $"({Pick("variables.nothing", "variables.missing", "variables.count", "getVariable('zero')")} {Pick("??", "||", "&&")} {Mostly('n', d)})",
            17 => $"{NumberList(d)}[{Number(0)}]",
            18 => $"variables.people{Pick("[0]", "[1]", "[5]?", ".at(-1)")}.{Pick("age", "missing", "tags.length", "tags?.length")}",
            19 => $"Math.pow({Mostly('n', d)}, {Pick("2", "3", "10")})",
            _ => Number(0),
        };
    }

    private string Text(int depth)
    {
        if (depth <= 0)
        {
            return Pick(Local('s', Pick(Texts)), Pick(Texts), Pick(Texts), Pick("variables.name", "variables.empty", "variables.digits", "variables.accent", "variables.emoji", "getVariable('date')", "getWorkflowInstanceId()", "input.Text"));
        }

        var d = depth - 1;
        return _random.Next(26) switch
        {
            0 or 1 => $"({Mostly('s', d)} + {Any(d)})",
            2 => $"({Any(d)} + {Mostly('s', d)})",
            3 or 4 => $"`{Pick("", "a ", "\\n", "$")}${{{Any(d)}}}{Pick("", "-", "\\`")}${{{Any(d)}}}`",
            5 => $"{Text(d)}.{Pick("toUpperCase()", "toLowerCase()", "trim()", "trimStart()", "trimEnd()", "toString()", "valueOf()")}",
            6 => $"{Text(d)}.{Pick("slice", "substring", "substr")}({Number(0)}{Pick("", $", {Number(0)}")})",
            7 => $"{Text(d)}.{Pick("charAt", "at")}({Number(0)})",
            8 => $"{Text(d)}[{Number(0)}]",
            9 => $"{Text(d)}.{Pick("padStart", "padEnd")}({Pick("0", "3", "12", "5.5")}{Pick("", ", '0'", ", 'ab'", $", {Text(0)}")})",
            10 => $"{Text(d)}.repeat({Pick("0", "1", "3", "2.9", "-1")})",
            11 => $"{Text(d)}.{Pick("replace", "replaceAll")}({Text(0)}, {Pick(Text(0), "'[$&]'", "'$$'", "\"$`$'\"", "'$1'", Arrow('s', 's', d))})",
            12 => $"{Text(d)}.replace(/{Pattern()}/{Pick("", "g", "i", "gi")}, {Pick("'-'", "'<$&>'", "'$1$2'", "''", Arrow('s', 's', 0))})",
            13 => $"{List(d)}.join({Pick("", "', '", "''", Text(0))})",
            14 => $"String({Any(d)})",
            15 => $"JSON.stringify({Any(d)}{Pick("", "", ", null, 2", ", null, '--'")})",
            16 => $"({Number(d)}).toFixed({Pick("", "0", "1", "2", "10")})",
            17 => $"({Number(d)}).{Pick("toString()", "toString(2)", "toString(16)", "toPrecision(3)", "toPrecision(1)", "toPrecision(12)")}",
            18 => $"({Bool(d)} ? {Mostly('s', d)} : {Mostly('s', d)})",
            19 => $"({Pick("variables.nothing", "variables.missing?.x", "variables.empty", "variables.map?.a", "variables.map.deep?.text")} {Pick("??", "||", "&&")} {Mostly('s', d)})",
            20 => $"typeof {Pick(Any(0), $"({Any(d)})")}",
            21 => $"{Text(d)}.concat({Any(d)}{Pick("", $", {Any(0)}")})",
            22 => $"{List(d)}.map({Arrow('a', 's', d)}).join('|')",
            23 => $"variables.names.{Pick($"find({Arrow('s', 'b', d)})", "at(-1)", $"reduce({Arrow('s', 's', d, "same")})")}",
            _ => Text(0),
        };
    }

    private string Bool(int depth)
    {
        if (depth <= 0)
        {
            return Pick(Local('b', "true"), "true", "false", "variables.yes", "variables.no", "!variables.nothing", "getVariable('yes')");
        }

        var d = depth - 1;
        return _random.Next(20) switch
        {
            0 or 1 => $"{Mostly('n', d)} {Pick("<", ">", "<=", ">=")} {Mostly('n', d)}",
            2 => $"({Mostly('s', d)} {Pick("<", ">", "<=", ">=")} {Mostly('s', d)})",
            3 or 4 => $"({Any(d)} {Pick("==", "===", "!=", "!==")} {Any(d)})",
            5 => $"!{Pick(Any(0), $"({Any(d)})")}",
            6 => $"({Bool(d)} {Pick("&&", "||")} {Bool(d)})",
            7 => $"{Text(d)}.{Pick("includes", "startsWith", "endsWith")}({Text(0)}{Pick("", "", $", {Number(0)}")})",
            8 => $"{List(d)}.includes({Any(0)}{Pick("", $", {Number(0)}")})",
            9 => $"{List(d)}.{Pick("some", "every")}({Arrow('a', 'b', d)})",
            10 => $"variables.people.{Pick("some", "every")}({Pick("p => p.age > 10", "p => p.tags?.length", "({ name, age }) => name.length < age", "({ tags = [] }) => tags.length === 0")})",
            11 => $"{Pick("Boolean", "isNaN", "isFinite", "Number.isInteger", "Number.isNaN", "Array.isArray", "isNullOrEmpty", "isNullOrWhiteSpace")}({Any(d)})",
            12 => $"/{Pattern()}/{Pick("", "i")}.test({Text(d)})",
            13 => $"({Pick("'a'", "'x'", "2", "'10'", Text(0))} in {Pick(Map(d), List(d), "variables")})",
            14 => $"({Any(d)} {Pick("==", "!=")} {Pick("null", "undefined", "''", "0", "false", "'1'")})",
            15 => $"{Map(d)}.hasOwnProperty({Text(0)})",
            _ => Bool(0),
        };
    }

    private string NumberList(int depth) => Pick("variables.numbers", "[1, 2, 3]", $"[{Number(depth)}, {Number(0)}, {Number(0)}]", "[]", "getVariable('numbers')");

    private string List(int depth)
    {
        if (depth <= 0)
        {
            return Pick(Local('l', "[1, 2]"), "[]", "variables.numbers", "variables.names", "variables.mixed", "variables.people", "variables.none", "[3, 'a', null]", "input.List", "getNames()", "[undefined, 1]");
        }

        var d = depth - 1;
        return _random.Next(26) switch
        {
            0 or 1 => $"[{Any(d)}, {Any(d)}{Pick("", ",", $", ...{Mostly('l', d)}")}]",
            2 => $"[...{Pick(Text(d), List(d))}]",
            3 or 4 => $"{List(d)}.map({Pick(Arrow('a', 'a', d), "Number", "String", "Boolean", "Math.abs", "parseInt", Arrow('a', 'm', d))})",
            5 or 6 => $"{List(d)}.filter({Pick(Arrow('a', 'b', d), "Boolean")})",
            7 => $"{List(d)}.slice({Pick("", Number(0), $"{Number(0)}, {Number(0)}")})",
            8 => $"{List(d)}.concat({Any(d)}{Pick("", $", {Any(0)}")})",
            9 => $"[...{List(d)}].sort({Pick("", "", "(a, b) => a - b", "(a, b) => b - a", "(a, b) => a > b", "(a, b) => a < b ? -1 : 1", "(a, b) => String(a).localeCompare(String(b))")})",
            10 => $"{List(d)}.{Pick("toSorted()", "toSorted((a, b) => a - b)", "toReversed()", "flat()", "flat(Infinity)", "flat(0)")}",
            11 => $"[...{List(d)}].reverse()",
            12 => $"Object.{Pick("keys", "values", "entries")}({Mostly('m', d)})",
            13 => $"{Text(d)}.split({Pick("", "''", "','", "' '", Text(0), $"/{Pattern()}/")}{Pick("", "", ", 2", ", -1")})",
            14 => $"{List(d)}.flatMap({Arrow('a', 'l', d)})",
            15 => $"Array.from({Pick("{ length: 3 }", Text(d), List(d), "{ length: 2, 0: 'a' }")}{Pick("", ", (x, i) => i", $", {Arrow('a', 'a', d)}")})",
            16 => $"({Bool(d)} ? {List(d)} : {List(d)})",
            17 => $"({Pick("variables.nothing", "variables.none", "variables.map?.deep?.list", "variables.people[1].tags")} {Pick("??", "||")} {List(d)})",
            18 => $"{Text(d)}.match(/{Pattern()}/{Pick("", "g", "gi")})",
            19 => $"Object.entries({Map(d)}).map(([k, v]) => {Pick("k", "v", "k + v", "[v, k]", "`${k}=${v}`")})",
            20 => $"variables.people.filter({Pick("p => p.age > 9", "p => p.tags")}).map({Pick("p => p.name", "({ name, ...rest }) => name", "({ age: a }) => a * 2", "p => ({ ...p, age: p.age + 1 })")})",
            21 => $"{List(d)}.with({Pick("0", "-1", "9")}, {Any(0)})",
            22 => $"{NumberList(d)}.toSorted({Pick("(a, b) => a - b", "(a, b) => b - a", "(a, b) => 0", "(a, b) => a % 3 - b % 3")})",
            _ => List(0),
        };
    }

    private string Map(int depth)
    {
        if (depth <= 0)
        {
            return Pick(Local('m', "({})"), "variables.map", "variables.nobody", "({ a: 1, b: 'x' })", "({ 2: 'b', 1: 'a', x: 0 })", "variables.people[0]", "variables.map.deep");
        }

        var d = depth - 1;
        return _random.Next(12) switch
        {
            0 or 1 => $"({{ a: {Any(d)}, {Pick("b", "'c d'", "7", "[" + Text(0) + "]", "a")}: {Any(d)} }})",
            2 or 3 => $"({{ ...{Mostly('m', d)}, x: {Any(d)} }})",
            4 => $"({{ ...{Any(d)} }})",
            5 => $"JSON.parse({Pick("'{\"b\":1,\"a\":[true,null]}'", $"JSON.stringify({Map(d)})", Text(0))})",
            6 => $"Object.fromEntries({Pick($"Object.entries({Map(d)})", "[['a', 1], ['b', 2]]", "[[1, 2], [0]]", List(d))})",
            7 => $"Object.assign({{}}, {Map(d)}{Pick("", $", {Map(d)}")})",
            8 => $"({Bool(d)} ? {Map(d)} : {Map(d)})",
            9 => $"variables.people.reduce((acc, p) => ({{ ...acc, [p.name]: {Pick("p.age", "p", "p.tags?.length")} }}), {{}})",
            _ => Map(0),
        };
    }

    /// <summary>Members of anything, calls on anything.</summary>
    private string Wild(int depth)
    {
        var d = depth - 1;
        return _random.Next(7) switch
        {
            0 => $"({Any(d)}).{Pick("length", "a", "name", "x")}",
            1 => $"({Any(d)})?.{Pick("length", "a", "b?.c", "[0]", "['a']", "toString()", "at(0)")}",
            2 => $"({Any(d)})[{Any(0)}]",
            3 => $"({Any(d)}).{Pick("toString()", "valueOf()", "slice(1)", "includes('a')", "concat(1)", "indexOf('a')", "at(1)")}",
            4 => Pick("null", "undefined", "variables.nothing", "variables.missing", "getVariable('missing')", "getLastResult()"),
            5 => $"({Any(d)} {Pick("+", "-", "*", "<", "==", "===", "??", "&&", "||", ">=")} {Any(d)})",
            _ => $"{List(d)}.reduce((acc, x) => acc + x{Pick("", ", ''", ", 0")})",
        };
    }

    private string Pattern() => Pick("a", "[a-c]+", "\\d+", "^a", "b$", "(a|b)c?", "\\s*", "[^,]+", "(\\w)(\\d)?", "x*", "e|o", ".", "[aeiou]", "(?:ab)+", "\\d{2,4}", "^$", "\\s+", "\\W", "a.c", "[\\w-]+", "l+?", "(l+)(o)", ",|;", "(?=a)", "(a)\\1");
}
