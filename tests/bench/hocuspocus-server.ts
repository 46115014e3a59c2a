/** Hocuspocus with its database extension on SQLite, as a process of its own. Tells its parent the port; ends with it. */
import Sqlite from 'better-sqlite3';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';

const [, , file] = process.argv;
if (file === undefined) throw new Error('the server needs a database file');
const database = new Sqlite(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS document (name TEXT PRIMARY KEY, state BLOB NOT NULL)');
const select = database.prepare<[string], Buffer>('SELECT state FROM document WHERE name = ?').pluck();
const put = database.prepare<[string, Uint8Array]>('INSERT INTO document VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state');

const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  // The default, 100, closes the connection of a client with more documents.
  maxPendingDocuments: 10_000,
  extensions: [
    new Database({
      fetch: ({ documentName }) => Promise.resolve(select.get(documentName) ?? null),
      store({ documentName, state }) {
        put.run(documentName, state);
        return Promise.resolve();
      },
    }),
  ],
});
await server.listen();
process.send?.({ port: server.address.port });
process.once('disconnect', () => process.exit(0));
