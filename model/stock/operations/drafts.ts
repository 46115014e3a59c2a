/** Entries under way: kept on this workstation for the person who makes them, until they are posted or discarded. */
import { z } from 'zod';
import { listOf } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { POSTING_ROLES } from './fields.ts';

/** Characters of a draft's content: 500 lines with room. */
const MAX_DRAFT_CHARACTERS = 400_000;

const kind = z.string().trim().min(1).max(40);
const draftRow = z.object({ id: z.string(), kind: z.string(), content: z.string(), atMs: z.number() });

export const draftSave = defineCommand({
  name: 'draft.save',
  summary: { zh: '保存录入草稿（仅本机）', en: 'Keep an entry under way, on this computer only' },
  input: z.object({ id: z.uuid(), kind, content: z.string().min(1).max(MAX_DRAFT_CHARACTERS) }),
  output: z.object({ id: z.string() }),
  permission: { roles: POSTING_ROLES },
});

export const draftDiscard = defineCommand({
  name: 'draft.discard',
  summary: { zh: '丢弃录入草稿', en: 'Discard an entry under way' },
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.string() }),
  permission: { roles: POSTING_ROLES },
});

export const draftList = defineQuery({
  name: 'draft.list',
  summary: { zh: '本人在本机的录入草稿，最新在前', en: 'Your entries under way on this computer, newest first' },
  input: z.object({ kind: kind.optional() }),
  output: listOf(draftRow),
  permission: { roles: 'anyone' },
  reads: ['entry_draft'],
});
