/** How a list is looked at: which columns stand, and views under names, each with its filters, columns and order. */
import { Button, Menu, TextInput } from '@mantine/core';
import { BookmarkPlus, Check, Columns3, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../toasts.tsx';
import { isSameView, keepViews, LONGEST_VIEW_NAME, PLAIN_LOOK, readViews, withView, type TableView } from './table-views.ts';
import styles from './ViewMenu.module.css';
import { Dialog } from '../Dialog.tsx';

export interface ViewMenuProps {
  /** Columns that may be left out. */
  readonly columns: readonly { readonly id: string; readonly header: string; readonly shown: boolean }[];
  readonly onColumn: (id: string, shown: boolean) => void;
  /** Absent for a list whose views are not kept. */
  readonly views?: {
    readonly list: string;
    /** How the list is looked at now. */
    readonly now: Omit<TableView, 'name'>;
    readonly onOpen: (view: Omit<TableView, 'name'>) => void;
  };
}

export function ViewMenu({ columns, onColumn, views }: ViewMenuProps) {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  /** Opened again before it was gone, the menu still stands as it was. */
  const [openings, setOpenings] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  const label = views === undefined ? t('design.table.chooseColumns') : t('design.table.views.label');
  return (
    <>
      <Menu onOpen={() => setOpenings((count) => count + 1)} closeOnItemClick={false} position="bottom-end" width={220}>
        <Menu.Target>
          <Button ref={button} data-tool variant="subtle" color="gray" leftSection={<Columns3 size={14} aria-hidden />} aria-label={label} title={label}>
            {views === undefined ? t('design.table.columns') : t('design.table.views.word')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={styles.dropdown ?? ''}>
          {views === undefined ? null : <Views key={openings} {...views} onSave={() => setNaming(true)} />}
          <Menu.Label>{t('design.table.views.columns')}</Menu.Label>
          {columns.map(({ id, header, shown }) => (
            <Menu.CheckboxItem key={id} checked={shown} onChange={(checked) => onColumn(id, checked)}>
              {header}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
      {views !== undefined && naming ? <NameView list={views.list} now={views.now} backTo={() => button.current} onClose={() => setNaming(false)} /> : null}
    </>
  );
}

/** Drawn anew each time the menu opens, so that it is always what is kept. */
function Views({ list, now, onOpen, onSave }: NonNullable<ViewMenuProps['views']> & { readonly onSave: () => void }) {
  const { t } = useTranslation();
  const kept = readViews(window.localStorage, list);
  const plain = { ...PLAIN_LOOK, search: '', text: '' };
  const open = kept.find((view) => isSameView(view, now));
  function remove(view: TableView): void {
    keepViews(window.localStorage, list, kept.filter(({ name }) => name !== view.name));
    showDone(t('design.table.views.removed', { name: view.name }), t('design.toast.close'), {
      label: t('design.toast.undo'),
      run: () => keepViews(window.localStorage, list, withView(readViews(window.localStorage, list), view)),
    });
  }
  return (
    <>
      <Menu.Label>{t('design.table.views.word')}</Menu.Label>
      <Menu.Item closeMenuOnClick rightSection={isSameView(plain, now) ? <Check size={14} aria-label={t('design.table.views.open')} /> : null} onClick={() => onOpen(plain)}>
        {t('design.table.views.plain')}
      </Menu.Item>
      {kept.map((view) => (
        <Menu.Item key={view.name} closeMenuOnClick rightSection={view === open ? <Check size={14} aria-label={t('design.table.views.open')} /> : null} onClick={() => onOpen(view)}>
          {view.name}
        </Menu.Item>
      ))}
      {open === undefined ? (
        <Menu.Item closeMenuOnClick leftSection={<BookmarkPlus size={14} aria-hidden />} onClick={onSave}>
          {t('design.table.views.save')}
        </Menu.Item>
      ) : (
        <Menu.Item closeMenuOnClick leftSection={<Trash2 size={14} aria-hidden />} onClick={() => remove(open)}>
          {t('design.table.views.remove', { name: open.name })}
        </Menu.Item>
      )}
      <Menu.Divider />
    </>
  );
}

function NameView({ list, now, backTo, onClose }: { readonly list: string; readonly now: Omit<TableView, 'name'>; readonly backTo: () => HTMLElement | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const views = readViews(window.localStorage, list);
  const replaces = views.some((view) => view.name === name);
  return (
    <Dialog onClose={onClose} backTo={backTo} title={t('design.table.views.saveTitle')} size={360}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name === '') return;
          keepViews(window.localStorage, list, withView(views, { ...now, name }));
          showDone(t('design.table.views.saved', { name }), t('design.toast.close'));
          onClose();
        }}
      >
        <TextInput
          required
          data-autofocus
          maxLength={LONGEST_VIEW_NAME}
          label={t('design.table.views.name')}
          description={t(replaces ? 'design.table.views.replaces' : 'design.table.views.holds')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={name === ''}>
          {t('design.table.views.do')}
        </Button>
      </form>
    </Dialog>
  );
}
