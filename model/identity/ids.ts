/** Branded identifiers: a string is not an id. */
import { v7 } from 'uuid';
import { z } from 'zod';

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type DocumentName = Branded<string, 'DocumentName'>;
/** Short code of an office, as printed on paper: `SH`, `BJ2`. */
export type OfficeCode = Branded<string, 'OfficeCode'>;
export type WorkstationId = Branded<string, 'WorkstationId'>;
export type PersonId = Branded<string, 'PersonId'>;
export type BoardId = Branded<string, 'BoardId'>;
export type CardId = Branded<string, 'CardId'>;
export type ArticleId = Branded<string, 'ArticleId'>;

export const OFFICE_CODE_PATTERN = /^[A-Z][A-Z0-9]{0,5}$/;
export const officeCodeField = z.string().trim().toUpperCase().regex(OFFICE_CODE_PATTERN, { error: 'office-code' });
export const uuidField = z.uuid();

/** 16 random bytes from a source that is passed in. */
export type RandomBytes = (length: number) => Uint8Array;

/** A new UUIDv7 (RFC 9562): sorts by time, unique without a server. */
export function newUuid(nowMs: number, randomBytes: RandomBytes): string {
  return v7({ msecs: nowMs, random: randomBytes(16) });
}
