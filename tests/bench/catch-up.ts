/**
 * An office that was away catches up with documents that changed meanwhile: our link against one y-websocket connection
 * per document, Hocuspocus over one connection, and the floor of the line. Every server starts cold in every round.
 */
import { join } from 'node:path';
import { catchUpBare, catchUpHocuspocus, catchUpOffice, catchUpYWebsocket, startBareServer, type CaughtUp } from './catching-up-ways.ts';
import { changeArticles, type ChangedArticles } from './changed-articles.ts';
import { fillHocuspocusDatabase, startHocuspocusProcess } from './hocuspocus-process.ts';
import { compare, type Measure } from './report.ts';
import { openShapedLine, type LineShape, type ShapedLine } from './shaped-line.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const PART = 'catch-up';
/** The line itself takes most of the time of a narrow one: its rounds differ little and last long. */
const LINES: readonly (LineShape & { readonly rounds: number })[] = [
  { name: '50 ms', roundTripMs: 50, bitsPerSecond: undefined, rounds: 5 },
  { name: '600 ms, 256 kbit/s', roundTripMs: 600, bitsPerSecond: 256_000, rounds: 2 },
];
const UNSHAPED: LineShape = { name: 'unshaped', roundTripMs: 0, bitsPerSecond: undefined };
const WAYS = ['office', 'yWebsocket', 'hocuspocus', 'floor'] as const;
type Way = (typeof WAYS)[number];

export async function measureCatchUp(quick: boolean): Promise<readonly Measure[]> {
  const documents = quick ? 50 : 500;
  return withTemporaryFolder(async (folder) => {
    const changed = await changeArticles(folder, documents);
    const hocuspocusFile = join(folder, 'hocuspocus.db');
    fillHocuspocusDatabase(hocuspocusFile, changed.articles);
    const ways: Record<Way, (shape: LineShape) => Promise<CaughtUp>> = {
      async office(shape) {
        const copy = changed.copyBranch();
        return atRelay(changed, shape, (line) => catchUpOffice(copy, line));
      },
      yWebsocket: (shape) => atRelay(changed, shape, (line) => catchUpYWebsocket(changed.articles, line)),
      async hocuspocus(shape) {
        const server = await startHocuspocusProcess(hocuspocusFile);
        try {
          return await overLine(shape, server.port, (line) => catchUpHocuspocus(changed.articles, line));
        } finally {
          await server.stop();
        }
      },
      async floor(shape) {
        const server = await startBareServer(changed.differenceBytes);
        try {
          return await overLine(shape, server.port, catchUpBare);
        } finally {
          server.close();
        }
      },
    };
    // Once without counting: the code of all of them is compiled then.
    for (const way of WAYS) await ways[way](UNSHAPED);
    const measures: Measure[] = [];
    for (const shape of LINES) {
      const figures: Record<Way, CaughtUp[]> = { office: [], yWebsocket: [], hocuspocus: [], floor: [] };
      for (let round = 0; round < (quick ? 1 : shape.rounds); round += 1) {
        for (const way of WAYS) figures[way].push(await ways[way](shape));
      }
      measures.push(...measuresOf(shape, documents, figures, changed.differenceBytes));
    }
    return measures;
  });
}

async function atRelay(changed: ChangedArticles, shape: LineShape, act: (line: ShapedLine) => Promise<CaughtUp>): Promise<CaughtUp> {
  const relay = await changed.startRelay();
  try {
    return await overLine(shape, Number(new URL(relay.url).port), act);
  } finally {
    await relay.stop();
  }
}

async function overLine(shape: LineShape, port: number, act: (line: ShapedLine) => Promise<CaughtUp>): Promise<CaughtUp> {
  const line = await openShapedLine(shape, port);
  try {
    return await act(line);
  } finally {
    await line.close();
  }
}

function measuresOf(shape: LineShape, documents: number, figures: Readonly<Record<Way, readonly CaughtUp[]>>, differenceBytes: number): readonly Measure[] {
  const times = (way: Way): number[] => figures[way].map(({ ms }) => ms);
  const kilobytes = (way: Way): number[] => figures[way].map(({ bytes }) => bytes / 1000);
  const name = `${documents} documents, ${shape.name}`;
  const ours = { part: PART, name, unit: 'ms', ours: times('office') } as const;
  const size = { part: PART, name: `${name}: on the line`, unit: 'kB', ours: kilobytes('office') } as const;
  return [
    compare({ ...ours, against: { name: 'y-websocket, one connection each', figures: times('yWebsocket') }, goal: { atLeast: 3 } }),
    compare({ ...ours, against: { name: 'Hocuspocus, one connection', figures: times('hocuspocus') }, goal: { atLeast: 1 } }),
    compare({ ...ours, against: { name: 'floor of the line', figures: times('floor') }, goal: { atMost: 1.5 } }),
    compare({ ...ours, name: `${name}: arrived`, ours: figures.office.map(({ arrivedMs }) => arrivedMs), against: { name: 'floor of the line', figures: times('floor') } }),
    compare({ ...size, against: { name: 'bare differences, zstd', figures: size.ours.map(() => differenceBytes / 1000) }, goal: { atMost: 1.2 } }),
    compare({ ...size, against: { name: 'y-websocket', figures: kilobytes('yWebsocket') } }),
    compare({ ...size, against: { name: 'Hocuspocus', figures: kilobytes('hocuspocus') } }),
  ];
}
