/**
 * Who may do what, derived from the verified directory alone.
 *
 * 1. The view is read anew after each commit of the directory, and never from what is not committed.
 * 2. A workstation that redeemed a code, or that the root key admitted, and does not stand in the directory yet may
 *    write the directory and nothing else: that is how it enters itself.
 */
import type { RuleContext, Writer } from '#model/document/kind.ts';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { readToken, type TokenReading } from '#model/directory/token.ts';
import { ROOT_SIGNER } from '#model/directory/records.ts';
import { createDirectoryReader, writerOf, type DirectoryReader, type DirectoryView } from '#model/directory/trust.ts';
import type { WorkstationId } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import type { Redemption } from '../storage/storage.ts';
import type { RoomLease } from '../rooms/rooms.ts';

/** Whether the organisation's root key itself admitted the workstation, without a code. */
export function redeemedByRoot({ enrolment }: Redemption): boolean {
  return enrolment === ROOT_SIGNER;
}

/** `joining`: redeemed a code, not yet in the directory. */
export interface KnownStanding {
  readonly standing: 'member' | 'joining';
  readonly writer: Writer;
  readonly publicKey: string;
}
export type Standing = KnownStanding | { readonly standing: 'unknown' } | { readonly standing: 'revoked' };

export interface Access {
  /** Root key of the organisation; undefined until the relay is claimed. */
  organisation(): string | undefined;
  view(): DirectoryView | undefined;
  standingOf(workstation: string): Standing;
  token(token: string, document: string): TokenReading | undefined;
  redemptions(): readonly Redemption[];
  noteRedemption(redemption: Redemption): void;
  /** From now on this organisation is served; `refresh` reads its directory. */
  serve(organisation: string): void;
  /** Reads the committed directory anew. */
  refresh(directory: RoomLease): Promise<void>;
  /** What kinds' rules may use of the outside. */
  readonly rules: RuleContext;
}

export function createAccess(signatures: Pick<SignatureScheme, 'verify'>, nowMs: () => number, known: readonly Redemption[]): Access {
  const verify = (publicKey: string, message: Uint8Array, signature: string): boolean => signatures.verify(publicKey, message, signature);
  const redemptions = [...known];
  let organisation: string | undefined;
  let reader: DirectoryReader | undefined;
  let view: DirectoryView | undefined;

  function joining(workstation: string): Standing {
    const redemption = redemptions.find((each) => each.workstation === workstation);
    const headquartersCode = view?.organisation?.headquarters;
    if (redemption !== undefined && headquartersCode !== undefined && redeemedByRoot(redemption)) {
      return { standing: 'joining', writer: { workstation, office: headquartersCode, headquarters: true, role: 'hq' }, publicKey: redemption.workstationKey };
    }
    const enrolment = redemption === undefined ? undefined : view?.enrolments.get(redemption.enrolment);
    if (redemption === undefined || enrolment === undefined) return { standing: 'unknown' };
    if (enrolment.cancelled) return { standing: 'revoked' };
    const headquarters = enrolment.office === view?.organisation?.headquarters;
    const writer = { workstation, office: enrolment.office, headquarters, role: enrolment.role };
    return { standing: 'joining', writer, publicKey: redemption.workstationKey };
  }

  return {
    organisation: () => organisation,
    view: () => view,
    standingOf(workstation) {
      const found = view?.workstations.get(workstation as WorkstationId);
      if (view === undefined || found === undefined) return joining(workstation);
      const writer = writerOf(view, workstation);
      return writer === undefined ? { standing: 'revoked' } : { standing: 'member', writer, publicKey: found.publicKey };
    },
    token: (token, document) => (view === undefined ? undefined : readToken(token, { view, verify, nowMs: nowMs(), document })),
    redemptions: () => redemptions,
    noteRedemption(redemption) {
      redemptions.push(redemption);
    },
    serve(root) {
      organisation = root;
      reader = createDirectoryReader(root, verify);
    },
    async refresh(directory) {
      const current = reader;
      if (current !== undefined) view = await directory.read((doc) => current.read(doc));
    },
    rules: {
      verify,
      workstationKey: (workstation) => view?.workstations.get(workstation as WorkstationId)?.publicKey,
      rootKey: () => organisation,
    },
  };
}

/** Whether a standing lets an update through to the document's own rules. */
export function mayTryToWrite(standing: Standing, document: string): boolean {
  return standing.standing === 'member' || (standing.standing === 'joining' && document === DIRECTORY_DOCUMENT);
}

export function mayRead(standing: Standing, document: string, kindAllows: (reader: Writer) => boolean): boolean {
  if (standing.standing === 'member') return kindAllows(standing.writer);
  return standing.standing === 'joining' && document === DIRECTORY_DOCUMENT;
}
