/** Started by a test: opens the store, writes one note, says so, and keeps it open until it is killed. */
import { stdin, stdout } from 'node:process';
import { isRefusal } from '#model/contract/refusal.ts';
import { openStore } from '../open-store.ts';
import { kinds, notebookName, noRules, noteProjection, noting } from './notebook.ts';

const [, , file = ''] = process.argv;
const store = openStore({ file, kinds, projections: [noteProjection], rules: noRules, nowMs: () => 0 });
if (isRefusal(store)) throw new Error(store.reason);
await store.transact((tx) => tx.edit(notebookName('held'), noting({ one: 'held' })));
stdout.write('held\n');
// Alive for as long as the test holds the other end of stdin.
stdin.resume();
await new Promise(() => {});
