/**
 * Tokens by which a standard y-websocket client opens one document (`?token=…`): what is granted, signed by the
 * workstation that grants it. It can do no more than that workstation may.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';
import { decodeUtf8 } from 'lib0/string';
import { z } from 'zod';
import type { Writer } from '../document/kind.ts';
import { uuidField, type DocumentName, type WorkstationId } from '../identity/ids.ts';
import { signedBytes } from '../identity/signatures.ts';
import type { Verify } from './entries.ts';
import { writerOf, type DirectoryView } from './trust.ts';

export const TOKEN_HOURS = 24;
export const MAX_TOKEN_HOURS = 31 * 24;
const MAX_TOKEN_LENGTH = 1024;
const PURPOSE = 'token';

const tokenContent = z.strictObject({
  document: z.string().min(1).max(200).transform((text) => text as DocumentName),
  access: z.enum(['read', 'write']),
  /** Milliseconds since 1970. */
  expiresAtMs: z.number().int().positive(),
  workstation: uuidField.transform((text) => text as WorkstationId),
});
export type TokenContent = z.infer<typeof tokenContent>;

export type TokenProblem = 'malformed' | 'unknownWorkstation' | 'revoked' | 'badSignature' | 'expired' | 'otherDocument';

export type TokenReading =
  /** `writer` is the workstation that vouches: its rights bound the token's. */
  | { readonly ok: true; readonly content: TokenContent; readonly writer: Writer }
  | { readonly ok: false; readonly problem: TokenProblem };

/** @param sign signs a record with the key of `content.workstation`. */
export function createToken(content: TokenContent, sign: (purpose: string, record: object) => string): string {
  return `${toBase64UrlEncoded(utf8ToBytes(JSON.stringify(content)))}.${sign(PURPOSE, content)}`;
}

export interface TokenCheck {
  readonly view: DirectoryView;
  readonly verify: Verify;
  readonly nowMs: number;
  /** The document that the client asks for. */
  readonly document: string;
}

export function readToken(token: string, { view, verify, nowMs, document }: TokenCheck): TokenReading {
  const refused = (problem: TokenProblem): TokenReading => ({ ok: false, problem });
  const parts = token.length <= MAX_TOKEN_LENGTH ? /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/.exec(token) : null;
  const content = parts?.[1] === undefined ? undefined : readContent(parts[1]);
  const signature = parts?.[2];
  if (content === undefined || signature === undefined) return refused('malformed');
  const workstation = view.workstations.get(content.workstation);
  if (workstation === undefined) return refused('unknownWorkstation');
  if (!verify(workstation.publicKey, signedBytes(PURPOSE, content), signature)) return refused('badSignature');
  const writer = writerOf(view, workstation.id);
  if (writer === undefined) return refused('revoked');
  if (content.expiresAtMs <= nowMs) return refused('expired');
  if (content.document !== document) return refused('otherDocument');
  return { ok: true, content, writer };
}

function readContent(encoded: string): TokenContent | undefined {
  try {
    return tokenContent.safeParse(JSON.parse(decodeUtf8(fromBase64UrlEncoded(encoded)))).data;
  } catch (error) {
    // Not UTF-8, or no JSON: whoever sent it gets the same answer as for any other text.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
