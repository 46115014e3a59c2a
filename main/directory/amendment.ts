/** Changes to the directory in this workstation's name: signed here, put into the document together. */
import type * as Y from 'yjs';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import type { DirectoryRoot, DraftOf, RecordOf } from '#model/directory/records.ts';
import type { DirectoryView, WorkstationInForce } from '#model/directory/trust.ts';
import { putEntry, signEntry, type Signer } from '#model/directory/writing.ts';
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { CommandContext } from '../area.ts';
import type { Identity } from './identity.ts';
import type { DirectoryViews } from './views.ts';

export interface Amendment {
  readonly view: DirectoryView;
  readonly here: WorkstationInForce;
  /** Signs an entry; `held` is the one in force that it replaces. It counts with `write`. */
  add<Root extends DirectoryRoot>(root: Root, draft: DraftOf<Root>, held?: { readonly revision: number }): void;
  /**
   * As `add`, for what another signature no longer holds. The root key signs it where it is here: then it stands
   * whatever becomes of this computer, and where this computer itself rested on that signature.
   */
  vouchAnew<Root extends DirectoryRoot>(root: Root, draft: DraftOf<Root>, held: { readonly revision: number }): void;
  /** Puts all that was added into the document, in one update. */
  write(): void;
}

export interface DirectoryParts {
  readonly identity: Identity;
  readonly views: DirectoryViews;
}

/**
 * Refuses where no signature of this computer would count, before anything is signed. Where the root key was brought
 * back, it signs for a workstation of headquarters that joined with a lesser role.
 */
export function beginAmendment(context: CommandContext, { identity, views }: DirectoryParts): Amendment | Refusal {
  const view = views.current(context.tx);
  const membership = identity.membership(context.tx.read);
  const here = membership === undefined ? undefined : view?.workstations.get(membership.workstation);
  if (view === undefined || here === undefined) return refuse('setup.required');
  const placed = !here.revoked && here.office === view.organisation?.headquarters;
  const rootSeed = placed ? identity.rootSeed(view.rootKey) : undefined;
  const root = rootSeed === undefined ? undefined : identity.rootSigner(rootSeed);
  const own = placed && (here.role === 'hq' || here.role === 'it') ? identity.signerOf(here.id) : root;
  if (own === undefined) return refuse('workstation.not-entitled', { role: here.role });
  const pending: ((doc: Y.Doc) => void)[] = [];

  function sign<Root extends DirectoryRoot>(signer: Signer, name: Root, draft: DraftOf<Root>, held: { readonly revision: number } | undefined): void {
    const record = signEntry(name, draft, (held?.revision ?? 0) + 1, context.stamp(), signer);
    pending.push((doc) => putEntry(doc, name, record));
  }

  return {
    view,
    here,
    add: (name, draft, held) => sign(own, name, draft, held),
    vouchAnew: (name, draft, held) => sign(root ?? own, name, draft, held),
    write() {
      context.tx.edit(DIRECTORY_DOCUMENT, (doc) => {
        for (const put of pending.splice(0)) put(doc);
      });
    },
  };
}

/** A record's own fields, to be signed anew. */
export function draftOf<Root extends DirectoryRoot>(record: RecordOf<Root>): DraftOf<Root> {
  const { revision: _revision, at: _at, signedBy: _signedBy, signature: _signature, ...draft } = record;
  return draft;
}
