/**
 * What a document kind is: how its documents are named, which Yjs root types they hold, who may write them,
 * and which invariants every update must leave true. Store and relay judge updates by these rules alone,
 * so that an office and the relay never disagree about what is acceptable.
 *
 * 1. Root types are opened only through `openDocument`: a root opened under two types merges silently.
 * 2. Most roots are Y.Maps of entries by id. An entry is plain JSON (immutable or replaced whole) or a Y.Map.
 * 3. Rules see what the document holds *after* an update, with what each changed entry held before.
 */
import type * as Y from 'yjs';
import type { DocumentName } from '../identity/ids.ts';
import type { Role } from '../contract/operation.ts';

export type RootType = 'map' | 'xml';

/** Who sends an update: the workstation that the relay authenticated, or this one. */
export interface Writer {
  readonly workstation: string;
  readonly office: string;
  readonly headquarters: boolean;
  readonly role: Role;
}

/** One entry of a root map that an update touched. `before` and `after` are plain JSON; undefined is absent. */
export interface EntryChange {
  readonly root: string;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What an update did to a document. */
export interface DocumentChange {
  readonly name: DocumentName;
  readonly kind: string;
  readonly doc: Y.Doc;
  readonly entries: readonly EntryChange[];
  /** True where a rich-text root changed. */
  readonly textChanged: boolean;
}

/** Why an update is not acceptable. `rule` is the number in SPEC.md. */
export interface DocumentProblem {
  readonly rule: string;
  readonly detail: string;
}

/** What rules may use of the outside: signatures are checked by the caller's implementation. */
export interface RuleContext {
  verify(publicKey: string, message: Uint8Array, signature: string): boolean;
  /** Public key of a workstation that the directory vouches for, base64url; undefined where it is not known here. */
  workstationKey(workstation: string): string | undefined;
  /** Public root key of the organisation, base64url; undefined before it is known. */
  rootKey(): string | undefined;
  /** Office of a workstation that the directory vouches for; undefined where it is not known here. */
  workstationOffice?(workstation: string): string | undefined;
  /**
   * Set by the relay: signed records of a workstation that the directory does not name are refused. An office
   * accepts them, because its directory may arrive after them (from a bundle), and the relay has judged them.
   */
  readonly requireKnownWriters?: boolean;
}

export interface DocumentKind {
  readonly kind: string;
  /** Matches whole names of this kind. */
  readonly pattern: RegExp;
  readonly roots: Readonly<Record<string, RootType>>;
  /** Judged before anything else, by name and writer alone. */
  mayWrite(name: DocumentName, writer: Writer): boolean;
  mayRead(name: DocumentName, reader: Writer): boolean;
  /**
   * True where `check` needs the document's content. The relay appends updates of other kinds without
   * building the document.
   */
  readonly guarded: boolean;
  /** The first invariant that the change breaks, or undefined. */
  check(change: DocumentChange, context: RuleContext): DocumentProblem | undefined;
}
