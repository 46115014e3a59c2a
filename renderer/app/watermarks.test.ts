import { describe, expect, it } from 'vitest';
import { isBehind } from '../design/Watermark.tsx';
import { officeWatermarks } from './watermarks.ts';

const workstation = (id: string, connected: boolean, waiting = 0) => ({ workstation: id, connected, waiting, knownUpToMs: 5 });
const office = (code: string, workstations: ReturnType<typeof workstation>[]) => ({ office: code, name: code, waiting: 0, knownUpToMs: 5, workstations });
const behind = (rows: Parameters<typeof officeWatermarks>[0]) => [...officeWatermarks(rows, 'b1').values()].filter(isBehind).map((mark) => mark.office);

describe('watermarks', () => {
  it('take the own office for complete at once only where this PC is its only one', () => {
    expect(officeWatermarks([office('BJ', [workstation('b1', false)])], 'b1').get('BJ')).toMatchObject({ own: true });
    expect(officeWatermarks([office('BJ', [workstation('b1', true), workstation('b2', true)])], 'b1').get('BJ')).toMatchObject({ own: false });
  });

  it('name an office as behind while any other workstation of it is away, the own office too', () => {
    const beijing = (second: boolean) => office('BJ', [workstation('b1', true), workstation('b2', second)]);
    const guangzhou = (second: boolean) => office('GZ', [workstation('g1', true), workstation('g2', second)]);
    expect(behind([beijing(true), guangzhou(true)])).toEqual([]);
    expect(behind([beijing(false), guangzhou(true)])).toEqual(['BJ']);
    expect(behind([beijing(true), guangzhou(false)])).toEqual(['GZ']);
  });

  it('count what waits at other workstations, what waits here only among what is not sent', () => {
    expect(officeWatermarks([office('BJ', [workstation('b1', true, 7), workstation('b2', true, 2)])], 'b1').get('BJ')).toMatchObject({ waiting: 2, unsent: 9 });
  });

  it('know nothing of an office without a workstation', () => {
    expect(officeWatermarks([{ office: 'XA', name: '西安', waiting: 0, workstations: [] }], 'b1').get('XA')).toMatchObject({ own: false, knownUpToMs: undefined });
  });
});
