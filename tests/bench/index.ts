/**
 * `npm run bench`: what the issue asks of speed and size, as ratios against peers and raw limits in one run.
 * Options: `--only NAME` (commit-rate, catch-up, start, stock), `--quick` (small sizes, to try it out), `--json FILE`.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCatchUp } from './catch-up.ts';
import { measureCommitRate } from './commit-rate.ts';
import { tableOf, type Measure } from './report.ts';
import { measureStart } from './start.ts';
import { measureStock } from './stock.ts';

const PARTS: Readonly<Record<string, (quick: boolean) => Promise<readonly Measure[]>>> = {
  'commit-rate': measureCommitRate,
  'catch-up': measureCatchUp,
  start: measureStart,
  stock: measureStock,
};

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});

const chosen = Object.entries(PARTS).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  console.error(`no part is named ${values.only ?? ''}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}

const measures: Measure[] = [];
for (const [name, measure] of chosen) {
  console.error(`${name} …`);
  measures.push(...(await measure(values.quick)));
}
console.log(tableOf(measures));
const missed = measures.filter(({ goal }) => goal?.met === false);
console.log(`\n${missed.length === 0 ? 'Every goal is met.' : `Missed:${missed.map(({ part, name, against }) => `\n  ${part}: ${name}, against ${against.name}`).join('')}`}`);
if (values.json !== undefined) {
  const folder = process.env['INIT_CWD'] ?? process.cwd();
  writeFileSync(resolve(folder, values.json), `${JSON.stringify({ quick: values.quick, measures }, undefined, 2)}\n`);
}
