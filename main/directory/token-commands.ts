/** `token.create`. */
import * as operations from '#model/directory/operations.ts';
import { createToken } from '#model/directory/token.ts';
import { writerOf } from '#model/directory/trust.ts';
import { refuse } from '#model/contract/refusal.ts';
import { readDocumentName, type KindRegistry } from '#model/document/registry.ts';
import { command, type Handler } from '../area.ts';
import type { DirectoryParts } from './amendment.ts';

const HOUR_MS = 3600 * 1000;

export function tokenHandler({ identity, views }: DirectoryParts, kinds: KindRegistry): Handler {
  return command(operations.tokenCreate, (context, { document, access, hours }) => {
    const { tx } = context;
    const membership = identity.membership(tx.read);
    const view = views.current(tx);
    if (membership === undefined || view === undefined) return refuse('setup.required');
    const name = readDocumentName(kinds, document);
    const kind = kinds.kindOf(document);
    const known = tx.read.get('SELECT 1 FROM document WHERE name = ?', document) !== undefined;
    if (name === undefined || kind === undefined || !known) return refuse('document.unknown', { document }, 'document');
    const writer = writerOf(view, membership.workstation);
    const allowed = writer !== undefined && (access === 'read' ? kind.mayRead(name, writer) : kind.mayWrite(name, writer));
    if (!allowed) return refuse('document.not-allowed', { document, access }, 'document');
    const expiresAtMs = Math.ceil(context.nowMs() + hours * HOUR_MS);
    const content = { document: name, access, expiresAtMs, workstation: membership.workstation };
    return { token: createToken(content, (purpose, record) => identity.sign(tx.read, purpose, record)), expiresAtMs };
  });
}
