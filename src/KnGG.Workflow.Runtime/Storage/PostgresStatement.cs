using System.Globalization;
using System.Text;
using KnGG.Workflow.Runtime.Steps;
using Npgsql;
using NpgsqlTypes;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// One prepared statement of one connection. The server says which type each parameter has, so that null and a value, an int and a long,
/// make one and the same statement.
/// </summary>
internal sealed class PostgresStatement : StepRow, IDisposable
{
    private readonly NpgsqlCommand _command;
    private NpgsqlDataReader? _reader;

    public PostgresStatement(NpgsqlConnection connection, string sql)
    {
        _command = new NpgsqlCommand(PostgresDialect.Of(sql), connection);
        try
        {
            NpgsqlCommandBuilder.DeriveParameters(_command);
            _command.Prepare();
        }
        catch
        {
            _command.Dispose();
            throw;
        }
    }

    public void Bind(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var (name, value) = parameters[i];

            // Most calls give the parameters in the order of the statement.
            var parameter = i < _command.Parameters.Count && Same(_command.Parameters[i].ParameterName, name) ? _command.Parameters[i] : Find(name);
            parameter.Value = Stored(value, parameter.NpgsqlDbType);
        }
    }

    public int Execute() => _command.ExecuteNonQuery();

    public void Read() => _reader = _command.ExecuteReader();

    public bool Step() => _reader!.Read();

    public void Reset()
    {
        _reader?.Dispose();
        _reader = null;
        foreach (NpgsqlParameter parameter in _command.Parameters)
        {
            parameter.Value = DBNull.Value;
        }
    }

    public override bool IsNull(int column) => _reader!.IsDBNull(column);

    public override Guid Id(int column) => _reader!.GetGuid(column);

    public override string Text(int column) => _reader!.GetString(column);

    // What SQL computes can be narrower (a constant), wider (the sum of bigints) or a truth value. An empty aggregate counts as 0, as on SQLite.
    public override long Number(int column) => _reader!.GetValue(column) switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        DBNull => 0,
        var other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
    };

    public override double Real(int column) => Convert.ToDouble(_reader!.GetValue(column), CultureInfo.InvariantCulture);

    public override DateTimeOffset Instant(int column) => StoredValues.ToInstant(Number(column));

    public override DateOnly Date(int column) => StoredValues.ToDate(Text(column));

    public override byte[] Bytes(int column) => _reader!.GetFieldValue<byte[]>(column);

    public override byte[] Utf8(int column) => Encoding.UTF8.GetBytes(Text(column));

    public override string Key(int column) => _reader!.GetValue(column) is Guid id ? id.ToString("N") : Text(column);

    public void Dispose()
    {
        _reader?.Dispose();
        _command.Dispose();
    }

    private static bool Same(string stored, string given) => Bare(stored).SequenceEqual(Bare(given));

    private static ReadOnlySpan<char> Bare(string name) => name.AsSpan(name.Length > 0 && name[0] == '@' ? 1 : 0);

    private NpgsqlParameter Find(string name)
    {
        foreach (NpgsqlParameter parameter in _command.Parameters)
        {
            if (Same(parameter.ParameterName, name))
            {
                return parameter;
            }
        }

        throw new InvalidOperationException($"The statement has no parameter {name}.");
    }

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
}
