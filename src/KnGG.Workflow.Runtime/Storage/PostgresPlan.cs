using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KnGG.Workflow.Runtime.Steps;
using Npgsql;
using NpgsqlTypes;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// A statement as the server knows it: its parameters have numbers, and the server's own types, so that null and a value, an int and a long,
/// make one and the same statement.
/// </summary>
internal sealed partial class PostgresPlan
{
    private readonly string _sql;
    private readonly string[] _names;
    private readonly NpgsqlDbType[] _types;

    private PostgresPlan(string sql, string[] names, NpgsqlDbType[] types)
    {
        _sql = sql;
        _names = names;
        _types = types;
        Answers = HasAnswer().IsMatch(sql);
    }

    /// <summary>Whether the server answers with rows, none included.</summary>
    public bool Answers { get; }

    /// <summary>Asks the server for the types of the parameters.</summary>
    /// <param name="connection">Any open connection to the database.</param>
    /// <param name="sql">The statement as it is written, with named parameters.</param>
    public static PostgresPlan Of(NpgsqlConnection connection, string sql)
    {
        var text = PostgresDialect.Of(sql);
        using var command = new NpgsqlCommand(text, connection);
        NpgsqlCommandBuilder.DeriveParameters(command);
        var names = new string[command.Parameters.Count];
        var types = new NpgsqlDbType[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = command.Parameters[i].ParameterName.TrimStart('@');
            types[i] = command.Parameters[i].NpgsqlDbType;
        }

        return new(Named().Replace(text, m => "$" + (Array.IndexOf(names, m.Groups[1].Value) + 1).ToString(CultureInfo.InvariantCulture)), names, types);
    }

    /// <summary>A command of this statement, without values.</summary>
    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(_sql);
        foreach (var type in _types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value });
        }

        return command;
    }

    /// <summary>Fills in the values.</summary>
    public void Bind(NpgsqlBatchCommand command, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var name = Bare(parameters[i].Name);

            // Most calls give the parameters in the order of the statement.
            var place = i < _names.Length && name.SequenceEqual(_names[i]) ? i : PlaceOf(name);
            command.Parameters[place].Value = Stored(parameters[i].Value, _types[place]);
        }
    }

    private int PlaceOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (name.SequenceEqual(_names[i]))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The statement has no parameter {name}.");
    }

    private static ReadOnlySpan<char> Bare(string name) => name.AsSpan(name.Length > 0 && name[0] == '@' ? 1 : 0);

    private static object Stored(object? value, NpgsqlDbType type) => value switch
    {
        null => DBNull.Value,
        Guid or byte[] or long[] or Guid[] => value,
        string text => WithoutZero(text),
        Utf8Text text => WithoutZero(Encoding.UTF8.GetString(text.Bytes.Span)),
        DateOnly date => StoredValues.FromDate(date),
        DateTimeOffset instant => Number(StoredValues.FromInstant(instant), type),
        bool flag => Number(flag ? 1 : 0, type),
        int number => Number(number, type),
        long number => Number(number, type),
        double number => type == NpgsqlDbType.Numeric ? (decimal)number : number,
        Enum member => Number(Convert.ToInt64(member, CultureInfo.InvariantCulture), type),
        _ => throw new NotSupportedException($"A parameter cannot be a {value.GetType().Name}."),
    };

    private static object Number(long number, NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Integer => checked((int)number),
        NpgsqlDbType.Smallint => checked((short)number),
        NpgsqlDbType.Double => (double)number,
        NpgsqlDbType.Numeric => (decimal)number,
        NpgsqlDbType.Boolean => number != 0,
        _ => number,
    };

    // PostgreSQL keeps no character zero in text; nobody types one.
    private static string WithoutZero(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\ufffd') : text;

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\s*(SELECT|WITH|VALUES|EXPLAIN)\b|\bRETURNING\b")]
    private static partial Regex HasAnswer();
}

/// <summary>The statements of one database, each asked for once, whichever connection needs it first.</summary>
internal sealed class PostgresPlans
{
    // More distinct statements than this means that somebody builds SQL from values.
    private const int MostStatements = 1000;

    private readonly ConcurrentDictionary<string, PostgresPlan> _plans = new(StringComparer.Ordinal);

    public PostgresPlan Of(NpgsqlConnection connection, string sql)
    {
        if (!_plans.TryGetValue(sql, out var plan))
        {
            if (_plans.Count >= MostStatements)
            {
                throw new InvalidOperationException("Too many different statements: SQL must be constant text with parameters.");
            }

            plan = _plans.GetOrAdd(sql, PostgresPlan.Of(connection, sql));
        }

        return plan;
    }
}
