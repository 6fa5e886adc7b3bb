namespace KnGG.Workflow.Engine.Tests.Expressions.Comparison;

/// <summary>
/// Makes expressions as coordinators and mischief-makers write them. The same seed gives the same expressions. Mostly the kinds
/// of values fit, sometimes they do not, and now and then a piece lies outside the language.
/// </summary>
internal sealed partial class ExpressionGenerator(int seed)
{
    /// <summary>What the generated expressions can read.</summary>
    public const string Scope = """
        {"variables":{"count":3,"half":2.5,"neg":-7,"big":123456789012345680000,"tiny":0.0000001234,"zero":0,"name":"Anna de Vries","empty":"","digits":" 42 ",
        "accent":"café Ümlaut ß","emoji":"a😀b","yes":true,"no":false,"nothing":null,"numbers":[5,1,4,1,10,-3],"names":["Bo","anna","Cees","Élise",""],
        "mixed":[1,"1",true,null,[2,3],{"a":1}],"people":[{"name":"Ida","age":12,"tags":["a","b"]},{"name":"Bram","age":9,"tags":[]},{"name":"Cas","age":12}],
        "map":{"b":1,"a":"x","10":true,"2":null,"deep":{"list":[1,[2,[3]]],"text":"t"}},"none":[],"nobody":{},"date":"2026-03-29T02:30:00+01:00"},
        "input":{"Age":11,"Text":"in","List":[3,2,1]},"outputs":{"Act1.":"result","Act1.Score":7,"last":[1,2]}}
        """;

    private static readonly string[] Numbers =
        ["0", "1", "2", "3", "7", "10", "-1", "-0", "0.1", "0.5", "1.5", "2.675", "1e3", "1e21", "1e-7", "123456.789", "0x1F", "NaN", "Infinity", "9007199254740993", "1_000", ".5", "5.", "4294967297", "-2147483649", "1.005", "0b101"];

    private static readonly string[] Texts =
        ["''", "'a'", "'b'", "'abc'", "\"x y\"", "'1'", "'10'", "' 12 '", "'3.5'", "'1e3'", "'0x10'", "'true'", "'null'", "'é'", "'\\u0041\\n'", "'a,b,,c'", "'Hello World'", "'ÀÉ'", "'😀'", "'-5'", "'1,5'", "'Infinity'", "'[1,{\"a\":null}]'", "'{\"x\":[1,2.50],\"1\":2}'", "'2026-01-01'"];

    private readonly Random _random = new(seed);
    private readonly List<(string Name, char Kind)> _locals = [];
    private int _names;

    /// <summary>One expression, or a few constants and a return.</summary>
    public string Next()
    {
        _locals.Clear();
        _names = 0;
        return _random.Next(12) switch
        {
            0 => Statements(isFunction: true),
            1 => Statements(isFunction: false),
            2 => Outside(),
            _ => Any(_random.Next(2, 5)),
        };
    }

    private string Statements(bool isFunction)
    {
        var text = "";
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            text += Binding() + Pick(";", "; ", ";\n", "\n");
        }

        if (isFunction && Chance(3))
        {
            text += $"if ({Bool(2)}) {{ return {Any(2)}; }}{Pick("", $" else {{ {Binding()}; return {Any(1)} }}")} ";
        }

        return text + (isFunction ? $"return {Any(3)}{Pick("", ";")}" : Any(3));
    }

    private string Binding()
    {
        var kind = "nsblma"[_random.Next(6)];
        if (Chance(6))
        {
            var (first, second) = (NewName(), NewName());
            var list = $"{Pick("const", "let")} [{first}, {Pick("...", "")}{second}] = {List(2)}";
            _locals.Add((first, 'a'));
            return list;
        }

        var value = Of(kind, 3);
        var name = NewName();
        _locals.Add((name, kind));
        return $"{Pick("const", "let")} {name} = {value}";
    }

    private string Of(char kind, int depth) => kind switch
    {
        'n' => Number(depth),
        's' => Text(depth),
        'b' => Bool(depth),
        'l' => List(depth),
        'm' => Map(depth),
        _ => Any(depth),
    };

    private string Any(int depth) => Chance(12) ? Wild(depth) : Of("nsblmnsb"[_random.Next(8)], depth);

    /// <summary>Of the wanted kind, but now and then of another.</summary>
    private string Mostly(char kind, int depth) => Chance(14) ? Any(depth) : Of(kind, depth);

    private bool Chance(int one) => _random.Next(one) == 0;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private string NewName() => "v" + _names++;

    private string Local(char kind, string otherwise)
    {
        var fitting = _locals.FindAll(l => l.Kind == kind || l.Kind == 'a');
        return fitting.Count > 0 && Chance(2) ? fitting[_random.Next(fitting.Count)].Name : otherwise;
    }

    /// <summary>A function of one parameter that gives a value of a kind.</summary>
    private string Arrow(char parameter, char result, int depth, string second = "")
    {
        var name = NewName();
        var count = _locals.Count;
        _locals.Add((name, parameter));
        var names = name;
        if (second.Length > 0 || Chance(4))
        {
            var other = NewName();
            _locals.Add((other, second == "same" ? parameter : 'n'));
            names = $"{name}, {other}";
        }

        var body = Of(result, depth);
        body = Chance(6) ? $"{{ {Binding()}; return {body}; }}" : body.StartsWith('{') ? $"({body})" : body;
        _locals.RemoveRange(count, _locals.Count - count);
        return names.Contains(',', StringComparison.Ordinal) || Chance(2) ? $"({names}) => {body}" : $"{names} => {body}";
    }

    private string Outside() => Pick(
        "new Date()", "Date.now()", "Math.random()", "x = 1", "variables.count = 2", "variables.count++", "function f() { return 1 }",
        "(x => x)(1)", "[1,2].push(3)", "const f = x => x; return f(1)", "for (const x of [1]) {}", "while (false) {}", "this", "eval('1')",
        "[1].constructor", "({}).__proto__", "'a'['constructor']", "[3,1].map", "numbers", "variables", "1, 2", "`a`.map(x => x)",
        "const a = 1; const a = 2; a", "const a = a; a", "const b = v; const v = 1; b", "1 +", ")", "-2 ** 2", "1 ?? 2 || 3", "new Array(3)",
        "[1,,2]", "'a'.foo()", "(1).foo", "null.x", "undefined[0]", "getVariable('numbers').sort()", "variables.numbers.reverse()",
        "Object.keys(null)", "[...5]", "[...null]", "Symbol('a')", "10n", "void 0", "typeof void 0", "let q; q", "delete variables.count",
        "const n = variables.numbers; n.sort(); return n", "const n = [2,1]; const m = n.sort(); return n[0]", "[2,1].map((x, i, a) => a.reverse()[0])",
        "{ a: 1 }", "{}", "({}).toString()", "({toString: 1}) + ''", "[[2,1]].map(x => x.sort())", "const x = [[2,1]]; return [x[0].sort(), x]",
        "variables.numbers === variables.numbers", "[] == []", "variables.none === input.List", "variables.none === variables.none", "getMissing()",
        "variables.toString", "'toString' in {}", "'count' in variables", "'x' in 'y'", "parseInt", "[1,2].map(parseInt)", "['1','2','3'].map(parseInt)", "/a/", "const r = /a/; r.test('a')",
        "({['__proto__']: 1})", "JSON.parse('{\"__proto__\":1}')", "a?.b", "variables?.count", "variables.nothing?.x.y.z", "variables.nothing?.['x']", "(variables.nothing?.x).y", "getVariable('missing')", "variables.missing",
        "getInput('missing')", "getOutputFrom('Act1')", "getOutputFrom('Act1', 'Score')", "getOutputFrom('Nope')", "getLastResult()", "getLastResult().sort()", "1 < 2 < 3", "3 > 2 > 1", "[10, 9, 1].sort()", "[3, undefined, 1].sort()",
        "0.1 + 0.2", "`${[1,[2,3]]} ${{}} ${null}`", "[1,2,3].at(-1)", "'abc'.at(5)", "[] + {}", "[] + []", "'5' * '2'", "null + 1", "undefined + 1", "true + true", "[2] * [3]", "'b' + 'a' + +'a' + 'a'");
}
