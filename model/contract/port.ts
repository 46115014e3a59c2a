/**
 * The one message protocol between a client (window, browser page, CLI) and the office core, over any port that
 * keeps order: Electron's MessagePort, a local socket, the web shell's WebSocket. Messages are plain JSON;
 * bytes are base64.
 *
 * 1. `id` is chosen by the client and unique while the request lives.
 * 2. Every `call` gets one `result`. A `live` gets a `live` at once and whenever its result changed, until `stop`.
 * 3. `requestId` makes a command repeatable: the same id gives the first outcome again and is not carried out twice.
 * 4. An editor channel starts with the document's whole state, then carries updates both ways, until closed.
 *    `editorSaved` confirms updates as durable, by count from the channel's start.
 *
 * In the web shell a page gets its session first: `POST /session` with the token of `#token=` as text body sets a
 * cookie (204; 403 where the token is used up or wrong). Then a WebSocket at `/core` (same origin, cookie) carries
 * one JSON message per text frame. It is closed with 4401 where there is no session.
 */
import { z } from 'zod';
import type { Refusal } from './refusal.ts';

export type CallResult<Value = unknown> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

const id = z.number().int().nonnegative();
const name = z.string().max(100);
const base64 = z.base64();

export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, name, input: z.unknown(), requestId: z.string().min(8).max(64).optional() }),
  z.object({ type: z.literal('live'), id, name, input: z.unknown() }),
  z.object({ type: z.literal('stop'), id }),
  z.object({ type: z.literal('editor'), id, document: z.string().max(200) }),
  z.object({ type: z.literal('editorUpdate'), id, update: base64 }),
  z.object({ type: z.literal('editorAwareness'), id, state: base64 }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

export type CoreMessage =
  | { readonly type: 'result'; readonly id: number; readonly result: CallResult }
  | { readonly type: 'live'; readonly id: number; readonly result: CallResult }
  | { readonly type: 'editorUpdate'; readonly id: number; readonly update: string }
  | { readonly type: 'editorSaved'; readonly id: number; readonly count: number }
  | { readonly type: 'editorAwareness'; readonly id: number; readonly state: string }
  | { readonly type: 'editorClosed'; readonly id: number; readonly refusal: Refusal };

/** One client's connection to the core. */
export interface Port {
  send(message: CoreMessage): void;
  close(): void;
}
