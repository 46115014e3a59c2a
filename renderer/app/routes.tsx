/** The addresses of the screens. Each area is loaded when it is first opened. */
import { FileQuestion } from 'lucide-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { createHashRouter, Navigate, type RouteObject } from 'react-router';
import { EmptyState } from '../design/EmptyState.tsx';
import { Page } from '../design/Page.tsx';
import { Frame } from './frame/Frame.tsx';

const TodayPage = lazy(async () => ({ default: (await import('../today/TodayPage.tsx')).TodayPage }));
const BoardsPage = lazy(async () => ({ default: (await import('../tasks/BoardsPage.tsx')).BoardsPage }));
const BoardPage = lazy(async () => ({ default: (await import('../tasks/BoardPage.tsx')).BoardPage }));
const CardDrawer = lazy(async () => ({ default: (await import('../tasks/card/CardDrawer.tsx')).CardDrawer }));
const CardAddress = lazy(async () => ({ default: (await import('../tasks/card/CardAddress.tsx')).CardAddress }));
const BalancesPage = lazy(async () => ({ default: (await import('../stock/BalancesPage.tsx')).BalancesPage }));
const ItemDrawer = lazy(async () => ({ default: (await import('../stock/item/ItemDrawer.tsx')).ItemDrawer }));
const MovementsPage = lazy(async () => ({ default: (await import('../stock/MovementsPage.tsx')).MovementsPage }));
const MovementDrawer = lazy(async () => ({ default: (await import('../stock/MovementDrawer.tsx')).MovementDrawer }));
const TransfersPage = lazy(async () => ({ default: (await import('../stock/TransfersPage.tsx')).TransfersPage }));
const ValuationPage = lazy(async () => ({ default: (await import('../stock/valuation/ValuationPage.tsx')).ValuationPage }));
const CataloguePage = lazy(async () => ({ default: (await import('../stock/catalogue/CataloguePage.tsx')).CataloguePage }));
const CountsPage = lazy(async () => ({ default: (await import('../stock/counts/CountsPage.tsx')).CountsPage }));
const CountPage = lazy(async () => ({ default: (await import('../stock/counts/CountPage.tsx')).CountPage }));
const EntryPage = lazy(async () => ({ default: (await import('../stock/entry/EntryPage.tsx')).EntryPage }));
const KnowledgePage = lazy(async () => ({ default: (await import('../knowledge/KnowledgePage.tsx')).KnowledgePage }));
const ArticlePage = lazy(async () => ({ default: (await import('../knowledge/ArticlePage.tsx')).ArticlePage }));
const HeadquartersPage = lazy(async () => ({ default: (await import('../headquarters/HeadquartersPage.tsx')).HeadquartersPage }));
const SyncPage = lazy(async () => ({ default: (await import('../sync/SyncPage.tsx')).SyncPage }));
const ImportPage = lazy(async () => ({ default: (await import('../exchange/ImportPage.tsx')).ImportPage }));
const AdministrationPage = lazy(async () => ({ default: (await import('../administration/AdministrationPage.tsx')).AdministrationPage }));

function NotFound() {
  const { t } = useTranslation();
  return (
    <Page>
      <EmptyState icon={FileQuestion} title={t('frame.notFound.title')} hint={t('frame.notFound.hint')} />
    </Page>
  );
}

const routes: RouteObject[] = [
  {
    path: '/',
    element: <Frame />,
    children: [
      { index: true, element: <Navigate to="/today" replace /> },
      { path: 'today', element: <TodayPage /> },
      { path: 'tasks', element: <BoardsPage /> },
      { path: 'tasks/card/:card', element: <CardAddress /> },
      { path: 'tasks/:board', element: <BoardPage />, children: [{ path: 'card/:card', element: <CardDrawer /> }] },
      { path: 'stock', element: <BalancesPage />, children: [{ path: 'item/:item', element: <ItemDrawer /> }] },
      { path: 'stock/movements', element: <MovementsPage />, children: [{ path: ':movement', element: <MovementDrawer /> }] },
      { path: 'stock/transfers', element: <TransfersPage /> },
      { path: 'stock/value', element: <ValuationPage />, children: [{ path: 'item/:item', element: <ItemDrawer /> }] },
      { path: 'stock/catalogue', element: <CataloguePage />, children: [{ path: 'item/:item', element: <ItemDrawer /> }] },
      { path: 'stock/counts', element: <CountsPage /> },
      { path: 'stock/counts/:count', element: <CountPage /> },
      { path: 'stock/receive', element: <EntryPage key="receive" kind="receive" /> },
      { path: 'stock/issue', element: <EntryPage key="issue" kind="issue" /> },
      { path: 'stock/transfer', element: <EntryPage key="transfer" kind="transfer" /> },
      { path: 'knowledge', element: <KnowledgePage /> },
      { path: 'knowledge/:article', element: <ArticlePage /> },
      { path: 'headquarters', element: <HeadquartersPage /> },
      { path: 'sync', element: <SyncPage /> },
      { path: 'import', element: <ImportPage /> },
      { path: 'administration', element: <AdministrationPage /> },
      { path: '*', element: <NotFound /> },
    ],
  },
];

/** A router on the address's hash: both shells serve one page. */
export function createRouter(): ReturnType<typeof createHashRouter> {
  return createHashRouter(routes);
}
