/**
 * Whether the movements of each workstation are complete and unaltered (STOCK-80): numbered from 1 without a gap, each
 * naming the hash of the one before, each signed by its workstation. Pure; movements may come in any order.
 *
 * What a workstation posted after the last movement held here cannot be known: a chain is proven up to that one.
 */
import { recordHash } from '../identity/signatures.ts';
import { compareMovements, type Movement } from './movement.ts';

export type ChainFindingKind =
  /** Numbers between others that are not here; they may still arrive. */
  | 'missing'
  /** Two movements under one number: a copied or restored data folder was used. */
  | 'forked'
  /** It names another movement before it than the one that is here. */
  | 'broken'
  /** No signature of a workstation of the office that the directory knows. */
  | 'unproven';

export interface ChainFinding {
  readonly kind: ChainFindingKind;
  /** Places in the chain, from 1, both included. */
  readonly from: number;
  readonly to: number;
  /** Document numbers of the movements concerned; none where they are missing. */
  readonly numbers: readonly string[];
}

export interface ChainReport {
  readonly workstation: string;
  readonly office: string;
  readonly letter: string;
  readonly movements: number;
  /** The last movement held, up to which the chain was looked at. */
  readonly last: Movement;
  readonly findings: readonly ChainFinding[];
}

export interface ChainCheck {
  take(movement: Movement): void;
  /** By office and letter. */
  reports(): readonly ChainReport[];
}

interface Link {
  readonly hash: string;
  readonly previous: string;
  readonly number: string;
  readonly proven: boolean;
}

interface Chain {
  readonly links: Map<number, Link[]>;
  movements: number;
  last: Movement;
}

/** @param isProven whether a movement's signature is that of its workstation. */
export function createChainCheck(isProven: (movement: Movement) => boolean): ChainCheck {
  const chains = new Map<string, Chain>();
  return {
    take(movement) {
      const { workstation, sequence, previous, number } = movement;
      const chain: Chain = chains.get(workstation) ?? { links: new Map(), movements: 0, last: movement };
      chains.set(workstation, chain);
      const links = chain.links.get(sequence) ?? [];
      const hash = recordHash(movement);
      // The same movement in two documents is one.
      if (links.some((link) => link.hash === hash)) return;
      chain.links.set(sequence, [...links, { hash, previous, number, proven: isProven(movement) }]);
      chain.movements += 1;
      if (sequence > chain.last.sequence || (sequence === chain.last.sequence && compareMovements(movement, chain.last) > 0)) chain.last = movement;
    },
    reports: () =>
      Array.from(chains, ([workstation, { links, movements, last }]) => ({ workstation, office: last.office, letter: last.letter, movements, last, findings: findingsOf(links) })).toSorted(
        (left, right) => (`${left.office} ${left.letter} ${left.workstation}` < `${right.office} ${right.letter} ${right.workstation}` ? -1 : 1),
      ),
  };
}

function findingsOf(links: ReadonlyMap<number, readonly Link[]>): readonly ChainFinding[] {
  const findings: ChainFinding[] = [];
  let expected = 1;
  for (const sequence of [...links.keys()].toSorted((left, right) => left - right)) {
    const here = links.get(sequence) ?? [];
    const before = links.get(sequence - 1);
    const add = (kind: ChainFindingKind, of: readonly Link[]): void => {
      if (of.length > 0) findings.push({ kind, from: sequence, to: sequence, numbers: [...new Set(of.map(({ number }) => number))].toSorted() });
    };
    if (sequence > expected) findings.push({ kind: 'missing', from: expected, to: sequence - 1, numbers: [] });
    if (here.length > 1) add('forked', here);
    if (before !== undefined) add('broken', here.filter(({ previous }) => !before.some(({ hash }) => hash === previous)));
    add('unproven', here.filter(({ proven }) => !proven));
    expected = sequence + 1;
  }
  return findings;
}
