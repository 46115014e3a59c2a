/**
 * How a screen reaches its office: one object, the same in Electron (put on `window` by the preload script) and
 * in the web shell's page (spoken over a WebSocket). It carries the contract and nothing else.
 *
 * 1. A call always answers with a value; a lost line is a refusal like any other.
 * 2. A live query answers at once and whenever its result changes, also across a reconnection.
 * 3. An editor channel sends the document's whole state first, then updates both ways.
 */
import type { CallResult } from '#model/contract/port.ts';
import type { Refusal } from '#model/contract/refusal.ts';
import type { PaperFile, PaperOutcome } from '#model/maintenance/paper-file.ts';

export interface CallOptions {
  /** Makes a command repeatable: the same id is carried out once. 8 to 64 characters. */
  readonly requestId?: string;
}

export interface EditorEvents {
  update(bytes: Uint8Array): void;
  /** Updates sent through this channel up to this count are durable on this PC. */
  saved(count: number): void;
  awareness(bytes: Uint8Array): void;
  /** The channel ended: the office refused an edit, or the line to it is lost. Nothing more will be saved. */
  closed(refusal: Refusal): void;
}

export interface EditorConnection {
  send(bytes: Uint8Array): void;
  sendAwareness(bytes: Uint8Array): void;
  close(): void;
}

export interface OfficeClient {
  call(name: string, input: unknown, options?: CallOptions): Promise<CallResult>;
  /** @returns stops the query. */
  live(name: string, input: unknown, listener: (result: CallResult) => void): () => void;
  openEditor(document: string, events: EditorEvents): EditorConnection;
  /** Tells at once and on each change whether the office core can be reached. */
  onConnection(listener: (connected: boolean) => void): () => void;
}

/** What a desktop shell does with paper; a browser has its own print window alone. */
export interface PaperShell {
  /** Asks where to, and saves a document as a PDF there. */
  savePdf(paper: PaperFile): Promise<PaperOutcome>;
}

declare global {
  interface Window {
    /** Present in Electron. */
    readonly office?: OfficeClient;
    /** Present in Electron. */
    readonly paper?: PaperShell;
  }
}
