/** Which ports the demo takes: the relay's, then one for each office in order. */
import { createServer } from 'node:net';

const USUAL_PORT = 4410;

export interface DemoPorts {
  readonly relay: number;
  /** By the office's place in the list; 0 for any free one. */
  readonly offices: readonly number[];
}

/** @param relayPort where the offices know the relay from last time; it keeps that one. */
export function choosePorts(firstPort: number | undefined, relayPort: number | undefined, offices: number): DemoPorts {
  const first = firstPort ?? relayPort ?? USUAL_PORT;
  return { relay: relayPort ?? first, offices: Array.from({ length: offices }, (_, index) => (first === 0 ? 0 : first + 1 + index)) };
}

/** The first of the ports that another program holds. */
export async function firstTaken(ports: readonly number[]): Promise<number | undefined> {
  for (const port of ports) if (port !== 0 && !(await isFree(port))) return port;
  return undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
