/** One entry screen's state: the item under way, its quantity, and what was confirmed in this session. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result, Output } from '../../app/office.ts';
import { useCommand, useOffice } from '../../app/office-context.tsx';
import { refusalText } from '../../app/refusal-text.ts';
import { useLanguage } from '../../i18n/index.ts';
import { playTone } from './sound.ts';
import { meaningOf, oneMore } from './scan.ts';

export type EntryKind = 'receive' | 'issue' | 'transfer';
export type EntryItem = Output<'item.read'>;
export type Posted = Output<'stock.receive'>;

/** What goes with the item and quantity. */
export interface EntryDetails {
  readonly reason: string;
  readonly to: string | undefined;
  readonly reference: string;
  readonly override: boolean;
}

export interface EntryChoice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
}

const CHOICES = 8;

export function useEntry(kind: EntryKind, details: EntryDetails) {
  const { t } = useTranslation();
  const office = useOffice();
  const language = useLanguage();
  const receive = useCommand('stock.receive');
  const issue = useCommand('stock.issue');
  const transfer = useCommand('stock.transfer');
  const reverse = useCommand('stock.reverse');
  const [item, setItem] = useState<EntryItem | undefined>(undefined);
  const [quantity, setQuantity] = useState('1');
  const [choices, setChoices] = useState<readonly EntryChoice[]>([]);
  const [problem, setProblem] = useState<{ reason: string; text: string } | undefined>(undefined);
  const [unknown, setUnknown] = useState<string | undefined>(undefined);
  const [posted, setPosted] = useState<readonly (Posted & { readonly undone: boolean })[]>([]);

  function clear(): void {
    setItem(undefined);
    setQuantity('1');
    setChoices([]);
    setProblem(undefined);
    setUnknown(undefined);
  }

  async function choose(reference: string): Promise<boolean> {
    const found = await office.call('item.read', { item: reference });
    if (!found.ok) return false;
    clear();
    setItem(found.value);
    playTone('good');
    return true;
  }

  async function lookUp(text: string): Promise<void> {
    if (await choose(text)) return;
    const listed = await office.call('item.list', { text, limit: CHOICES });
    const rows = listed.ok ? listed.value.rows : [];
    const only = rows.length === 1 ? rows[0] : undefined;
    if (only !== undefined) {
      await choose(only.id);
      return;
    }
    setItem(undefined);
    setChoices(rows);
    setProblem(undefined);
    setUnknown(rows.length === 0 ? text : undefined);
    if (rows.length === 0) playTone('bad');
  }

  async function post(of: EntryItem, amount: string): Promise<Result<Posted>> {
    const input = { item: of.id, quantity: amount, ...(details.reference === '' ? {} : { reference: details.reference }) };
    const override = details.override ? { override: true } : {};
    switch (kind) {
      case 'receive':
        return receive.run({ ...input, reason: details.reason }, { quiet: true });
      case 'issue':
        return issue.run({ ...input, ...override, reason: details.reason }, { quiet: true });
      case 'transfer':
        return transfer.run({ ...input, ...override, to: details.to ?? '' }, { quiet: true });
    }
  }

  function refuseQuantity(text: string): void {
    setProblem({ reason: 'no-quantity', text: t('stock.entry.noQuantity', { text }) });
    playTone('bad');
  }

  /** @returns whether it was confirmed. */
  async function confirm(amount = quantity): Promise<boolean> {
    if (item === undefined) return false;
    const result = await post(item, amount);
    if (result.ok) {
      setPosted((before) => [{ ...result.value, undone: false }, ...before]);
      clear();
      playTone('good');
      return true;
    }
    setProblem({ reason: result.refusal.reason, text: refusalText(result.refusal, language, `stock.${kind}`) });
    playTone('bad');
    return false;
  }

  return {
    item,
    quantity,
    choices,
    problem,
    unknown,
    posted,
    running: receive.running || issue.running || transfer.running,
    choose,
    clear,
    /** Enter in the scan field. */
    async enter(text: string): Promise<void> {
      const meaning = meaningOf(text, item);
      switch (meaning.kind) {
        case 'nothing':
          return;
        case 'confirm':
          await confirm();
          return;
        case 'quantity':
          setProblem(undefined);
          setQuantity(meaning.quantity);
          return;
        case 'no-quantity':
          refuseQuantity(meaning.text);
          return;
        case 'one-more':
          setQuantity(oneMore(quantity));
          playTone('good');
          return;
        case 'look-up':
          // Another item scanned while one is ready: the ready one is confirmed first, as at a till. If that is
          // refused it stays, and nothing else is begun.
          if (item !== undefined && !(await confirm())) return;
          await lookUp(meaning.text);
      }
    },
    /** F8 or the button, with what stands in the scan field: a quantity there belongs to the entry. Returns whether it was confirmed. */
    async confirmWith(text: string): Promise<boolean> {
      const meaning = meaningOf(text, item);
      switch (meaning.kind) {
        case 'nothing':
        case 'confirm':
          return confirm();
        case 'quantity':
          setQuantity(meaning.quantity);
          return confirm(meaning.quantity);
        case 'one-more':
          setQuantity(oneMore(quantity));
          return confirm(oneMore(quantity));
        case 'no-quantity':
          refuseQuantity(meaning.text);
          return false;
        case 'look-up': {
          const confirmed = item === undefined || (await confirm());
          if (confirmed) await lookUp(meaning.text);
          return confirmed;
        }
      }
    },
    async undo(movement: string, reason: string): Promise<void> {
      const result = await reverse.run({ movement, reason });
      if (result.ok) setPosted((before) => before.map((each) => (each.movement === movement ? { ...each, undone: true } : each)));
    },
  };
}
