using Azure;
using Embedded.Storage;
using Embedded.Tables.Query;

namespace Embedded.Tables.Store;

/// <summary>
/// The tables of one account, kept on a log. A write is answered when it is durable; a read waits until what it saw is. Make it, open the log
/// with it among the participants, then <see cref="Attach"/> it to the log.
/// </summary>
internal sealed class TableStore(TimeProvider time) : ILogParticipant
{
    private readonly Dictionary<string, Table> _tables = new(StringComparer.OrdinalIgnoreCase);
    private DurableLog? _log;
    private DateTimeOffset _lastWrite;

    public byte Id => 2;

    private DurableLog Log => _log ?? throw new InvalidOperationException("The tables are not attached to a log yet.");

    public void Attach(DurableLog log) => _log = log;

    public void Apply(ReadOnlySpan<byte> record)
    {
        foreach (TableChange change in TableRecord.Decode(record))
        {
            Apply(change);
        }
    }

    public ILogSnapshot CaptureSnapshot() => new TableSnapshot([.. _tables.Values.Select(table => (table.Name, table.ToArray()))]);

    /// <summary>False if it exists already.</summary>
    public Task<bool> CreateTableAsync(string name)
    {
        TableLimits.CheckTableName(name);
        return ChangeAsync(changes =>
        {
            bool isNew = !_tables.ContainsKey(name);
            if (isNew)
            {
                changes.Add(new TableChange(TableChangeKind.CreateTable, name));
            }

            return isNew;
        });
    }

    /// <summary>False if there is none.</summary>
    public Task<bool> DeleteTableAsync(string name) => ChangeAsync(changes =>
    {
        bool exists = _tables.ContainsKey(name);
        if (exists)
        {
            changes.Add(new TableChange(TableChangeKind.DeleteTable, name));
        }

        return exists;
    });

    public Task<string[]> ListTablesAsync() => ReadAsync(() => _tables.Values.Select(table => table.Name).Order(StringComparer.OrdinalIgnoreCase).ToArray());

    public Task<StoredEntity?> FindAsync(string table, string partitionKey, string rowKey) => ReadAsync(() => Find(table).Find(partitionKey, rowKey));

    public Task<EntityPage> QueryAsync(string table, EntityFilter filter, int pageMax, EntityKey? from) =>
        ReadAsync(() => EntityScan.Run(Find(table), filter, pageMax, from));

    /// <summary>Does all of it or nothing, and returns the new versions' ETags; null for a deletion.</summary>
    /// <exception cref="RequestFailedException">Refused; its data holds the index of the write that was.</exception>
    public Task<string?[]> WriteAsync(string table, IReadOnlyList<EntityWrite> writes)
    {
        int bytes = 0;
        for (int i = 0; i < writes.Count; i++)
        {
            EntityWrite write = writes[i];
            bytes += AtIndex(i, () => TableLimits.CheckEntity(write));
        }

        return bytes > TableLimits.TransactionMaxBytes
            ? throw TableFailure.Create(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.")
            : ChangeAsync(changes =>
            {
                Table found = Find(table);
                DateTimeOffset now = NextWriteTime();
                string?[] eTags = new string?[writes.Count];
                for (int i = 0; i < writes.Count; i++)
                {
                    EntityWrite write = writes[i];
                    TableChange change = AtIndex(i, () => Decide(found, write, now));
                    changes.Add(change);
                    eTags[i] = change.Kind == TableChangeKind.PutEntity ? change.Entity!.ETag : null;
                }

                return eTags;
            });
    }

    private static T AtIndex<T>(int index, Func<T> check)
    {
        try
        {
            return check();
        }
        catch (RequestFailedException e)
        {
            e.Data[TransactionFailure.IndexKey] = index;
            throw;
        }
    }

    private static TableChange Decide(Table table, EntityWrite write, DateTimeOffset now)
    {
        StoredEntity? existing = table.Find(write.PartitionKey, write.RowKey);
        if (write.Kind == EntityWriteKind.Add && existing is not null)
        {
            throw TableFailure.Create(409, "EntityAlreadyExists", "The specified entity already exists.");
        }

        if (write.NeedsExisting && existing is null)
        {
            throw TableFailure.Create(404, "ResourceNotFound", "The specified resource does not exist.");
        }

        if (write.IfMatch is { } eTag && eTag != "*" && eTag != existing?.ETag)
        {
            throw TableFailure.Create(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");
        }

        if (write.Kind == EntityWriteKind.Delete)
        {
            return new TableChange(TableChangeKind.RemoveEntity, table.Name, new StoredEntity(write.PartitionKey, write.RowKey, now, []));
        }

        KeyValuePair<string, object>[] properties = write.Properties;
        if (write.Merges && existing is not null)
        {
            properties = [.. existing.Properties.Where(old => Array.TrueForAll(write.Properties, update => update.Key != old.Key)), .. write.Properties];
            TableLimits.CheckProperties(write.PartitionKey, write.RowKey, properties);
        }

        return new TableChange(TableChangeKind.PutEntity, table.Name, new StoredEntity(write.PartitionKey, write.RowKey, now, properties));
    }

    private async Task<T> ChangeAsync<T>(Func<List<TableChange>, T> decide)
    {
        T result;
        long position;
        try
        {
            lock (Log.Gate)
            {
                List<TableChange> changes = [];
                result = decide(changes);
                if (changes.Count > 0)
                {
                    Log.Append(Id, TableRecord.Encode(changes));
                    foreach (TableChange change in changes)
                    {
                        Apply(change);
                    }
                }

                // Also what was found to stand already may not be durable yet.
                position = Log.AppendedPosition;
            }

            await Log.WhenDurableAsync(position).ConfigureAwait(false);
            return result;
        }
        catch (IOException e)
        {
            throw Unreachable(e);
        }
    }

    private async Task<T> ReadAsync<T>(Func<T> read)
    {
        T result;
        long position;
        lock (Log.Gate)
        {
            result = read();
            position = Log.AppendedPosition;
        }

        try
        {
            await Log.WhenDurableAsync(position).ConfigureAwait(false);
            return result;
        }
        catch (IOException e)
        {
            throw Unreachable(e);
        }
    }

    /// <summary>To an app, a log that failed is an account that does not answer.</summary>
    private static RequestFailedException Unreachable(IOException e) => new(e.Message, e);

    private DateTimeOffset NextWriteTime()
    {
        DateTimeOffset now = time.GetUtcNow();
        return now > _lastWrite ? now : _lastWrite.AddTicks(1);
    }

    private Table Find(string name) => _tables.TryGetValue(name, out Table? table) ? table : throw TableFailure.TableNotFound(name);

    private void Apply(TableChange change)
    {
        switch (change.Kind)
        {
            case TableChangeKind.CreateTable:
                _tables.Add(change.Table, new Table(change.Table));
                break;
            case TableChangeKind.DeleteTable:
                _tables.Remove(change.Table);
                break;
            case TableChangeKind.PutEntity:
                Find(change.Table).Put(change.Entity!);
                break;
            case TableChangeKind.RemoveEntity:
                Find(change.Table).Remove(change.Entity!.PartitionKey, change.Entity.RowKey);
                break;
            default:
                throw new InvalidDataException($"Unknown kind of change {(byte)change.Kind}.");
        }

        if (change.Entity is { } entity && entity.Timestamp > _lastWrite)
        {
            _lastWrite = entity.Timestamp;
        }
    }
}
