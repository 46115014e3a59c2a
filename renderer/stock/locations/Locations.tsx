/** How an office divides its store: zones, shelves, quarantine. Its own it changes in place; those of others it reads. */
import { ActionIcon, Button, Switch } from '@mantine/core';
import { Pencil, Plus, Printer, Warehouse } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useCommand, useLive } from '../../app/office-context.tsx';
import type { RowOf } from '../../app/office.ts';
import { usePrint } from '../../app/print/print-context.ts';
import { useSay } from '../../app/say.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { OfficeFilter } from '../OfficeFilter.tsx';
import styles from '../Stock.module.css';
import { LocationForm } from './LocationForm.tsx';
import { locationTree } from './location-tree.ts';

export type Location = RowOf<'location.list'>;
interface TreeRow {
  readonly location: Location;
  readonly depth: number;
}

export function Locations() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const say = useSay();
  const print = usePrint();
  const { office: own } = useSession();
  const { office: openOffice, location: openCode } = useParams();
  const [search, setSearch] = useSearchParams();
  const office = search.get('office') ?? own.code;
  const mayChange = useMay('location.update') && office === own.code;
  const update = useCommand('location.update');
  const list = useLive('location.list', { office }).value?.rows;
  const [open, setOpen] = useState<Location | 'new' | undefined>(undefined);
  const [withDiscontinued, setWithDiscontinued] = useState(false);
  const begin = (): void => {
    if (mayChange) setOpen('new');
  };
  useKeys([{ keys: 'n', label: t('places.addLocation'), run: begin }]);
  const go = (code: string): void => void navigate({ pathname: `/stock/catalogue/location/${office}/${encodeURIComponent(code)}`, search: search.toString() });

  const columns = useMemo<readonly DataColumn<TreeRow>[]>(() => {
    const discontinue = async ({ code, discontinued }: Location): Promise<void> => {
      const result = await update.run({ location: code, discontinued: !discontinued });
      if (!result.ok) return;
      say.done(t(discontinued ? 'places.locationResumed' : 'places.locationDiscontinued', { code }), () => void update.run({ location: code, discontinued }));
    };
    return [
      {
        id: 'code',
        header: t('places.code'),
        value: ({ location }) => location.code,
        width: { grow: 1, least: 140 },
        cell: ({ location, depth }) => (
          <strong className="tabular" style={{ paddingInlineStart: depth * 20 }}>
            {location.code}
          </strong>
        ),
      },
      { id: 'name', header: t('stock.columns.name'), value: ({ location }) => location.name, width: { grow: 2, least: 130 } },
      {
        id: 'kind',
        header: t('stock.columns.kind'),
        value: ({ location }) => t(`places.kinds.${location.kind}`),
        width: 104,
        cell: ({ location }) => (location.kind === 'quarantine' ? <Chip tone="warn">{t('places.kinds.quarantine')}</Chip> : t(`places.kinds.${location.kind}`)),
      },
      { id: 'entries', header: t('places.entries'), align: 'end', value: ({ location }) => location.entries, width: 96 },
      { id: 'status', header: t('stock.catalogue.status'), value: ({ location }) => (location.discontinued ? t('stock.item.discontinued') : ''), width: 110, yields: true, cell: ({ location }) => (location.discontinued ? <Chip>{t('stock.item.discontinued')}</Chip> : null) },
      {
        id: 'actions',
        header: t('design.table.actions'),
        value: () => '',
        width: 180,
        yields: true,
        cell: ({ location }) => (
          <span className={styles.actions}>
            {office === own.code ? (
              <ActionIcon size="sm" aria-label={t('places.labelOf', { code: location.code })} title={t('places.labelOf', { code: location.code })} onClick={() => print({ kind: 'location-labels', locations: [location.code] })}>
                <Printer size={14} aria-hidden />
              </ActionIcon>
            ) : null}
            {mayChange ? (
              <>
                <ActionIcon size="sm" aria-label={t('places.change', { code: location.code })} title={t('places.change', { code: location.code })} onClick={() => setOpen(location)}>
                  <Pencil size={14} aria-hidden />
                </ActionIcon>
                <Button size="compact-xs" variant="subtle" onClick={() => void discontinue(location)}>
                  {t(location.discontinued ? 'places.resume' : 'places.discontinue')}
                </Button>
              </>
            ) : null}
          </span>
        ),
      },
    ];
  }, [t, update, say, office, own.code, mayChange, print]);

  if (list === undefined) return <Skeleton rows={10} />;
  const shown = withDiscontinued ? list : list.filter(({ discontinued }) => !discontinued);
  return (
    <DataTable
      key={office}
      label={t('stock.catalogue.tabs.locations')}
      columns={columns}
      rows={locationTree(shown)}
      rowKey={({ location }) => location.code}
      openKey={openOffice === office ? openCode : undefined}
      onOpen={({ location }) => go(location.code)}
      actions={(rows) => (
        <>
          <ActionIcon aria-label={t('stock.mainLocation')} title={t('stock.mainLocation')} onClick={() => go(DEFAULT_LOCATION)}>
            <Warehouse size={14} aria-hidden />
          </ActionIcon>
          {office === own.code ? (
          <ActionIcon aria-label={t('places.labels')} title={t('places.labels')} disabled={rows.length === 0} onClick={() => print({ kind: 'location-labels', locations: rows.map(({ location }) => location.code) })}>
            <Printer size={14} aria-hidden />
          </ActionIcon>
          ) : null}
        </>
      )}
      bar={
        open !== undefined ? (
          <LocationForm key={open === 'new' ? 'new' : open.code} location={open === 'new' ? undefined : open} all={list} onClose={() => setOpen(undefined)} />
        ) : (
          <>
            <OfficeFilter value={office} onChange={(code) => setSearch({ tab: 'locations', ...(code === undefined || code === own.code ? {} : { office: code }) })} />
            <Switch label={t('places.withDiscontinued')} checked={withDiscontinued} onChange={(event) => setWithDiscontinued(event.currentTarget.checked)} />
            {mayChange ? (
              <Button data-tool variant="filled" title={t('places.addLocation')} leftSection={<Plus size={14} aria-hidden />} rightSection={<KeyHint keys="N" />} onClick={begin}>
                {t('places.addLocation')}
              </Button>
            ) : null}
          </>
        )
      }
      empty={
        <EmptyState
          icon={Warehouse}
          title={t(office === own.code ? 'places.noLocations' : 'places.noLocationsThere', { office })}
          hint={t(office === own.code ? 'places.noLocationsHint' : 'places.noLocationsThereHint')}
          action={
            mayChange && open === undefined ? (
              <Button variant="filled" onClick={begin}>
                {t('places.addLocation')}
              </Button>
            ) : undefined
          }
        />
      }
    />
  );
}
