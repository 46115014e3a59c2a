/** The frame around every page: areas at the left, the bar on top, the page with its drawer below. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { ErrorBoundary } from '../../design/ErrorBoundary.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { hideRefused } from '../../design/toasts.tsx';
import { AREAS } from '../areas.ts';
import { keepEarlyKeys } from '../keyboard/early-keys.ts';
import { KeySheet } from '../keyboard/KeySheet.tsx';
import { useKeys } from '../keyboard/keys.tsx';
import { Palette } from '../palette/Palette.tsx';
import { PrintProvider, type PrintRequest } from '../print/print-context.ts';
import { mayRun, useSession } from '../session.tsx';
import { readRailFolded, rememberRailFolded } from '../preferences.ts';
import { useSyncPill } from '../sync-pill.ts';
import { DrawnMark } from './DrawnMark.tsx';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import { useCounts } from './use-counts.ts';
import styles from './Frame.module.css';

const PrintDialog = lazy(async () => ({ default: (await import('../print/PrintDialog.tsx')).PrintDialog }));

export function Frame() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const [folded, setFolded] = useState(readRailFolded);
  const [searching, setSearching] = useState(false);
  const [printing, setPrinting] = useState<PrintRequest | undefined>(undefined);
  const [sheet, setSheet] = useState(false);
  const session = useSession();
  const pill = useSyncPill();
  const counts = useCounts();
  function openEntry(kind: 'receive' | 'issue' | 'transfer'): void {
    // A scanner does not wait until the screen is there.
    keepEarlyKeys();
    void navigate(`/stock/${kind}`);
  }
  useKeys(
    [
      { keys: 'Ctrl+K', label: t('frame.keys.palette'), run: () => setSearching(true) },
      { keys: '?', label: t('frame.keys.sheet'), run: () => setSheet(true) },
      ...(mayRun(session, 'stock.receive')
        ? (
            [
              ['F2', 'receive'],
              ['F3', 'issue'],
              ['F4', 'transfer'],
            ] as const
          ).map(([keys, kind]) => ({ keys, label: t(`entry.kinds.${kind}.title`), run: () => openEntry(kind) }))
        : []),
      ...(mayRun(session, 'count.plan') ? [{ keys: 'F6', label: t('counts.title'), run: () => void navigate('/stock/counts') }] : []),
      ...AREAS.map(({ id, path }, index) => ({
        keys: `Alt+${index + 1}`,
        label: t(`frame.areas.${id}`),
        run: () => void navigate(path),
      })),
    ],
    'everywhere',
  );
  const area = location.pathname.split('/')[1] ?? '';
  // A drawer that opens beside a list is still that list's page.
  const page = location.pathname.split('/').slice(0, 3).join('/');
  const shownPage = useRef(page);
  useEffect(() => {
    if (shownPage.current === page) return;
    shownPage.current = page;
    hideRefused();
  }, [page]);
  return (
    <PrintProvider value={setPrinting}>
    <div className={styles.frame}>
      <a className={styles.skip} href="#main" onClick={(event) => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}>
        {t('frame.skip')}
      </a>
      <Rail
        folded={folded}
        counts={counts}
        onFold={(next) => {
          setFolded(next);
          rememberRailFolded(next);
        }}
      />
      <div className={styles.column}>
        <TopBar pill={pill} onSearch={() => setSearching(true)} onKeys={() => setSheet(true)} />
        <main id="main" tabIndex={-1} className={styles.main}>
          <ErrorBoundary key={area}>
            <Suspense fallback={<Skeleton />}>
              <Outlet />
              <DrawnMark />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <Palette opened={searching} onClose={() => setSearching(false)} />
      <KeySheet opened={sheet} onClose={() => setSheet(false)} />
      {printing === undefined ? null : (
        <Suspense fallback={null}>
          <PrintDialog request={printing} onClose={() => setPrinting(undefined)} />
        </Suspense>
      )}
    </div>
    </PrintProvider>
  );
}
