/** Fills the sample organisation through ordinary operations, with the clock of each entry in the past. */
import { createHybridClock, type HybridClock } from '#model/identity/hybrid-clock.ts';
import { newUuid } from '#model/identity/ids.ts';
import type { Services } from '../../area.ts';
import type { Dispatch } from '../dispatch.ts';
import { personOf, type SampleContent } from './content.ts';
import { planMovements } from './movements.ts';
import { createSampleRandom } from './random.ts';
import { tradedItem } from './trade-content.ts';
import { planTrade } from './trade-plan.ts';

const DAY_MS = 86_400_000;
/** Operations handed over at once: they share commits, and memory stays small. */
const TOGETHER = 400;
/** One item in so many has a reorder point and a target. */
const WATCHED_EVERY = 8;
/** Headquarters' warehouse carries most items and is busy, a branch less so. */
const HEADQUARTERS_YEAR = { itemShare: 0.8, issuesADay: [3, 9] } as const;
const BRANCH_YEAR = { itemShare: 0.45, issuesADay: [2, 5] } as const;

export interface SampleFiller {
  /** @throws Error naming an operation that was refused: the sample itself is wrong then. */
  /** Everybody but the founder, who is there already. */
  people(founder: string): Promise<void>;
  catalogue(): Promise<void>;
  boards(): Promise<void>;
  articles(): Promise<void>;
  /** A year of this office's movements, its last transfers still on the way; how many. */
  movements(office: string, headquarters: boolean): Promise<number>;
}

export function createSampleFiller(dispatch: Dispatch, services: Services, content: SampleContent): SampleFiller {
  const endMs = services.nowMs();

  function servicesAt(atMs: number, clock: HybridClock, setClock: (ms: number) => void): Services {
    return {
      ...services,
      nowMs: () => atMs,
      stamp() {
        setClock(atMs);
        return clock.next();
      },
      newId: () => newUuid(atMs, services.randomBytes),
    };
  }

  async function run(name: string, input: unknown, at?: Services): Promise<unknown> {
    const result = await dispatch.call(name, input, at === undefined ? {} : { services: at });
    if (!result.ok) throw new Error(`sample: ${name} was refused: ${result.refusal.reason} ${JSON.stringify(result.refusal.values)}`);
    return result.value;
  }

  async function runAll(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
    for (let start = 0; start < steps.length; start += TOGETHER) {
      await Promise.all(steps.slice(start, start + TOGETHER).map((step) => step()));
    }
  }

  const dayFromNow = (days: number): string => new Date(endMs + days * DAY_MS).toISOString().slice(0, 10);

  return {
    people: (founder) =>
      runAll(
        content.people
          .filter(({ name }) => name !== founder)
          .map(({ name, office, roles }) => () => run('person.create', { name, office, roles })),
      ),
    async catalogue() {
      const { groups, partners } = content.trade;
      await runAll(partners.map((partner) => () => run('partner.create', partner)));
      for (const group of groups) {
        await run('category.create', { name: group.name });
        await runAll(group.categories.map((name) => () => run('category.create', { name, parent: group.name })));
      }
      await runAll(content.items.map((item) => () => run('item.create', tradedItem(item, content.trade))));
      // Some of the items are watched, at every office by what it uses.
      const watched = content.items.filter((_, index) => index % WATCHED_EVERY === 0);
      const levels = watched.flatMap(({ code }, index) =>
        [...new Set(content.people.map(({ office }) => office))].map((office, place) => ({ item: code, office, point: String(20 + (index % 4) * 10), target: String(80 + (index % 4) * 40 - place * 10) })),
      );
      await runAll(levels.map((level) => () => run('item.setLevel', level)));
    },
    async boards() {
      for (const board of content.boards) {
        const { lists, title } = board;
        const made = (await run('board.create', {
          title,
          lists: lists.map((list) => ({ title: list.title, ...(list.done === true ? { done: true } : {}) })),
        })) as { id: string };
        const cards = lists.flatMap((list) => list.cards.map((card) => ({ list: list.title, ...card })));
        await runAll(
          cards.map(({ dueInDays, ...card }) => () => {
            const due = dueInDays === undefined || dueInDays === null ? {} : { due: dayFromNow(dueInDays) };
            return run('card.create', { board: made.id, ...card, ...due });
          }),
        );
      }
    },
    articles: () =>
      runAll(
        content.articles.map(({ title, space, owner, markdown, reviewInDays }) => () => {
          const review = reviewInDays === undefined ? {} : { reviewOn: dayFromNow(reviewInDays) };
          return run('article.create', { title, space, owner: personOf(content, owner), markdown, ...review });
        }),
      ),
    async movements(office, headquarters) {
      const seed = Array.from(office, (letter) => letter.codePointAt(0) ?? 0).reduce((sum, code) => sum * 31 + code, 7);
      const { lots, serials, locations, supplierOf, partners } = content.trade;
      const tracked = new Set([...Object.keys(lots), ...serials]);
      const priced = content.items.map(({ code, price, category }) => ({ code, price, category }));
      const items = priced.filter(({ code }) => !tracked.has(code));
      const others = [...new Set(content.people.map((person) => person.office))].filter((code) => code !== office);
      const plan = planMovements({
        items,
        random: createSampleRandom(seed),
        endMs: endMs - DAY_MS,
        sendsTo: others,
        ...(headquarters ? HEADQUARTERS_YEAR : BRANCH_YEAR),
      });
      const { rows } = (await run('partner.list', { limit: 1000 })) as { rows: readonly { readonly id: string; readonly code: string }[] };
      const idOf = new Map(rows.map(({ id, code }) => [code, id]));
      const suppliers = partners
        .filter(({ role }) => role !== 'customer')
        .map(({ code }) => ({ id: idOf.get(code) ?? '', items: priced.filter(({ category }) => supplierOf[category] === code) }));
      const trade = planTrade({
        office,
        headquarters,
        random: createSampleRandom(seed + 1),
        endMs: endMs - DAY_MS,
        lots: priced.filter(({ code }) => code in lots),
        serials: priced.filter(({ code }) => serials.includes(code)),
        suppliers,
        customers: partners.filter(({ role }) => role === 'customer').map(({ code }) => idOf.get(code) ?? ''),
        movements: plan,
        sendsTo: headquarters ? others : [],
      });
      for (const location of locations) await run('location.create', location);
      const year = [...plan, ...trade].toSorted((one, other) => one.atMs - other.atMs);
      const node = services.stamp().slice(-8);
      let clockMs = 0;
      const clock = createHybridClock(
        () => clockMs,
        () => node,
      );
      const setClock = (ms: number): void => {
        clockMs = ms;
      };
      await runAll(year.map(({ atMs, operation, input }) => () => run(operation, input, servicesAt(atMs, clock, setClock))));
      return year.length;
    },
  };
}
