/**
 * The entries of document `directory`: signed, immutable, and certified by themselves.
 *
 * 1. Nothing is edited: a change is a new entry of the same `id` with a greater `revision`. Which revision is in
 *    force is derived (trust.ts), so an old entry that turns up again changes nothing.
 * 2. An entry stands under its id and its own hash (`entryKey`): two entries never fight for one key, and what was
 *    written apart merges as a set.
 * 3. The signature covers all fields, also those of newer versions that this one does not know.
 */
import { z } from 'zod';
import { ROLES, type Role } from '../contract/operation.ts';
import { STAMP_PATTERN, type Stamp } from '../identity/hybrid-clock.ts';
import { OFFICE_CODE_PATTERN, uuidField, type OfficeCode, type PersonId, type WorkstationId } from '../identity/ids.ts';
import { canonicalJson, recordHash } from '../identity/signatures.ts';

export type EnrolmentId = string;

/** Who signed an entry: the organisation's root key, a workstation, or an enrolment. */
export const ROOT_SIGNER = 'root';
/** The organisation has one entry id. */
export const ORGANISATION_ID = 'organisation';
/** Longest canonical JSON of an entry, in characters. */
const MAX_ENTRY_LENGTH = 4096;

const nameText = z.string().min(1).max(200);
const role = z.enum(ROLES);
// The last symbol holds bits of nothing: they must be zero, or one signature could be written in 16 ways.
/** 32 bytes, base64url. */
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
/** 64 bytes, base64url. */
const signature = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/);
const stamp = z.string().regex(STAMP_PATTERN).transform((text) => text as Stamp);
const officeCode = z.string().regex(OFFICE_CODE_PATTERN).transform((text) => text as OfficeCode);
const workstationId = uuidField.transform((text) => text as WorkstationId);
const personId = uuidField.transform((text) => text as PersonId);

const signed = {
  revision: z.number().int().min(1).max(1_000_000_000),
  at: stamp,
  signedBy: z.union([z.literal(ROOT_SIGNER), uuidField]),
  signature,
};

/** Signed by the root key alone. Says which office is headquarters, and with it who may sign the rest. */
export const organisationRecord = z.object({
  id: z.literal(ORGANISATION_ID),
  name: nameText,
  headquarters: officeCode,
  ...signed,
});

export const officeRecord = z.object({ id: officeCode, name: nameText, ...signed });

export const personRecord = z.object({
  id: personId,
  name: nameText,
  office: officeCode,
  roles: z.array(role).min(1).max(ROLES.length),
  /** False for somebody who left: stays known for what they wrote. */
  active: z.boolean(),
  ...signed,
});

/** `id` is derived from `publicKey` (workstation-identity.ts): nobody can take another's id. Never revised. */
export const workstationRecord = z.object({
  id: workstationId,
  office: officeCode,
  /** `A`, `B`, … in document numbers. */
  letter: z.string().regex(/^[A-Z]{1,3}$/),
  role,
  publicKey,
  name: nameText,
  /** What it joined with; absent for a workstation that the root key vouches for. */
  enrolment: uuidField.optional(),
  ...signed,
});

export const enrolmentRecord = z.object({
  id: uuidField,
  office: officeCode,
  role,
  /** Its private half is derived from the one-time code. */
  publicKey,
  /** Proves to the joining computer whose organisation it is (enrolment.ts). */
  seal: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** The one person whose first entry this enrolment may sign. */
  person: personId,
  /** Milliseconds since 1970; judged by the relay's clock when the code is redeemed. */
  expiresAtMs: z.number().int().positive(),
  cancelled: z.boolean(),
  ...signed,
});

/** `id` is the workstation's. Never undone: a workstation comes back with a new key. */
export const revocationRecord = z.object({ id: workstationId, reason: z.string().max(200), ...signed });

export type OrganisationRecord = z.infer<typeof organisationRecord>;
export type OfficeRecord = z.infer<typeof officeRecord>;
export type PersonRecord = z.infer<typeof personRecord>;
export type WorkstationRecord = z.infer<typeof workstationRecord>;
export type EnrolmentRecord = z.infer<typeof enrolmentRecord>;

/** Schema of each root's entries. The root's name is also the purpose of their signatures. */
export const RECORDS = {
  organisation: organisationRecord,
  offices: officeRecord,
  people: personRecord,
  workstations: workstationRecord,
  enrolments: enrolmentRecord,
  revocations: revocationRecord,
} as const;

export type DirectoryRoot = keyof typeof RECORDS;
export type RecordOf<Root extends DirectoryRoot> = z.infer<(typeof RECORDS)[Root]>;
/** An entry's fields before it is signed. */
export type DraftOf<Root extends DirectoryRoot> = Omit<RecordOf<Root>, 'revision' | 'at' | 'signedBy' | 'signature'>;

export const DIRECTORY_ROOTS = Object.keys(RECORDS) as readonly DirectoryRoot[];

/** What an entry of this root is signed for. */
export function signingPurpose(root: DirectoryRoot): string {
  return `directory.${root}`;
}

/** The key under which a record stands in its root's map. */
export function entryKey(record: { readonly id: string }): string {
  return `${record.id}/${recordHash(record).slice(0, 32)}`;
}

/**
 * The record of an entry, or undefined where the value is no record, is too long, or stands under another key
 * than its own content gives.
 */
export function readEntry<Root extends DirectoryRoot>(root: Root, key: string, value: unknown): RecordOf<Root> | undefined {
  const parsed = RECORDS[root].safeParse(value);
  if (!parsed.success || !isPlain(value)) return undefined;
  const record = parsed.data as RecordOf<Root>;
  return entryKey({ ...value, id: record.id }) === key ? record : undefined;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return canonicalJson(value).length <= MAX_ENTRY_LENGTH;
  } catch (error) {
    // Yjs carries more than JSON (bytes, big integers, infinities): such a value is no record.
    if (error instanceof TypeError || error instanceof RangeError) return false;
    throw error;
  }
}

/** Roles that a person may be given by a workstation or enrolment of this role, without headquarters. */
export function grantableRoles(joined: Role): readonly Role[] {
  switch (joined) {
    case 'clerk':
      return ['clerk'];
    case 'manager':
      return ['clerk', 'manager'];
    case 'hq':
      return ['clerk', 'manager', 'hq'];
    case 'it':
      return ['it'];
  }
}
