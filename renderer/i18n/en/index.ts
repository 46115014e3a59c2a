import type { SameKeys } from '../shape.ts';
import type { zhCN } from '../zh-CN/index.ts';
import { administration } from './administration.ts';
import { counts } from './counts.ts';
import { design } from './design.ts';
import { exchange } from './exchange.ts';
import { firstRun } from './first-run.ts';
import { frame } from './frame.ts';
import { headquarters } from './headquarters.ts';
import { knowledge } from './knowledge.ts';
import { print } from './print.ts';
import { stock } from './stock.ts';
import { sync } from './sync.ts';
import { tasks } from './tasks.ts';
import { today } from './today.ts';
import { valuation } from './valuation.ts';

export const en: SameKeys<typeof zhCN> = { frame, design, firstRun, today, tasks, stock, valuation, counts, knowledge, headquarters, print, sync, administration, exchange };
