import { expect, it } from 'vitest';
import { relayClaim } from './operations.ts';

const addressOf = (url: string): string | undefined => relayClaim.input.safeParse({ url, setupCode: 'X' }).data?.url;

it.each([
  ['ws://relay:4400', 'ws://relay:4400'],
  ['wss://relay.example.com/office', 'wss://relay.example.com/office'],
  [' 192.168.1.10:4400 ', 'ws://192.168.1.10:4400'],
  ['http://relay:4400', 'ws://relay:4400'],
  ['https://relay', 'wss://relay'],
])('takes %j for a relay’s address', (written, meant) => {
  expect(addressOf(written)).toBe(meant);
});

it.each(['', 'ftp://relay', 'ws://', 'ws://relay?x', 'two words'])('refuses %j', (written) => {
  expect(addressOf(written)).toBeUndefined();
});
