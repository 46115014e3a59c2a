/**
 * A relay and three offices as processes, Beijing with two workstations, each behind a line of its own that can be
 * cut. All have the same items, one board with a card, and one article; Beijing has stock. They are founded once; what
 * is done with them afterwards is forgotten when they begin again, at the same addresses.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callOrThrow } from './call-or-throw.ts';
import { startLine, type Line } from './line.ts';
import { BUILT_CORE } from './built-core.ts';
import { startOffice, type RunningOffice } from './office-process.ts';
import { startRelayProcess, type RelayProcess } from './relay-process.ts';

export const DESKS = ['headquarters', 'beijingA', 'beijingB', 'guangzhou'] as const;
export type DeskName = (typeof DESKS)[number];

/** One workstation: its office's process, its line, and what it can be asked. */
export interface Desk extends RunningOffice {
  readonly line: Line;
  /** @throws Error naming the operation that was refused. */
  call<Value>(name: string, input: object): Promise<Value>;
}

export interface Branches {
  readonly relayUrl: string;
  readonly desks: Readonly<Record<DeskName, Desk>>;
  readonly board: string;
  readonly card: string;
  readonly article: string;
  /** Starts relay and offices with what they had when they were founded, connected and at rest. */
  begin(): Promise<void>;
  /** Ends them all; the addresses stay. */
  end(): Promise<void>;
  /** Kills the relay as a power cut would, and starts it again at the same address. */
  restartRelay(): Promise<void>;
  close(): Promise<void>;
}

/** Who sits where. The branches' workstations join with a code of headquarters. */
const JOINING = [
  { desk: 'beijingA', office: 'BJ', role: 'manager', person: '李娜' },
  { desk: 'beijingB', office: 'BJ', role: 'clerk', person: '王磊' },
  { desk: 'guangzhou', office: 'GZ', role: 'manager', person: '陈伟强' },
] as const;

/** Beijing's last five. */
export const SCARCE = { code: 'M6', name: '六角螺钉', held: 5 } as const;
/** What Beijing sends to Guangzhou. */
export const SENT = { code: 'L8', name: '平垫圈', held: 20 } as const;
export const CARD_TITLE = '更换门店灯箱';
export const ARTICLE = { title: '盘点流程', paragraph: '先核对货架上的数量' } as const;

/**
 * Founds the branches and leaves them at rest: `begin` starts them.
 *
 * @throws Error when a process does not start or an operation is refused.
 */
export async function foundBranches(): Promise<Branches> {
  const folder = mkdtempSync(path.join(tmpdir(), 'branchline-offices-'));
  const closing: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const each of closing.splice(0).toReversed()) await each();
  };
  try {
    const working = path.join(folder, 'working');
    const founded = path.join(folder, 'founded');
    const data = path.join(working, 'relay');
    const logFile = path.join(folder, 'relay.log');
    let relay = await startRelayProcess({ data, port: 0, logFile });
    const { url } = relay;
    closing.push(() => relay.stop());
    const openDesk = async (name: DeskName): Promise<Desk> => {
      const line = await startLine(url);
      closing.push(() => line.close());
      const office = await startOffice({ dataDir: path.join(working, name), port: 0, demo: false, entry: BUILT_CORE });
      closing.push(() => office.stop());
      return { ...office, line, call: (operation, input) => callOrThrow(office.dataDir, operation, input) };
    };
    const [headquarters, beijingA, beijingB, guangzhou] = await Promise.all([openDesk('headquarters'), openDesk('beijingA'), openDesk('beijingB'), openDesk('guangzhou')]);
    const desks = { headquarters, beijingA, beijingB, guangzhou };
    const documents = await found(desks, relay);
    const restartRelay = async (): Promise<void> => {
      relay = await startRelayProcess({ data, port: Number(new URL(url).port), logFile });
    };
    const end = async (): Promise<void> => {
      await Promise.all(Object.values(desks).map((desk) => desk.stopCore()));
      await relay.stop();
    };
    await end();
    cpSync(working, founded, { recursive: true });
    return {
      relayUrl: url,
      desks,
      ...documents,
      async begin() {
        rmSync(working, { recursive: true, force: true });
        cpSync(founded, working, { recursive: true });
        await restartRelay();
        const all = Object.values(desks);
        for (const { line } of all) line.mend();
        await Promise.all(all.map((desk) => desk.restartCore()));
        await Promise.all(all.map((desk) => desk.call('sync.run', { untilIdle: true })));
      },
      end,
      async restartRelay() {
        await relay.kill();
        await restartRelay();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function found(desks: Branches['desks'], { setupCode }: RelayProcess): Promise<Pick<Branches, 'board' | 'card' | 'article'>> {
  const { headquarters, beijingA } = desks;
  await headquarters.call('organisation.create', { name: '远山商贸', office: 'SH', officeName: '上海总部', person: '张伟' });
  await headquarters.call('relay.claim', { url: headquarters.line.url, setupCode: setupCode ?? '' });
  await headquarters.call('office.create', { code: 'BJ', name: '北京分公司' });
  await headquarters.call('office.create', { code: 'GZ', name: '广州分公司' });
  for (const { code, name } of [SCARCE, SENT]) await headquarters.call('item.create', { code, name, unit: '个' });
  const board = await headquarters.call<{ id: string }>('board.create', { title: '门店整改' });
  const card = await headquarters.call<{ id: string }>('card.create', { board: board.id, title: CARD_TITLE });
  const article = await headquarters.call<{ id: string }>('article.create', { title: ARTICLE.title, markdown: ARTICLE.paragraph });
  const codes = new Map<DeskName, string>();
  for (const { desk, office, role } of JOINING) {
    codes.set(desk, (await headquarters.call<{ code: string }>('enrolment.create', { office, role })).code);
  }
  await headquarters.call('sync.run', { untilIdle: true });
  for (const { desk, person } of JOINING) {
    await desks[desk].call('office.join', { url: desks[desk].line.url, code: codes.get(desk) ?? '', person });
  }
  for (const { code, held } of [SCARCE, SENT]) await beijingA.call('stock.receive', { item: code, quantity: String(held) });
  for (const desk of [beijingA, headquarters, desks.beijingB, desks.guangzhou]) await desk.call('sync.run', { untilIdle: true });
  return { board: board.id, card: card.id, article: article.id };
}
