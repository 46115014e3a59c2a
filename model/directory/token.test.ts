import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentName } from '../identity/ids.ts';
import { signedBytes } from '../identity/signatures.ts';
import { createSampleDirectory, type SampleDirectory, type SampleWorkstation } from './testing/sample-directory.ts';
import { createToken, readToken, type TokenContent, type TokenReading } from './token.ts';
import { readDirectory } from './trust.ts';

const ARTICLE = 'article/018f0000-0000-7000-8000-000000000001';
const NOW = 1_760_000_000_000;

function tokenOf(sample: SampleDirectory, by: SampleWorkstation, changes: Partial<TokenContent> = {}): string {
  const content: TokenContent = { document: ARTICLE as DocumentName, access: 'write', expiresAtMs: NOW + 1000, workstation: by.record.id, ...changes };
  return createToken(content, (purpose, record) => by.signer.sign(signedBytes(purpose, record)));
}

function read(sample: SampleDirectory, token: string, nowMs = NOW, document = ARTICLE): TokenReading {
  const view = readDirectory(sample.doc, sample.rootKey, sample.signatures.verify);
  return readToken(token, { view, verify: sample.signatures.verify, nowMs, document });
}

describe('tokens for y-websocket clients', () => {
  it('[DIRECTORY-12] say what is granted and by whom', () => {
    const sample = createSampleDirectory();
    const reading = read(sample, tokenOf(sample, sample.beijing));
    expect(reading).toMatchObject({ ok: true, content: { document: ARTICLE, access: 'write' }, writer: { office: 'BJ', role: 'clerk' } });
  });

  it('[DIRECTORY-12] are refused when expired, for another document, from an unknown or revoked workstation', () => {
    const sample = createSampleDirectory();
    const token = tokenOf(sample, sample.beijing);
    expect(read(sample, token, NOW + 1000)).toEqual({ ok: false, problem: 'expired' });
    expect(read(sample, token, NOW, `${ARTICLE}2`)).toEqual({ ok: false, problem: 'otherDocument' });
    const unknown = sample.makeWorkstation(sample.makeEnrolment('BJ', 'clerk', sample.headquarters.signer), 'B');
    expect(read(sample, tokenOf(sample, unknown))).toEqual({ ok: false, problem: 'unknownWorkstation' });
    sample.put('revocations', { id: sample.beijing.record.id, reason: '' }, sample.headquarters.signer);
    expect(read(sample, token)).toEqual({ ok: false, problem: 'revoked' });
  });

  it('[DIRECTORY-12] cannot be forged, altered, or made of another signature', () => {
    const sample = createSampleDirectory();
    const forged = tokenOf(sample, sample.guangzhou, { workstation: sample.headquarters.record.id });
    expect(read(sample, forged)).toEqual({ ok: false, problem: 'badSignature' });
    const [, signature] = tokenOf(sample, sample.beijing).split('.');
    const [longer] = tokenOf(sample, sample.beijing, { expiresAtMs: NOW * 2 }).split('.');
    expect(read(sample, `${longer}.${signature}`)).toEqual({ ok: false, problem: 'badSignature' });
    const content = { document: ARTICLE, access: 'write', expiresAtMs: NOW + 1000, workstation: sample.beijing.record.id };
    const otherPurpose = createToken(content as TokenContent, (_purpose, record) => sample.beijing.signer.sign(signedBytes('report', record)));
    expect(read(sample, otherPurpose)).toEqual({ ok: false, problem: 'badSignature' });
  });

  it('[DIRECTORY-12] any other text is malformed, and no text throws', () => {
    const sample = createSampleDirectory();
    const token = tokenOf(sample, sample.beijing);
    const mutated = fc.tuple(fc.nat(token.length - 1), fc.string({ maxLength: 3 })).map(([at, text]) => token.slice(0, at) + text + token.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(fc.string(), mutated, fc.constant('x'.repeat(5000))), (text) => {
        fc.pre(text !== token);
        expect(read(sample, text).ok).toBe(false);
      }),
    );
  });
});
