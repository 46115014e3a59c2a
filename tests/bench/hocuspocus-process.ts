/** Starts hocuspocus-server.ts on a database that holds the given documents. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import type { ChangedArticle } from './changed-articles.ts';

export interface HocuspocusProcess {
  readonly port: number;
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL('./hocuspocus-server.ts', import.meta.url));

export function fillHocuspocusDatabase(file: string, articles: readonly ChangedArticle[]): void {
  const database = new Sqlite(file);
  database.exec('CREATE TABLE document (name TEXT PRIMARY KEY, state BLOB NOT NULL)');
  const insert = database.prepare<[string, Uint8Array]>('INSERT INTO document VALUES (?, ?)');
  database.transaction(() => {
    for (const { name, after } of articles) insert.run(name, after);
  })();
  database.close();
}

/** @throws Error when it ends before it listens. */
export async function startHocuspocusProcess(file: string): Promise<HocuspocusProcess> {
  const child = fork(entry, [file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    void ended.then(() => reject(new Error('hocuspocus ended before it listened')));
    child.once('message', (message) => resolve((message as { port: number }).port));
  });
  return {
    port,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
