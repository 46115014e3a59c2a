/** A bare workstation's end of `/link`, message by message, for tests of the relay. */
import { WebSocket } from 'ws';
import { decodeFromRelay, encodeFromWorkstation, isMalformed } from '#model/link/codec.ts';
import { createFrameJoiner, framesOf } from '#model/link/frames.ts';
import { PROTOCOL, SCHEMA, type Cursor, type Enrol, type FromRelay, type FromWorkstation, type Hello } from '#model/link/messages.ts';
import { signedBytes, type SignatureScheme } from '#model/identity/signatures.ts';
import { createZstdCodec } from '../../../sync-server/zstd-codec.ts';

type MessageOf<Type extends FromRelay['type']> = Extract<FromRelay, { readonly type: Type }>;

export interface LinkClient {
  send(message: FromWorkstation): void;
  sendRaw(bytes: Uint8Array): void;
  /** The next message of this type that was not taken yet; others stay for later. */
  next<Type extends FromRelay['type']>(type: Type): Promise<MessageOf<Type>>;
  /** Messages received and not taken. */
  readonly waiting: readonly FromRelay[];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): void;
  terminate(): void;
}

export interface Signing {
  readonly workstation: string;
  readonly privateKey: string;
  readonly organisation: string;
  readonly signatures: SignatureScheme;
}

export function openLink(url: string): LinkClient {
  const socket = new WebSocket(`${url}/link`);
  const codec = createZstdCodec();
  const joiner = createFrameJoiner(64 * 1024 * 1024);
  const waiting: FromRelay[] = [];
  let look: (() => void)[] = [];
  let ended = false;
  const wake = (): void => {
    const all = look;
    look = [];
    for (const each of all) each();
  };
  socket.on('message', (data: Buffer) => {
    const whole = joiner.join(new Uint8Array(data));
    if (whole === undefined) return;
    const message = isMalformed(whole) ? whole : decodeFromRelay(whole, codec);
    if (isMalformed(message)) throw new Error(`the relay sent what is no message: ${message.detail}`);
    waiting.push(message);
    wake();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      ended = true;
      wake();
      resolve({ code, reason: reason.toString() });
    });
  });
  return {
    send(message) {
      for (const frame of framesOf(encodeFromWorkstation(message, codec))) socket.send(frame);
    },
    sendRaw: (bytes) => socket.send(bytes),
    async next(type) {
      for (;;) {
        const place = waiting.findIndex((message) => message.type === type);
        if (place >= 0) return waiting.splice(place, 1)[0] as never;
        if (ended) throw new Error(`closed while waiting for ${type}; there were: ${waiting.map((message) => JSON.stringify(message)).join(' ')}`);
        await new Promise<void>((resolve) => {
          look.push(resolve);
        });
      }
    },
    waiting,
    closed,
    close: () => socket.close(),
    terminate: () => socket.terminate(),
  };
}

export function signedHello(challenge: MessageOf<'challenge'>, signing: Signing, cursor: Cursor | null): Hello {
  const content: Hello = {
    type: 'hello',
    protocol: PROTOCOL,
    schema: SCHEMA,
    nonce: challenge.nonce,
    relay: challenge.relay,
    workstation: signing.workstation,
    organisation: signing.organisation,
    cursor,
    signature: '',
  };
  return { ...content, signature: signing.signatures.sign(signing.privateKey, signedBytes('hello', content)) };
}

export function signedEnrol(content: Omit<Enrol, 'signature' | 'type'>, privateKey: string, signatures: SignatureScheme): Enrol {
  const message: Enrol = { type: 'enrol', ...content, signature: '' };
  return { ...message, signature: signatures.sign(privateKey, signedBytes('enrol', message)) };
}

/** Connects, says hello and waits for `welcome`. */
export async function joinLink(url: string, signing: Signing, cursor: Cursor | null = null): Promise<{ client: LinkClient; welcome: MessageOf<'welcome'> }> {
  const client = openLink(url);
  const challenge = await client.next('challenge');
  client.send(signedHello(challenge, signing, cursor));
  return { client, welcome: await client.next('welcome') };
}

/** All batches of a catch-up, to the last. */
export async function takeBatches(client: LinkClient): Promise<readonly MessageOf<'batch'>[]> {
  const batches: MessageOf<'batch'>[] = [];
  for (;;) {
    const batch = await client.next('batch');
    batches.push(batch);
    if (batch.last) return batches;
  }
}
