/** The addresses of the screens. Today comes with the frame, each other area when it is first opened. */
import { FileQuestion } from 'lucide-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { createHashRouter, Navigate, type RouteObject } from 'react-router';
import { EmptyState } from '../design/EmptyState.tsx';
import { Page } from '../design/Page.tsx';
import { ENTRY_KINDS } from '../stock/entry/entry-kinds.ts';
import { TodayPage } from '../today/TodayPage.tsx';
import { Frame } from './frame/Frame.tsx';

const BoardsPage = lazy(async () => ({ default: (await import('../tasks/BoardsPage.tsx')).BoardsPage }));
const BoardPage = lazy(async () => ({ default: (await import('../tasks/BoardPage.tsx')).BoardPage }));
const CardDrawer = lazy(async () => ({ default: (await import('../tasks/card/CardDrawer.tsx')).CardDrawer }));
const CardAddress = lazy(async () => ({ default: (await import('../tasks/card/CardAddress.tsx')).CardAddress }));
const BalancesPage = lazy(async () => ({ default: (await import('../stock/BalancesPage.tsx')).BalancesPage }));
const ItemDrawer = lazy(async () => ({ default: (await import('../stock/item/ItemDrawer.tsx')).ItemDrawer }));
const MovementsPage = lazy(async () => ({ default: (await import('../stock/MovementsPage.tsx')).MovementsPage }));
const MovementDrawer = lazy(async () => ({ default: (await import('../stock/MovementDrawer.tsx')).MovementDrawer }));
const TransfersPage = lazy(async () => ({ default: (await import('../stock/TransfersPage.tsx')).TransfersPage }));
const TransferPage = lazy(async () => ({ default: (await import('../stock/transfer/TransferPage.tsx')).TransferPage }));
const DocumentDrawer = lazy(async () => ({ default: (await import('../stock/document/DocumentDrawer.tsx')).DocumentDrawer }));
const LocationDrawer = lazy(async () => ({ default: (await import('../stock/locations/LocationDrawer.tsx')).LocationDrawer }));
const ValuationPage = lazy(async () => ({ default: (await import('../stock/valuation/ValuationPage.tsx')).ValuationPage }));
const QuotasPage = lazy(async () => ({ default: (await import('../stock/quotas/QuotasPage.tsx')).QuotasPage }));
const QuotaDrawer = lazy(async () => ({ default: (await import('../stock/quotas/QuotaDrawer.tsx')).QuotaDrawer }));
const AnalysisPage = lazy(async () => ({ default: (await import('../stock/analysis/AnalysisPage.tsx')).AnalysisPage }));
const CataloguePage = lazy(async () => ({ default: (await import('../stock/catalogue/CataloguePage.tsx')).CataloguePage }));
const CountsPage = lazy(async () => ({ default: (await import('../stock/counts/CountsPage.tsx')).CountsPage }));
const CountPage = lazy(async () => ({ default: (await import('../stock/counts/CountPage.tsx')).CountPage }));
const EntryPage = lazy(async () => ({ default: (await import('../stock/entry/EntryPage.tsx')).EntryPage }));
const StockHeader = lazy(async () => ({ default: (await import('../stock/StockHeader.tsx')).StockHeader }));
const OrdersPage = lazy(async () => ({ default: (await import('../orders/OrdersPage.tsx')).OrdersPage }));
const OrderDrawer = lazy(async () => ({ default: (await import('../orders/OrderDrawer.tsx')).OrderDrawer }));
const AccountsPage = lazy(async () => ({ default: (await import('../orders/AccountsPage.tsx')).AccountsPage }));
const StatementDrawer = lazy(async () => ({ default: (await import('../orders/StatementDrawer.tsx')).StatementDrawer }));
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

/** The page's first address. Going on to it from `/` would draw the frame once with nothing in it. */
const START = '/today';

const routes: RouteObject[] = [
  {
    path: '/',
    element: <Frame />,
    children: [
      { index: true, element: <Navigate to={START} replace /> },
      { path: 'today', element: <TodayPage /> },
      { path: 'tasks', element: <BoardsPage /> },
      { path: 'tasks/card/:card', element: <CardAddress /> },
      { path: 'tasks/:board', element: <BoardPage />, children: [{ path: 'card/:card', element: <CardDrawer /> }] },
      { path: 'stock', element: <BalancesPage />, children: [{ path: 'item/:item', element: <ItemDrawer /> }] },
      { path: 'stock/movements', element: <MovementsPage />, children: [{ path: ':movement', element: <MovementDrawer /> }] },
      { path: 'stock/documents', element: <MovementsPage />, children: [{ path: ':number', element: <DocumentDrawer /> }] },
      { path: 'stock/transfers', element: <TransfersPage /> },
      { path: 'stock/transfers/:transfer', element: <TransferPage /> },
      { path: 'stock/locations', element: <Navigate to="/stock/catalogue?tab=locations" replace /> },
      { path: 'stock/value', element: <ValuationPage />, children: [{ path: 'item/:item', element: <ItemDrawer /> }] },
      { path: 'stock/catalogue', element: <CataloguePage />, children: [{ path: 'item/:item', element: <ItemDrawer /> }, { path: 'location/:office/:location', element: <LocationDrawer /> }] },
      { path: 'stock/orders', element: <OrdersPage header={<StockHeader view="orders" />} />, children: [{ path: ':order', element: <OrderDrawer /> }] },
      { path: 'stock/accounts', element: <AccountsPage header={<StockHeader view="accounts" />} />, children: [{ path: ':partner', element: <StatementDrawer /> }] },
      { path: 'stock/quotas', element: <QuotasPage />, children: [{ path: ':quota', element: <QuotaDrawer /> }] },
      { path: 'stock/analysis', element: <AnalysisPage />, children: [{ path: 'item/:item', element: <ItemDrawer /> }] },
      ...ENTRY_KINDS.map((kind) => ({ path: `stock/${kind}`, element: <EntryPage key={kind} kind={kind} /> })),
      { path: 'stock/counts', element: <CountsPage /> },
      { path: 'stock/counts/:count', element: <CountPage /> },
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
  const { hash, pathname, search } = window.location;
  if (hash === '' || hash === '#/') window.history.replaceState(null, '', `${pathname}${search}#${START}`);
  return createHashRouter(routes);
}
