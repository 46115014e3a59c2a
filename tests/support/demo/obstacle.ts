/** What stands against starting the demo, told before anything is touched. */
import { foreignTo, isRunning, readHeldDemo } from './demo-folder.ts';
import { ALL_OFFICES, shownOffices } from './demo-offices.ts';
import type { DemoOptions } from './options.ts';
import { choosePorts, firstTaken } from './ports.ts';

/** In both languages, with what to do; undefined where nothing stands against it. */
export async function findObstacle(options: DemoOptions): Promise<string | undefined> {
  const { data, firstPort, reset, secondBeijing } = options;
  if (await isRunning(data, ALL_OFFICES.map(({ folder }) => folder))) {
    return `演示已在运行(${data})。请用它打印的地址,或先在那里按 Ctrl-C。\nA demo runs on ${data} already. Use the addresses it printed, or end it there with Ctrl-C.`;
  }
  const [foreign] = foreignTo(data);
  if (foreign !== undefined) {
    return `${data} 里有不属于演示的内容(${foreign}),未作改动。请用 --data 指定一个空文件夹。\n${data} holds what no demo made (${foreign}) and was left as it is. Name an empty folder with --data.`;
  }
  const held = reset ? undefined : readHeldDemo(data);
  const ports = choosePorts(firstPort, held?.relayPort, ALL_OFFICES.length);
  const taken = await firstTaken([ports.relay, ...ports.offices.slice(0, shownOffices(secondBeijing).length)]);
  if (taken === undefined) return undefined;
  // The offices of a demo that was made already look for the relay where it was.
  const remedy = held !== undefined && taken === held.relayPort ? '--reset --port 4510' : '--port 4510';
  return `端口 ${String(taken)} 已被其他程序占用。请关闭它,或换一组端口:\nPort ${String(taken)} is in use by another program. Close it, or take other ports:\n  npm run demo -- ${remedy}`;
}
