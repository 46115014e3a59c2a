/** Refusals of a posted line, alone or within a document of many. */
import type { ErrorCatalog } from '../../contract/refusal.ts';
import { belowZero, itemMissing, tooMuch } from './fields.ts';

/** What lots, serial numbers, expiry and places demand of any movement. */
export const placeErrors = {
  'stock.place-short': {
    zh: '“{{item}}”在库位 {{place}} 只有 {{available}} {{unit}}，不能减少 {{quantity}} {{unit}}。没有保存，请核对库位、批号和数量。',
    en: 'There are only {{available}} {{unit}} of “{{item}}” at {{place}}, so {{quantity}} {{unit}} cannot be taken. Nothing was saved; check location, lot and quantity.',
  },
  'quota.short': {
    zh: '“{{item}}”限配额：本机还可发出 {{free}} {{unit}}，不能发出 {{quantity}} {{unit}}。没有保存。{{advice}}',
    en: '“{{item}}” is under quota: this workstation may issue {{free}} {{unit}}, so {{quantity}} {{unit}} cannot be issued. Nothing was saved. {{advice}}',
  },
  'location.not-here': {
    zh: '本机构没有可用的库位“{{location}}”。没有保存，请扫描或选择另一个库位。',
    en: 'This office has no location “{{location}}” in use. Nothing was saved; scan or choose another.',
  },
  'lot.missing': {
    zh: '“{{item}}”按批号管理，缺少批号。没有保存，请扫描或填写批号。',
    en: '“{{item}}” is kept by lot and the lot is missing. Nothing was saved; scan or type it.',
  },
  'lot.expired': {
    zh: '“{{item}}”批号 {{lot}} 已于 {{expiry}} 过期，不能出库或调拨。没有保存；可移到隔离区、退货或报废。',
    en: 'Lot {{lot}} of “{{item}}” expired on {{expiry}}, so it cannot be issued or sent. Nothing was saved; move it to quarantine, return it or scrap it.',
  },
  'expiry.missing': {
    zh: '“{{item}}”有保质期，批号 {{lot}} 还没有到期日。没有保存，请填写到期日。',
    en: '“{{item}}” has a shelf life and lot {{lot}} has no expiry yet. Nothing was saved; enter the expiry.',
  },
  'serial.missing': {
    zh: '“{{item}}”按序列号管理，缺少序列号。没有保存，请扫描每一件的序列号。',
    en: '“{{item}}” is kept by serial number and it is missing. Nothing was saved; scan the serial number of each piece.',
  },
  'serial.one': {
    zh: '“{{item}}”按序列号管理，每行只能是 1 {{unit}}。没有保存，请每件录入一行。',
    en: '“{{item}}” is kept by serial number, so each line is exactly 1 {{unit}}. Nothing was saved; enter one line for each piece.',
  },
  'serial.on-hand': {
    zh: '“{{item}}”的序列号 {{serial}} 已在 {{office}} 在库，不能再次入库。没有保存，请核对序列号。',
    en: 'Serial number {{serial}} of “{{item}}” is already on hand at {{office}}, so it cannot come in again. Nothing was saved; check the serial number.',
  },
} as const satisfies ErrorCatalog;

type Prefixed<Catalog extends ErrorCatalog> = { readonly [Reason in keyof Catalog]: { readonly zh: string; readonly en: string } };

/** The same messages, each led by the line that they are about. */
function ofLine<Catalog extends ErrorCatalog>(catalog: Catalog): Prefixed<Catalog> {
  return Object.fromEntries(
    Object.entries(catalog).map(([reason, { zh, en }]) => [reason, { zh: `第 {{line}} 行：${zh}`, en: `Line {{line}}: ${en}` }]),
  ) as Prefixed<Catalog>;
}

export const lineErrors = {
  ...ofLine({
    ...itemMissing,
    ...tooMuch,
    'stock.below-zero': belowZero['stock.below-zero'],
    ...placeErrors,
    'line.unit': {
      zh: '“{{item}}”没有单位“{{unit}}”。整张单据都没有保存，请改用基本单位。',
      en: '“{{item}}” has no unit “{{unit}}”. Nothing of the document was saved; use the base unit.',
    },
    'line.same-location': {
      zh: '移出和移入是同一个库位 {{location}}。整张单据都没有保存，请选择另一个库位。',
      en: 'It would be moved from {{location}} to {{location}}. Nothing of the document was saved; choose another location.',
    },
  }),
  'stock.override-denied': belowZero['stock.override-denied'],
} as const satisfies ErrorCatalog;
