/** A shell's own view of its office: live queries over the core's local socket, like a window's. */
import type { CallResult } from '#model/contract/port.ts';
import { createPortClient } from '#model/contract/port-client.ts';
import type { OperationName, Operations } from '#model/operations.ts';
import { connectCore } from './core-client.ts';

export interface OfficeFollower {
  /** Told at once and on every change; a refused query tells nothing. @returns ends it. */
  follow<Name extends OperationName>(name: Name, input: Operations[Name]['input'], listener: (output: Operations[Name]['output']) => void): () => void;
}

/** @returns undefined where no core serves the folder. */
export async function followOffice(dataDir: string): Promise<OfficeFollower | undefined> {
  const end = createPortClient({
    encode: (bytes) => Buffer.from(bytes).toString('base64'),
    decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
  });
  const core = await connectCore(dataDir, { message: (message) => end.received(message), closed: () => end.closed() });
  if (core === undefined) return undefined;
  end.opened((message) => core.send(message));
  return {
    follow: (name, input, listener) =>
      end.client.live(name, input, (result: CallResult) => {
        if (result.ok) listener(result.value as Parameters<typeof listener>[0]);
      }),
  };
}
