/** What stands in quarantine, in words: why by the number of the rule, and where it leads. */
import type { SyncStatus } from '../app/sync-pill.ts';
import type { zhCN } from '../i18n/zh-CN/index.ts';

export type SetAside = SyncStatus['quarantine'][number];
export type QuarantineCause = 'unreadable' | 'rights' | 'gap' | 'diverged' | 'lost' | 'dependent' | 'rule';

const CAUSES: Readonly<Record<string, QuarantineCause>> = {
  'RELAY-4': 'rights',
  'RELAY-5': 'gap',
  'RELAY-8': 'unreadable',
  'SYNC-8': 'dependent',
  'SYNC-11': 'diverged',
  'SYNC-19': 'lost',
  'DIRECTORY-4': 'rights',
  'DIRECTORY-7': 'rights',
};

export function causeOf({ rule }: Pick<SetAside, 'rule'>): QuarantineCause {
  return CAUSES[rule] ?? (rule.startsWith('STORE-') ? 'unreadable' : 'rule');
}

/** Kinds of documents that a person knows by name. */
const KINDS = ['directory', 'catalogue', 'ledger', 'board', 'article', 'versions'] as const;
export type KnownKind = (typeof KINDS)[number] | 'other';

export interface DocumentWords {
  readonly kind: KnownKind;
  readonly office?: string;
  readonly month?: string;
  /** Of the screen that shows it. */
  readonly address?: string;
}

/** @param name a document's name; names from outside may be anything. */
export function documentWords(name: string): DocumentWords {
  const [first = '', second, third] = name.split('/');
  const kind = KINDS.find((each) => each === first) ?? 'other';
  switch (kind) {
    case 'ledger':
      return { kind, ...(second === undefined ? {} : { office: second }), ...(third === undefined ? {} : { month: third }), address: '/stock/movements' };
    case 'board':
      return { kind, address: `/tasks/${second ?? ''}` };
    case 'article':
      return { kind, address: `/knowledge/${second ?? ''}` };
    case 'catalogue':
      return { kind, address: '/stock/catalogue' };
    case 'directory':
      return { kind, address: '/administration' };
    case 'versions':
    case 'other':
      return { kind };
  }
}

type Kinds = keyof (typeof zhCN)['stock']['kinds'];
type Reasons = keyof (typeof zhCN)['stock']['reasons'];
/** The text of a field's value that is a word of ours. */
export type ValueKey = `stock.kinds.${Kinds}` | `stock.reasons.${Reasons}`;

const VALUE_TEXTS: Readonly<Record<string, string>> = { kind: 'stock.kinds', reason: 'stock.reasons' };

/** Where a ledger's field holds a word of ours rather than somebody's own: the key of its text, if there is such a text. */
export function valueKey(name: string, value: string, exists: (key: string) => boolean): ValueKey | undefined {
  const texts = VALUE_TEXTS[name];
  const key = `${texts ?? ''}.${value}`;
  return texts !== undefined && /^[a-z-]+$/.test(value) && exists(key) ? (key as ValueKey) : undefined;
}

/** Fields that say nothing to a person. */
const TECHNICAL = new Set(['signature', 'previous', 'seen', 'id', 'at', 'sequence', 'workstation', 'by']);

export function tellingFields(fields: readonly { readonly name: string; readonly value: string }[]): readonly { readonly name: string; readonly value: string }[] {
  return fields.filter(({ name, value }) => !TECHNICAL.has(name) && value !== '');
}
