/** An organisation whose branch was away while articles changed: the ground on which ways of catching up are compared. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import * as Y from 'yjs';
import { articleName } from '#model/knowledge/article-kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { startRelayProcess, type RelayProcess } from '../support/relay-process.ts';
import { openBenchOffice } from './bench-office.ts';

export interface ChangedArticle {
  readonly name: DocumentName;
  /** State that the branch holds, and the one at the relay. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** For a y-websocket client. */
  readonly token: string;
}

export interface ChangedArticles {
  readonly articles: readonly ChangedArticle[];
  /** The bare differences, one after another and compressed as one, in bytes. */
  readonly differenceBytes: number;
  /** Starts the relay on what it holds, with nothing in memory. */
  startRelay(): Promise<RelayProcess>;
  /** A copy of the branch's folder as it was when it came back. */
  copyBranch(): string;
}

const TEXT_CHARACTERS = 240;
const ADDED_CHARACTERS = 40;

/** @throws Error when a step is refused. */
export async function changeArticles(folder: string, count: number): Promise<ChangedArticles> {
  const write = createWriter();
  const relayData = join(folder, 'relay');
  const branchFolder = join(folder, 'bj');
  const relay = await startRelayProcess({ data: relayData, port: 0, logFile: join(relayData, 'relay.log') });
  const headquarters = openBenchOffice(join(folder, 'sh'));
  try {
    await headquarters.ask('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
    await headquarters.ask('relay.claim', { url: relay.url, setupCode: relay.setupCode ?? '' });
    await headquarters.ask('office.create', { code: 'BJ', name: '北京分公司' });
    const { code } = await headquarters.ask<{ code: string }>('enrolment.create', { office: 'BJ', role: 'manager' });
    const made = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        headquarters.ask<{ id: string }>('article.create', { title: `${write(6)} ${index}`, markdown: `# ${write(8)}\n\n${write(TEXT_CHARACTERS)}\n\n${write(TEXT_CHARACTERS)}` }),
      ),
    );
    await headquarters.ask('sync.run', {});
    const branch = openBenchOffice(branchFolder);
    await branch.ask('office.join', { url: relay.url, code, person: '李娜' });
    await branch.ask('sync.run', {});
    await branch.close();

    const names = made.map(({ id }) => articleName(id));
    const stateOf = (name: DocumentName): Uint8Array => headquarters.store.updateSince(name, EMPTY_STATE_VECTOR) ?? new Uint8Array();
    const before = names.map(stateOf);
    await headquarters.store.transact((tx) => {
      for (const name of names) tx.edit(name, (doc) => addParagraph(doc, write(ADDED_CHARACTERS)));
    });
    await headquarters.ask('sync.run', {});
    const articles: ChangedArticle[] = [];
    for (const [index, name] of names.entries()) {
      const { token } = await headquarters.ask<{ token: string }>('token.create', { document: name, access: 'write' });
      articles.push({ name, before: before[index] ?? new Uint8Array(), after: stateOf(name), token });
    }
    return {
      articles,
      differenceBytes: zstdCompressSync(Buffer.concat(articles.map(differenceOf))).byteLength,
      startRelay: () => startRelayProcess({ data: relayData, port: 0, logFile: join(relayData, 'relay.log') }),
      copyBranch: createCopies(branchFolder),
    };
  } finally {
    await headquarters.close();
    await relay.stop();
  }
}

const EMPTY_STATE_VECTOR = new Uint8Array([0]);

function differenceOf({ before, after }: ChangedArticle): Uint8Array {
  return Y.diffUpdate(after, Y.encodeStateVectorFromUpdate(before));
}

function createCopies(folder: string): () => string {
  let copies = 0;
  return () => {
    copies += 1;
    const copy = `${folder}-${copies}`;
    cpSync(folder, copy, { recursive: true });
    return copy;
  };
}

/** As somebody types a paragraph at the end. */
function addParagraph(doc: Y.Doc, text: string): void {
  const body = doc.getXmlFragment('body');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  body.insert(body.length, [paragraph]);
}

/**
 * Writes the same texts in every run: characters as often as in the sample's articles, in an order of their own, so that
 * a difference is about as hard to compress as what a person types.
 */
function createWriter(): (length: number) => string {
  const sample = readFileSync(new URL('../../resources/sample/articles.json', import.meta.url), 'utf8');
  const characters = sample.match(/[\p{Script=Han},。]/gu) ?? [];
  const random = createRandom(7);
  return (length) => Array.from({ length }, () => characters[Math.floor(random() * characters.length)]).join('');
}

/** Numbers from 0 to below 1, the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
