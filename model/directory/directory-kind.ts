/**
 * Document kind `directory`. Its entries certify themselves, so any member may carry them; what they say is judged
 * here by signature, not by who sent them.
 *
 * The judgement must not depend on the order in which updates arrive, or two replicas would keep different
 * documents. So an entry of a workstation that was revoked meanwhile is kept like any other, and has no force (trust.ts).
 */
import type * as Y from 'yjs';
import type { DocumentChange, DocumentKind, DocumentProblem, RuleContext } from '../document/kind.ts';
import type { DocumentName } from '../identity/ids.ts';
import { admit, type Admission } from './admission.ts';
import { collectChain, isDirectoryRoot, signedWith, toEntry, type Entry } from './entries.ts';

export const DIRECTORY_DOCUMENT = 'directory' as DocumentName;

export const directoryKind: DocumentKind = {
  kind: 'directory',
  pattern: /^directory$/,
  roots: { organisation: 'map', offices: 'map', people: 'map', workstations: 'map', enrolments: 'map', revocations: 'map' },
  mayWrite: () => true,
  mayRead: () => true,
  guarded: true,
  check,
};

function check(change: DocumentChange, context: RuleContext): DocumentProblem | undefined {
  const rootKey = context.rootKey();
  if (rootKey === undefined) return { rule: 'DIRECTORY-1', detail: 'the organisation is not known here' };
  const added: Entry[] = [];
  for (const { root, key, before, after } of change.entries) {
    const entry = isDirectoryRoot(root) ? toEntry(root, key, after) : undefined;
    if (before !== undefined) {
      // Its key holds its hash: what is well-formed there is what stood there before.
      if (entry === undefined) return { rule: 'DIRECTORY-2', detail: `entry ${key} was ${after === undefined ? 'removed' : 'altered'}` };
    } else if (entry === undefined) {
      return { rule: 'DIRECTORY-3', detail: `entry ${key} is malformed` };
    } else added.push(entry);
  }
  return added.length === 0 ? undefined : judge(change.doc, added, rootKey, context);
}

function judge(doc: Y.Doc, added: readonly Entry[], rootKey: string, context: RuleContext): DocumentProblem | undefined {
  const fresh = new Set(added.map(placeOf));
  const verified = signedWith((publicKey, message, signature) => context.verify(publicKey, message, signature));
  const chain = collectChain(doc);
  // What stood here before was checked when it came: only new signatures are checked.
  const admission = admit(chain, rootKey, (entry, key) => !fresh.has(placeOf(entry)) || verified(entry, key), () => true);
  const taken = new Set(chain.workstations.filter((entry) => !fresh.has(placeOf(entry))).map((entry) => entry.record.enrolment));
  for (const entry of added) {
    if (entry.root === 'workstations' && isReuse(entry as Entry<'workstations'>, taken)) {
      return { rule: 'DIRECTORY-7', detail: `the enrolment of workstation ${entry.record.id} has been used` };
    }
    if (!isVouchedFor(entry, admission, (key) => verified(entry, key), rootKey)) {
      return { rule: 'DIRECTORY-4', detail: `nobody entitled signed entry ${entry.key}` };
    }
  }
  return undefined;
}

function placeOf(entry: Entry): string {
  return `${entry.root}/${entry.key}`;
}

function isReuse(entry: Entry<'workstations'>, taken: ReadonlySet<string | undefined>): boolean {
  return entry.record.enrolment !== undefined && taken.has(entry.record.enrolment);
}

function isVouchedFor(entry: Entry, admission: Admission, signed: (publicKey: string) => boolean, rootKey: string): boolean {
  switch (entry.root) {
    case 'organisation':
      return signed(rootKey);
    case 'offices':
    case 'enrolments':
    case 'revocations':
      return admission.vouchedByHeadquarters(entry);
    case 'people':
      return admission.weightOfPerson(entry as Entry<'people'>) > 0;
    case 'workstations':
      return [...admission.workstations.values()].some((held) => held.key === entry.key);
  }
}
