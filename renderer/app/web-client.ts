/**
 * The office client of the web shell's page: the core's message protocol over one WebSocket. The line may drop
 * (the core restarts); then it connects again, with pauses up to `MAX_PAUSE_MS`. What is asked meanwhile waits.
 */
import { createPortClient } from '#model/contract/port-client.ts';
import type { CoreMessage } from '#model/contract/port.ts';
import type { OfficeClient } from '../../preload/client.ts';
import { bytesOfText, textOfBytes } from './base64.ts';

const FIRST_PAUSE_MS = 300;
const MAX_PAUSE_MS = 5000;
/** Close code of main/shell/web for a page without a session. */
const NO_SESSION = 4401;

/** What of a WebSocket the client uses; tests pass their own. */
export interface ClientSocket {
  send(text: string): void;
  close(): void;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
}

export interface WebClientOptions {
  readonly connect: () => ClientSocket;
  /** The shell knows no session of this page (its token was used or is of an earlier start). No further attempt is made. */
  readonly onNoSession: () => void;
  /** @returns cancels the timer. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export function createWebClient(options: WebClientOptions): OfficeClient & { close(): void } {
  const end = createPortClient({ encode: textOfBytes, decode: bytesOfText });
  let socket: ClientSocket | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let cancelRetry: (() => void) | undefined;
  let closed = false;

  function open(): void {
    const next = options.connect();
    socket = next;
    next.onopen = () => {
      pauseMs = FIRST_PAUSE_MS;
      end.opened((message) => next.send(JSON.stringify(message)));
    };
    next.onmessage = (event) => {
      if (typeof event.data === 'string') end.received(JSON.parse(event.data) as CoreMessage);
    };
    next.onclose = (event) => {
      end.closed();
      if (closed) return;
      if (event.code === NO_SESSION) {
        options.onNoSession();
        return;
      }
      cancelRetry = options.after(pauseMs, open);
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    };
  }

  open();
  return {
    ...end.client,
    close() {
      closed = true;
      cancelRetry?.();
      socket?.close();
    },
  };
}
